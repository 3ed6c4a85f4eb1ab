import { config } from 'zod';
import { QUICK_CHECKS } from '../../model/quick-checks.js';
import { formatChanges, parseChanges } from '../changes.js';
import { type PageData, unpackPageData } from '../page-data.js';
import { LiveScenario } from './live-scenario.js';

/** Class of the page and performance mark from which it responds to input. */
const LIVE = 'live';

void start();

async function start(): Promise<void> {
  // The content security policy forbids the code that zod would generate.
  config(QUICK_CHECKS);
  const data = JSON.parse(document.getElementById('data')?.textContent ?? '') as PageData;
  const { scenarios, book } = await unpackPageData(data);
  const count = document.querySelectorAll('section.scenario').length;
  const live: readonly LiveScenario[] = scenarios.map(
    ([index, scenario]) => new LiveScenario(index, { scenario, book, onChange: () => writeAddress(live, count) }),
  );
  document.documentElement.classList.add(LIVE);
  readAddress(live, count);
  performance.mark(LIVE);
  addEventListener('hashchange', () => {
    if (location.hash.includes('=') || location.hash === '') readAddress(live, count);
  });
  keepChangesOnLinks();
  if (data.version !== null) reloadOnNewVersion(data.version);
}

/** Applies the changes in the address. @param count of scenarios on the page */
function readAddress(live: readonly LiveScenario[], count: number): void {
  const changes = parseChanges(location.hash, count);
  for (const scenario of live) scenario.show(changes[scenario.index] ?? new Map());
}

/** Writes the changes into the address, so that a link or a reload keeps them. */
function writeAddress(live: readonly LiveScenario[], count: number): void {
  const changes = Array.from({ length: count }, () => new Map<string, number>());
  for (const { index, changes: own } of live) changes[index] = new Map(own);
  const text = formatChanges(changes);
  if (text !== location.hash.replace(/^#/, '')) {
    history.replaceState(null, '', text === '' ? location.href.replace(/#.*$/, '') : `#${text}`);
  }
}

/** Follows links within the page without the address, where they would replace the changes. */
function keepChangesOnLinks(): void {
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

/** Reloads the page when its server has another version. The server sends the newest on connection, so none is missed. */
function reloadOnNewVersion(version: number): void {
  const events = new EventSource('/changes');
  events.addEventListener('message', ({ data }) => {
    if (data !== `${version}`) location.reload();
  });
}
