import type { PriceBookStamp } from '../model/report.js';
import { named } from '../render/html/pieces.js';
import { type Child, element, type Markup, verbatim } from '../render/markup.js';
import { priceStamp } from '../render/words.js';
import type { PageData } from './page-data.js';
import { partId, type ScenarioPart, scenarioSection } from './sections.js';
import { PAGE_CSS } from './styles.js';

/** What a page is made of. */
export interface PageContent {
  readonly scenarios: readonly ScenarioPart[];
  readonly priceBook: PriceBookStamp;
  readonly data: PageData;
  /** The script of the page, one file. */
  readonly script: string;
  /** sha256 of a text in Base64, for the content security policy. */
  readonly hashOf: (text: string) => string;
}

const HEADING = 'what it costs a month on AWS';

/** A square of three bars, for the tab. */
const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath fill='%230b6bcb' d='M1 2h9v3H1zM1 7h14v3H1zM1 12h6v3H1z'/%3E%3C/svg%3E";

/**
 * The page: one file that loads nothing and sends nothing; the content security policy lets only its own script and style
 * sheet in, by their hashes. It can be read without its script.
 */
export function pageHtml({ scenarios, priceBook, ...rest }: PageContent): string {
  const names = scenarios.map(({ report }) => report.name);
  const title = `${names.length === 1 ? names[0] : `${names.length} scenarios`}: ${HEADING}`;
  return shell(title, rest, [
    element('header', {}, element('h1', {}, HEADING), contents(scenarios)),
    element('main', { id: 'main' }, scenarios.map(scenarioSection)),
    element('footer', {}, element('p', { class: 'stamp' }, priceStamp({ priceBook })), footNotes()),
  ]);
}

/** Stands in for a page that cannot be made: says why, and loads the page when it can. */
export function problemHtml(problem: string, rest: Omit<PageContent, 'scenarios' | 'priceBook'>): string {
  const title = 'The page cannot be made';
  const lines = problem.trimEnd().split('\n');
  return shell(title, rest, [
    element(
      'main',
      { id: 'main' },
      element('h1', {}, title),
      lines.map((line) => element('p', { class: 'error' }, line)),
    ),
  ]);
}

function shell(
  title: string,
  { data, script, hashOf }: Omit<PageContent, 'scenarios' | 'priceBook'>,
  content: Child,
): string {
  const head = element(
    'head',
    {},
    element('meta', { charset: 'utf-8' }),
    element('meta', {
      'http-equiv': 'Content-Security-Policy',
      content: policy(script, hashOf, data.version !== null),
    }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('meta', { name: 'referrer', content: 'no-referrer' }),
    element('title', {}, title),
    verbatim(`<link rel="icon" href="${ICON}">`),
    element('style', {}, verbatim(PAGE_CSS)),
  );
  const body = element(
    'body',
    {},
    element('a', { class: 'skip', href: '#main' }, 'To the results'),
    content,
    element('script', { type: 'application/json', id: 'data' }, verbatim(inertJson(data))),
    element('script', {}, verbatim(script)),
  );
  return `<!doctype html>\n<html lang="en">${head}${body}</html>\n`;
}

function policy(script: string, hashOf: PageContent['hashOf'], reloads: boolean): string {
  return [
    "default-src 'none'",
    `script-src 'sha256-${hashOf(script)}'`,
    `style-src 'sha256-${hashOf(PAGE_CSS)}'`,
    'img-src data:',
    ...(reloads ? ["connect-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function contents(scenarios: readonly ScenarioPart[]): Markup | undefined {
  if (scenarios.length < 2) return undefined;
  const entries = scenarios.map(({ report }, index) =>
    element('li', {}, element('a', { href: `#${partId(index)}` }, named(report.name))),
  );
  return element('nav', { 'aria-label': 'Scenarios' }, element('ul', { class: 'plain' }, entries));
}

function footNotes(): Markup {
  return element(
    'p',
    { class: 'made' },
    'Made by crossover. US dollars at list prices, each month of each design with its own free allowances. ',
    'Not affiliated with Amazon Web Services.',
  );
}

/** JSON in which no text can end the element that it stands in. */
function inertJson(data: PageData): string {
  return JSON.stringify(data).replace(/</g, '\\u003c');
}
