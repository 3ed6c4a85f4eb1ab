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
import { draftScenarioText } from './draft-scenario.js';

/** Columns that fit every terminal. */
const WIDTH = 80;

/** How a draft is priced. */
export interface Pricing {
  readonly book: PriceBook;
  readonly options: CompareOptions;
  /** Whether services that designs lack are priced with them. */
  readonly complete: boolean;
  /** Reads a trace; the path is relative to the working directory. */
  readonly readText: (path: string) => string;
}

/**
 * Prices a draft exactly as its scenario file would be priced.
 *
 * @throws EstimatorError for designs that cannot be read or priced
 */
export async function priceDraft(draft: Draft, pricing: Pricing): Promise<Report> {
  const { book, options, complete } = pricing;
  return compare([await withCompanions(await readDraft(draft, pricing), complete)], book, options);
}

/**
 * Adds to each design of a draft the services that it lacks.
 *
 * @throws EstimatorError for designs that cannot be read
 */
export async function completeDraft(draft: Draft, pricing: Pricing): Promise<Draft> {
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
  return readScenario(draftScenarioText(draft), { regions: book.regions, readText });
}

/** Lists the designs with their totals, cheapest first, with why one is not feasible and which services are missing. */
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

/** Ids of the services that designs lack, each once. */
export function missingServices(report: Report): string[] {
  return [...new Set(resultsOf(report).flatMap(({ missing }) => missing.map(({ service }) => service)))];
}

function resultsOf({ scenarios }: Report): Result[] {
  return scenarios.flatMap(({ results }) => results);
}

/**
 * Formats a user's mistake in lines.
 *
 * @throws any other error again
 */
export function problemText(error: unknown): string {
  if (!(error instanceof EstimatorError)) throw error;
  const { message, hint, problems } = error;
  const all = problems.length > 1 ? problems.map((problem) => problem.message) : [message];
  const lines = [...all.map((line) => `  ! ${printable(line)}`), `    ${printable(hint)}`];
  return lines.map((line) => wrap(line, WIDTH, '    ')).join('\n');
}
