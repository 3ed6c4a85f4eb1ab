import { withCompanions } from '../../estimate/companions.js';
import { type CompareOptions, compare } from '../../estimate/compare.js';
import { EstimatorError } from '../../model/errors.js';
import type { Report, Result } from '../../model/report.js';
import type { PriceBook } from '../../prices/price-book.js';
import { missingLines } from '../../render/missing-text.js';
import { dollars } from '../../render/money.js';
import { byRank, gap } from '../../render/report-text.js';
import { printable } from '../../render/safe-text.js';
import { padded, wrap } from '../../render/wrap.js';
import { readScenario } from '../../scenario/read-scenario.js';
import type { Scenario } from '../../scenario/scenario.js';
import type { Draft } from './answers.js';
import { scenarioOf } from './scenario-of.js';

/** Fits every terminal. */
const WIDTH = 80;

/** How drafts are priced. */
export interface Pricing {
  readonly book: PriceBook;
  readonly options: CompareOptions;
  /** Whether what designs lack is priced with them. */
  readonly complete: boolean;
  /** Reads a trace, relative to where the program runs. */
  readonly readText: (path: string) => string;
}

/**
 * Prices what was said so far, by the way every scenario file goes.
 *
 * @throws EstimatorError for designs that cannot be read or priced
 */
export async function priceDraft(draft: Draft, pricing: Pricing): Promise<Report> {
  const { book, options, complete } = pricing;
  return compare([await withCompanions(await readDraft(draft, pricing), complete)], book, options);
}

/**
 * The draft with what its designs lack placed in them.
 *
 * @throws EstimatorError for designs that cannot be read
 */
export async function completed(draft: Draft, pricing: Pricing): Promise<Draft> {
  const { designs } = await withCompanions(await readDraft(draft, pricing), true);
  return {
    ...draft,
    designs: draft.designs.map((design, index) => {
      const placed = designs[index]?.services ?? [];
      const own = placed.findIndex(({ reason }) => reason === undefined);
      const added = (from: number, to?: number) =>
        placed.slice(from, to).flatMap(({ reason, service }) => (reason === undefined ? [] : { service: service.id }));
      return { ...design, services: [...added(0, own), ...design.services, ...added(own)] };
    }),
  };
}

function readDraft(draft: Draft, { book, readText }: Pricing): Promise<Scenario> {
  return readScenario(scenarioOf(draft), { regions: book.regions, readText });
}

/** The designs so far with their totals, the cheapest first, why one is not feasible, and what is missing. */
export function totalsText(report: Report): string {
  const results = byRank(resultsOf(report));
  const width = Math.max(...results.map(({ design }) => design.length)) + 2;
  const lines = results.flatMap((result) => {
    const state = results.length === 1 && result.feasible ? '' : `  ${gap(result, results[0])}`;
    return [
      `  ${padded(printable(result.design), width)}${dollars(result.monthlyUsd).padStart(12)} a month${state}`,
      ...result.infeasible.map((reason) => `    ${printable(reason)}`),
    ];
  });
  return [...lines, ...missingLines(results).map((line) => `  ${line}`)]
    .map((line) => wrap(line, WIDTH, '    '))
    .join('\n');
}

/** Services that a design so far lacks, each once. */
export function missingServices(report: Report): string[] {
  return [...new Set(resultsOf(report).flatMap(({ missing }) => missing.map(({ service }) => service)))];
}

function resultsOf({ scenarios }: Report): Result[] {
  return scenarios.flatMap(({ results }) => results);
}

/** What a person can mend, in lines. */
export function problemText(error: unknown): string {
  if (!(error instanceof EstimatorError)) throw error;
  const { message, hint, problems } = error;
  const all = problems.length > 1 ? problems.map((problem) => problem.message) : [message];
  const lines = [...all.map((line) => `  ! ${printable(line)}`), `    ${printable(hint)}`];
  return lines.map((line) => wrap(line, WIDTH, '    ')).join('\n');
}
