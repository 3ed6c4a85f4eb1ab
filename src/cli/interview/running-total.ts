import { type CompareOptions, compare } from '../../estimate/compare.js';
import { EstimatorError } from '../../model/errors.js';
import type { Report } from '../../model/report.js';
import type { PriceBook } from '../../prices/price-book.js';
import { dollars } from '../../render/money.js';
import { printable } from '../../render/safe-text.js';
import { byRank, gap } from '../../render/words.js';
import { padded } from '../../render/wrap.js';
import { readScenario } from '../../scenario/read-scenario.js';
import type { Draft } from './answers.js';
import { scenarioOf } from './scenario-of.js';

/** How drafts are priced. */
export interface Pricing {
  readonly book: PriceBook;
  readonly options: CompareOptions;
  /** Reads a trace, relative to where the program runs. */
  readonly readText: (path: string) => string;
}

/**
 * Prices what was said so far, by the way every scenario file goes.
 *
 * @throws EstimatorError for designs that cannot be read or priced
 */
export async function priceDraft(draft: Draft, { book, options, readText }: Pricing): Promise<Report> {
  const scenario = await readScenario(scenarioOf(draft), { regions: book.regions, readText });
  return compare([scenario], book, options);
}

/** The designs so far with their totals, the cheapest first, and why one is not feasible. */
export function totalsText({ scenarios }: Report): string {
  const results = byRank(scenarios.flatMap((scenario) => scenario.results));
  const width = Math.max(...results.map(({ design }) => design.length)) + 2;
  return results
    .flatMap((result) => {
      const state = results.length === 1 && result.feasible ? '' : `  ${gap(result, results[0])}`;
      return [
        `  ${padded(printable(result.design), width)}${dollars(result.monthlyUsd).padStart(12)} a month${state}`,
        ...result.infeasible.map((reason) => `    ${printable(reason)}`),
      ];
    })
    .join('\n');
}

/** What a person can mend, in lines. */
export function problemText(error: unknown): string {
  if (!(error instanceof EstimatorError)) throw error;
  const { message, hint, problems } = error;
  const all = problems.length > 1 ? problems.map((problem) => problem.message) : [message];
  return [...all.map((line) => `  ! ${printable(line)}`), `    ${printable(hint)}`].join('\n');
}
