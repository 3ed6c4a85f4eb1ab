import type { Result } from '../model/report.js';
import type { PriceBook } from '../prices/price-book.js';
import type { Scenario, Workload } from '../scenario/scenario.js';
import { type Estimate, estimateDesign } from './estimate.js';

/** CPU time at the other end, where a request mostly waits for others. */
const MOSTLY_WAITING = 0.1;

/** What could turn the comparison round: the free tier, or a CPU time that had to be assumed. */
export function remarksOn(scenario: Scenario, results: readonly Result[], book: PriceBook): string[] {
  const workloads: readonly (Workload | null)[] = scenario.workloads.length === 0 ? [null] : scenario.workloads;
  return workloads.flatMap((workload) => {
    const own = results.filter((result) => result.workload === (workload?.name ?? null));
    const winner = cheapest(own);
    if (winner === undefined || own.length < 2) return [];
    return [...freeTierRemark(scenario, workload, winner, book), ...cpuRemark(scenario, workload, winner, book)];
  });
}

function freeTierRemark(scenario: Scenario, workload: Workload | null, winner: string, book: PriceBook): string[] {
  if (!scenario.freeTier) return [];
  const paid = { ...scenario, freeTier: false };
  const other = cheapest(paid.designs.map((design) => estimateDesign(paid, workload, design, book)));
  if (other === undefined || other === winner) return [];
  return [`${of(workload)}Without the free tier the cheapest design is "${other}", not "${winner}".`];
}

/** The answer at both ends when `cpuMs` had to be taken as all of `durationMs`. */
function cpuRemark(scenario: Scenario, workload: Workload | null, winner: string, book: PriceBook): string[] {
  if (workload === null || workload.cpuMs !== undefined) return [];
  const cpuMs = workload.durationMs * MOSTLY_WAITING;
  const waiting: Workload = { ...workload, cpuMs };
  const estimates = scenario.designs.map((design) => estimateDesign(scenario, waiting, design, book));
  const totals = estimates.map((estimate) => `"${estimate.design}" $${estimate.monthlyUsd.toFixed(2)}`).join(', ');
  const other = cheapest(estimates);
  const turn = other === winner ? 'the cheapest stays the same' : `the cheapest would be "${other}"`;
  return [
    `${of(workload)}cpuMs is not given; all ${workload.durationMs} ms were taken as CPU. Were ${cpuMs} ms CPU and the rest waiting: ${totals}; ${turn}.`,
  ];
}

function of(workload: Workload | null): string {
  return workload === null ? '' : `${workload.name}: `;
}

/** The cheapest feasible design; the first of several at the same total. */
function cheapest(estimates: readonly (Estimate | Result)[]): string | undefined {
  const feasible = estimates.filter((estimate) => estimate.feasible);
  const [first, ...rest] = feasible;
  if (first === undefined) return undefined;
  return rest.reduce((least, estimate) => (estimate.monthlyUsd.lt(least.monthlyUsd) ? estimate : least), first).design;
}
