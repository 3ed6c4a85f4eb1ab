import type { PriceBookStamp } from '../model/report.js';
import { list, nameElement } from '../render/html/elements.js';
import { type Child, element, type Markup, markupFromTemplate, trustedMarkup } from '../render/markup.js';
import { priceStamp } from '../render/report-text.js';
import { CHART_STYLES } from '../render/svg/chart.js';
import pageCss from './page.css.js';
import pageTemplate from './page.html.js';
import type { ScenarioContent } from './page-content.js';
import type { PageData } from './page-data.js';
import pageIcon from './page-icon.svg.js';
import { scenarioSection, sectionId } from './sections.js';

/** The script of a page, and what it needs. */
export interface PageScript {
  readonly data: PageData;
  /** JavaScript, one file. */
  readonly script: string;
  /** sha256 of a text in Base64, for the content security policy. */
  readonly hashOf: (text: string) => string;
}

/** Everything on a page. */
export interface PageInput extends PageScript {
  readonly scenarios: readonly ScenarioContent[];
  readonly priceBook: PriceBookStamp;
}

const HEADING = 'monthly cost on AWS';
const STYLES = `${CHART_STYLES}${pageCss}`;

/**
 * Writes a page: one file that loads nothing and sends nothing. Its content security policy allows only its own script and
 * style sheet, by their hashes. The results can be read without the script.
 */
export function pageHtml({ scenarios, priceBook, ...script }: PageInput): string {
  const names = scenarios.map(({ report }) => report.name);
  const title = `${names.length === 1 ? names[0] : `${names.length} scenarios`}: ${HEADING}`;
  return fillPage(title, script, [
    element('header', {}, element('h1', {}, HEADING), scenarioLinks(scenarios)),
    element('main', { id: 'main' }, scenarios.map(scenarioSection)),
    element('footer', {}, element('p', { class: 'muted' }, priceStamp({ priceBook })), disclaimer()),
  ]);
}

/** Writes a page that shows an error, and reloads when the report can be created again. */
export function errorPageHtml(message: string, script: PageScript): string {
  const title = 'The report cannot be created';
  const lines = message.trimEnd().split('\n');
  return fillPage(title, script, [
    element(
      'main',
      { id: 'main' },
      element('h1', {}, title),
      lines.map((line) => element('p', { class: 'error' }, line)),
    ),
  ]);
}

function fillPage(title: string, page: PageScript, content: Child): string {
  const { data, script } = page;
  return `${markupFromTemplate(pageTemplate, {
    title,
    policy: contentSecurityPolicy(page),
    icon: `data:image/svg+xml,${encodeURIComponent(pageIcon)}`,
    styles: element('style', {}, trustedMarkup(STYLES)),
    content,
    data: element('script', { type: 'application/json', id: 'data' }, trustedMarkup(scriptSafeJson(data))),
    script: element('script', {}, trustedMarkup(script)),
  })}\n`;
}

function contentSecurityPolicy({ data, script, hashOf }: PageScript): string {
  const isServed = data.version !== null;
  return [
    "default-src 'none'",
    `script-src 'sha256-${hashOf(script)}'`,
    `style-src 'sha256-${hashOf(STYLES)}'`,
    'img-src data:',
    ...(isServed ? ["connect-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function scenarioLinks(scenarios: readonly ScenarioContent[]): Markup | undefined {
  if (scenarios.length < 2) return undefined;
  const links = scenarios.map(({ report }, index) =>
    element('a', { href: `#${sectionId(index)}` }, nameElement(report.name)),
  );
  return element('nav', { 'aria-label': 'Scenarios' }, list('list', links));
}

function disclaimer(): Markup {
  return element(
    'p',
    { class: 'muted' },
    'Made by crossover. US dollars at list prices; each total is one design for one month, with its own free tier. ',
    'Not affiliated with Amazon Web Services.',
  );
}

/** JSON that cannot end the script element around it. */
function scriptSafeJson(data: PageData): string {
  return JSON.stringify(data).replace(/</g, '\\u003c');
}
