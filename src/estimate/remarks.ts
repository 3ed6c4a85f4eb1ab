import type { Remark, Result } from '../model/report.js';
import type { PriceBook } from '../prices/price-book.js';
import type { Scenario, Workload } from '../scenario/scenario.js';
import { type Estimate, estimateDesign, totalOf } from './estimate.js';
import { rangesRemark } from './range-totals.js';

/** The other extreme of an assumed CPU time: a tenth of the duration. */
const MOSTLY_WAITING = 10;

/** Checks whether the free tier, an assumed CPU time or ranges change the comparison. */
export function remarksOn(scenario: Scenario, results: readonly Result[], book: PriceBook): Remark[] {
  const workloads: readonly (Workload | null)[] = scenario.workloads.length === 0 ? [null] : scenario.workloads;
  return workloads.flatMap((workload) => {
    const own = results.filter((result) => result.workload === (workload?.name ?? null));
    const winner = cheapest(own);
    if (winner === undefined || own.length < 2) return [];
    const paid = scenario.freeTier ? cheapest(withoutFreeTier(scenario, workload, own, book)) : winner;
    return [
      ...freeTierRemark(workload, winner, paid),
      ...cpuRemark(scenario, workload, winner, book),
      ...rangesRemark(scenario, workload, book),
    ];
  });
}

function freeTierRemark(workload: Workload | null, winner: string, paid: string | undefined): Remark[] {
  if (paid === undefined || paid === winner) return [];
  return [{ about: 'free-tier', workload: workload?.name ?? null, with: winner, without: paid }];
}

/**
 * The designs without the free tier: without their credits, unless usage elsewhere shares the allowance or a discount applies
 * to what is left of it.
 */
function withoutFreeTier(
  scenario: Scenario,
  workload: Workload | null,
  results: readonly Result[],
  book: PriceBook,
): readonly (Estimate | Result)[] {
  if (scenario.account.size > 0 || scenario.discounts.size > 0) {
    const paid = { ...scenario, freeTier: false };
    return paid.designs.map((design) => estimateDesign(paid, workload, design, book));
  }
  return results.map((result) => ({
    ...result,
    monthlyUsd: totalOf(result.lines.filter(({ chargeCategory }) => chargeCategory !== 'Credit')),
  }));
}

/** The answer at both extremes where `cpuMs` was assumed to be all of `durationMs`. */
function cpuRemark(scenario: Scenario, workload: Workload | null, winner: string, book: PriceBook): Remark[] {
  if (workload === null || workload.cpuMs !== undefined) return [];
  const { name, durationMs } = workload;
  const cpuMs = durationMs / MOSTLY_WAITING;
  const estimates = scenario.designs.map((design) => estimateDesign(scenario, { ...workload, cpuMs }, design, book));
  const totals = estimates.map(({ design, monthlyUsd }) => ({ design, monthlyUsd }));
  const waiting = cheapest(estimates);
  return [{ about: 'cpu-time', workload: name, durationMs, cpuMs, totals, cheapest: { assumed: winner, waiting } }];
}

/** The cheapest feasible design; the first of several at the same total. */
function cheapest(estimates: readonly (Estimate | Result)[]): string | undefined {
  const feasible = estimates.filter((estimate) => estimate.feasible);
  const [first, ...rest] = feasible;
  if (first === undefined) return undefined;
  return rest.reduce((best, estimate) => (estimate.monthlyUsd.lt(best.monthlyUsd) ? estimate : best), first).design;
}
