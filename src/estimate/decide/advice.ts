import type { Reason, RequestsFlip } from '../../model/reason.js';
import type { PriceBook } from '../../prices/price-book.js';
import { numericPath } from '../../scenario/numeric-path.js';
import type { Scenario, Workload } from '../../scenario/scenario.js';
import { type EstimateContext, estimateDesign } from '../estimate.js';
import { breakEven, nearestChange } from './break-even.js';
import { byCost, factsOfComparison, factsOfDesign } from './design-facts.js';
import { cheapestVariant, type Variant } from './variants.js';

/** The cheaper design is searched from a hundredth of the requests to a hundred times as many. */
const FLIP_FACTOR = 100;
/** Values of the grid where a total is not compiled. */
const GRID_POINTS = 20;

/** Facts that explain the answer for one workload, of every design, and settings that would be cheaper. */
export interface Advice extends Reason {
  /** Largest saving first. */
  readonly variants: readonly Variant[];
}

/**
 * Explains the answer for every workload of a scenario, and searches cheaper settings.
 *
 * @returns one advice for each workload in file order; one for direct usage where there is no workload
 * @throws EstimatorError for impossible usage or a missing price
 */
export async function adviseOn(scenario: Scenario, book: PriceBook): Promise<Advice[]> {
  const workloads: readonly (Workload | null)[] = scenario.workloads.length === 0 ? [null] : scenario.workloads;
  const advice: Advice[] = [];
  for (const workload of workloads) advice.push(await adviseOnWorkload(scenario, workload, book));
  return advice;
}

async function adviseOnWorkload(scenario: Scenario, workload: Workload | null, book: PriceBook): Promise<Advice> {
  const context = { scenario, workload, book };
  const priced = scenario.designs.map((design) => ({
    design,
    estimate: estimateDesign(scenario, workload, design, book),
  }));
  const estimates = priced.map(({ estimate }) => estimate);
  const [first, second] = byCost(estimates);
  const between = first && second && ([first.design, second.design] as const);
  const variants = priced.flatMap(({ design, estimate }) => cheapestVariant(design, estimate, context) ?? []);
  return {
    workload: workload?.name ?? null,
    between,
    facts: [
      ...factsOfComparison(estimates),
      ...priced.flatMap(({ design, estimate }) => factsOfDesign(design, estimate, context)),
    ],
    flip: between && (await requestsFlip(between, context)),
    variants: variants.sort((a, b) => b.savedUsd.cmp(a.savedUsd)),
  };
}

/**
 * Finds the number of requests, nearest in proportion to the workload's, at which the cheaper of two designs changes.
 *
 * @returns null where it does not change between a hundredth and a hundred times the requests; undefined for a mix and for a
 *   workload without requests
 */
export async function requestsFlip(
  between: readonly [string, string],
  { scenario, workload, book }: EstimateContext,
): Promise<RequestsFlip | null | undefined> {
  if (workload === null || workload.parts.length > 0 || workload.requests === 0) return undefined;
  const { requests, at } = workload;
  const path = numericPath(`${at}.requests`, scenario);
  const to = Math.min(path.max, requests * FLIP_FACTOR);
  const over = { path, from: Math.floor(requests / FLIP_FACTOR), to };
  const { stretches, method } = await breakEven({ scenario, workload, between, over, book, points: GRID_POINTS });
  const flip = nearestChange(stretches, requests);
  return flip === undefined ? null : { ...flip, method };
}
