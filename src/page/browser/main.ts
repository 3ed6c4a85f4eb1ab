import { config } from 'zod';
import { QUICK_CHECKS } from '../../model/quick-checks.js';
import { changesFrom, changesText } from '../changes.js';
import { type PageData, readPageData } from '../page-data.js';
import { LiveScenario } from './live-scenario.js';
import { reloadWhenChanged } from './reload.js';

/** Tells the style sheet, and tests, that the page answers. */
const LIVE = 'live';

void start();

async function start(): Promise<void> {
  // The content security policy lets no code be made from text either.
  config(QUICK_CHECKS);
  const data = JSON.parse(document.getElementById('data')?.textContent ?? '') as PageData;
  const { scenarios, book } = await readPageData(data);
  const places = document.querySelectorAll('section.scenario').length;
  const live = scenarios.map(
    ([place, scenario]) => new LiveScenario(place, { scenario, book, onChange: () => keepState() }),
  );
  const keepState = () => {
    const byPlace = Array.from({ length: places }, () => new Map<string, number>());
    for (const { place, changes } of live) byPlace[place] = new Map(changes);
    const text = changesText(byPlace);
    if (text !== location.hash.replace(/^#/, '')) {
      history.replaceState(null, '', text === '' ? location.href.replace(/#.*$/, '') : `#${text}`);
    }
  };
  const readState = () => {
    const changes = changesFrom(location.hash, places);
    for (const scenario of live) scenario.show(changes[scenario.place] ?? new Map());
  };
  document.documentElement.classList.add(LIVE);
  readState();
  performance.mark(LIVE);
  addEventListener('hashchange', () => {
    if (location.hash.includes('=') || location.hash === '') readState();
  });
  keepAddressOnJumps();
  if (data.version !== null) reloadWhenChanged(data.version);
}

/** A jump within the page would take the place of the changes in the address. */
function keepAddressOnJumps(): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
    const target = document.getElementById(link?.getAttribute('href')?.slice(1) ?? '');
    if (target === null) return;
    event.preventDefault();
    target.setAttribute('tabindex', '-1');
    target.focus();
    target.scrollIntoView();
  });
}
