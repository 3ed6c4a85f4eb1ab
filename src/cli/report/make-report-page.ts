import { withCompanions } from '../../estimate/companions.js';
import type { CompareOptions } from '../../estimate/compare.js';
import { priceBookStamp, priceDates } from '../../estimate/price-dates.js';
import { pageScript, policyHash } from '../../io/page-script.js';
import { loadPriceBook } from '../../io/price-files.js';
import { readScenarioFile } from '../../io/scenario-files.js';
import { countText } from '../../model/number-text.js';
import { keepCheapestHours, type ScenarioContent, scenarioContent } from '../../page/page-content.js';
import { packPageData } from '../../page/page-data.js';
import { errorPageHtml, pageHtml } from '../../page/page-html.js';
import type { PriceBook } from '../../prices/price-book.js';
import { portableScenario } from '../../scenario/portable-scenario.js';
import { errorInFile } from '../errors/error-in-file.js';
import { compareOptions, openPriceBook, type PricingFlags } from '../scenarios/pricing-options.js';
import { startProgress } from '../terminal/progress.js';

/** The longest page that mail and review tools show. */
const MAX_CHARACTERS = 900_000;
/** A scenario with more text than this, which only long traces have, cannot be changed on the page. */
const MAX_LIVE_CHARACTERS = 200_000;

/** A page, and remarks about it for the user. */
export interface ReportPage {
  readonly html: string;
  readonly remarks: readonly string[];
}

/**
 * Makes the report page of scenario files.
 *
 * @param version of the page on its server; null for a file
 * @throws EstimatorError of the first file that cannot be read or priced
 */
export async function makeReportPage(
  files: readonly string[],
  flags: PricingFlags,
  version: number | null,
): Promise<ReportPage> {
  const book = openPriceBook(flags);
  const options = compareOptions(flags, book);
  const remarks: string[] = [];
  const parts = [];
  const progress = startProgress(files.length, 'scenarios');
  for (const [index, file] of files.entries()) {
    const onProgress = (share: number) => progress.step(index + share);
    try {
      const part = await partOf(file, { book, onProgress }, { ...options, complete: flags.complete ?? false });
      if (!part.isLive)
        remarks.push(
          `${file}: its trace is too long to be recomputed on the page; the page shows it without input fields.`,
        );
      parts.push(part);
    } catch (error) {
      throw files.length > 1 ? errorInFile(error, file) : error;
    }
  }
  progress.end();
  const live = parts.flatMap(({ scenario, isLive }, place) => (isLive ? [[place, scenario] as const] : []));
  const content = {
    priceBook: priceBookStamp(book, priceDates(parts.map(({ report }) => report))),
    data: packPageData(live, book, version),
    script: await pageScript(),
    hashOf: policyHash,
  };
  const whole = pageHtml({ ...content, scenarios: parts });
  if (whole.length <= MAX_CHARACTERS) return { html: whole, remarks };
  const html = pageHtml({ ...content, scenarios: parts.map(keepCheapestHours) });
  return { html, remarks: [...remarks, ...tooLong(html.length)] };
}

async function partOf(
  file: string,
  { book, onProgress }: { readonly book: PriceBook; readonly onProgress: (share: number) => void },
  { complete, ...options }: CompareOptions & { readonly complete: boolean },
): Promise<ScenarioContent> {
  const read = await withCompanions(await readScenarioFile(file, book.regions), complete);
  const scenario = { ...read, ...options };
  const isLive = JSON.stringify(portableScenario(scenario)).length <= MAX_LIVE_CHARACTERS;
  return scenarioContent(scenario, book, { isLive, onProgress });
}

function tooLong(characters: number): string[] {
  const fewHours = 'To keep the page short, it shows the hours of only the cheapest design of each workload.';
  if (characters <= MAX_CHARACTERS) return [fewHours];
  const [length, max] = [characters, MAX_CHARACTERS].map(countText);
  return [
    fewHours,
    `It still has ${length} characters; some tools show no more than ${max}. Give fewer scenarios or designs.`,
  ];
}

/** Makes the page that shows what is wrong with a scenario until it is corrected. */
export async function makeErrorPage(problem: string, version: number): Promise<string> {
  return errorPageHtml(problem, {
    data: packPageData([], loadPriceBook(), version),
    script: await pageScript(),
    hashOf: policyHash,
  });
}
