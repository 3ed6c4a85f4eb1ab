import { withCompanions } from '../estimate/companions.js';
import type { CompareOptions } from '../estimate/compare.js';
import { datesOf, stampOf } from '../estimate/price-stamp.js';
import { pageScript, policyHash } from '../io/page-script.js';
import { loadPriceBook } from '../io/price-files.js';
import { readScenarioFile } from '../io/scenario-files.js';
import { countText } from '../model/number-text.js';
import { keepCheapestHours, type ScenarioContent, scenarioContent } from '../page/page-content.js';
import { packPageData } from '../page/page-data.js';
import { errorPageHtml, pageHtml } from '../page/page-html.js';
import type { PriceBook } from '../prices/price-book.js';
import { portableScenario } from '../scenario/portable-scenario.js';
import { compareOptions, inFile, openBook, type PricingFlags } from './price-scenarios.js';
import { progressOf } from './progress.js';

/** What mail and review tools still show. */
const MOST_CHARACTERS = 900_000;
/** A scenario with more text than this, which only long traces have, is shown as it is: its script does not change it. */
const MOST_LIVE_CHARACTERS = 200_000;

/** A page, and what has to be said about it. */
export interface MadePage {
  readonly html: string;
  readonly remarks: readonly string[];
}

/**
 * Makes the page of some scenario files.
 *
 * @param version of the page on its server; null for a file
 * @throws EstimatorError of the first file that cannot be read or priced
 */
export async function makePage(
  files: readonly string[],
  flags: PricingFlags,
  version: number | null,
): Promise<MadePage> {
  const book = openBook(flags);
  const options = compareOptions(flags, book);
  const remarks: string[] = [];
  const parts = [];
  const progress = progressOf(files.length, 'scenarios');
  for (const [index, file] of files.entries()) {
    const onProgress = (share: number) => progress.step(index + share);
    try {
      const part = await partOf(file, { book, onProgress }, { ...options, complete: flags.complete ?? false });
      if (!part.isLive)
        remarks.push(`${file}: its trace is too long for the page: it is shown, but cannot be changed.`);
      parts.push(part);
    } catch (error) {
      throw files.length > 1 ? inFile(error, file) : error;
    }
  }
  progress.end();
  const live = parts.flatMap(({ scenario, isLive }, place) => (isLive ? [[place, scenario] as const] : []));
  const content = {
    priceBook: stampOf(book, datesOf(parts.map(({ report }) => report))),
    data: packPageData(live, book, version),
    script: await pageScript(),
    hashOf: policyHash,
  };
  const whole = pageHtml({ ...content, scenarios: parts });
  if (whole.length <= MOST_CHARACTERS) return { html: whole, remarks };
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
  const isLive = JSON.stringify(portableScenario(scenario)).length <= MOST_LIVE_CHARACTERS;
  return scenarioContent(scenario, book, { isLive, onProgress });
}

function tooLong(characters: number): string[] {
  const few = 'The hours are those of the cheapest design of each workload, or the page would be too long.';
  if (characters <= MOST_CHARACTERS) return [few];
  const [is, most] = [characters, MOST_CHARACTERS].map(countText);
  return [
    few,
    `It still has ${is} characters; beyond ${most} some tools do not show it. Give fewer scenarios or designs.`,
  ];
}

/** The page that says what is wrong until the scenario is mended. */
export async function makeProblemPage(problem: string, version: number): Promise<string> {
  return errorPageHtml(problem, {
    data: packPageData([], loadPriceBook(), version),
    script: await pageScript(),
    hashOf: policyHash,
  });
}
