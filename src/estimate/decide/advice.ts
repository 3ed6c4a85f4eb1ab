import type { Reason } from '../../model/reason.js';
import type { PriceBook } from '../../prices/price-book.js';
import type { Scenario, Workload } from '../../scenario/scenario.js';
import { estimateDesign } from '../estimate.js';
import { byCost, comparedFacts, designFacts } from './facts.js';
import { requestsFlip } from './requests-flip.js';
import { cheapestVariant, type Variant } from './variants.js';

/** Why the answer for one workload is what it is, with facts of every design, and what would be cheaper. */
export interface Advice extends Reason {
  /** Largest saving first. */
  readonly variants: readonly Variant[];
}

/**
 * Explains the answer for every workload of a scenario, and looks for cheaper settings.
 *
 * @returns one advice for each workload in file order; one for direct usage where there is no workload
 * @throws EstimatorError for usage that cannot be, or a price that is missing
 */
export async function adviseOn(scenario: Scenario, book: PriceBook): Promise<Advice[]> {
  const workloads: readonly (Workload | null)[] = scenario.workloads.length === 0 ? [null] : scenario.workloads;
  const advice: Advice[] = [];
  for (const workload of workloads) advice.push(await adviseOnWorkload(scenario, workload, book));
  return advice;
}

async function adviseOnWorkload(scenario: Scenario, workload: Workload | null, book: PriceBook): Promise<Advice> {
  const asked = { scenario, workload, book };
  const priced = scenario.designs.map((design) => ({
    design,
    estimate: estimateDesign(scenario, workload, design, book),
  }));
  const estimates = priced.map(({ estimate }) => estimate);
  const [first, second] = byCost(estimates);
  const between = first && second && ([first.design, second.design] as const);
  const variants = priced.flatMap(({ design, estimate }) => cheapestVariant(design, estimate, asked) ?? []);
  return {
    workload: workload?.name ?? null,
    between,
    facts: [
      ...comparedFacts(estimates),
      ...priced.flatMap(({ design, estimate }) => designFacts(design, estimate, asked)),
    ],
    flip: between && (await requestsFlip(between, asked)),
    variants: variants.sort((a, b) => b.savedUsd.cmp(a.savedUsd)),
  };
}
