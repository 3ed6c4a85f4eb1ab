import { datesOf, stampOf } from '../estimate/price-stamp.js';
import { pageScript, policyHash } from '../io/page-script.js';
import { loadPriceBook } from '../io/price-files.js';
import { readScenarioFile } from '../io/scenario-files.js';
import { pageHtml, problemHtml } from '../page/document.js';
import { pageData } from '../page/page-data.js';
import { scenarioPart } from '../page/parts.js';
import { portableScenario } from '../scenario/portable-scenario.js';
import { compareOptions, openBook, type PricingFlags } from './price-scenarios.js';

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
 * @param reloads whether the page listens to the server it comes from
 * @throws EstimatorError of the first file that cannot be read or priced
 */
export async function makePage(files: readonly string[], flags: PricingFlags, reloads: boolean): Promise<MadePage> {
  const book = openBook(flags);
  const options = compareOptions(flags, book);
  const remarks: string[] = [];
  const parts = [];
  for (const file of files) {
    const scenario = { ...(await readScenarioFile(file, book.regions)), ...options };
    const isLive = JSON.stringify(portableScenario(scenario)).length <= MOST_LIVE_CHARACTERS;
    if (!isLive) remarks.push(`${file}: its trace is too long for the page: it is shown, but cannot be changed there.`);
    parts.push(scenarioPart(scenario, book, isLive));
  }
  const live = parts.flatMap(({ scenario, isLive }, place) => (isLive ? [[place, scenario] as const] : []));
  const html = pageHtml({
    scenarios: parts,
    priceBook: stampOf(book, datesOf(parts.map(({ report }) => report))),
    data: pageData(live, book, reloads),
    script: await pageScript(),
    hashOf: policyHash,
  });
  return { html, remarks };
}

/** The page that says what is wrong until the scenario is mended. */
export async function makeProblemPage(problem: string): Promise<string> {
  return problemHtml(problem, {
    data: pageData([], loadPriceBook(), true),
    script: await pageScript(),
    hashOf: policyHash,
  });
}
