import { exact } from '../model/decimal.js';
import type { Report, Result, ScenarioReport } from '../model/report.js';
import type { PriceBook } from '../prices/price-book.js';
import type { Design, Scenario, Workload } from '../scenario/scenario.js';
import { type Estimate, estimateUsage, simulateDesign } from './estimate.js';
import { missingServices } from './missing-services.js';
import { priceBookStamp, priceDates } from './price-dates.js';
import { remarksOn } from './remarks.js';

/** Settings that replace the scenario's own. */
export interface CompareOptions {
  /** AWS region id, instead of the one in the scenario. */
  readonly region?: string;
  /** Whether AWS's free allowances apply. */
  readonly freeTier?: boolean;
}

/**
 * Prices every workload on every design of each scenario.
 *
 * @throws EstimatorError for impossible usage or a missing price; with the path in the scenario
 */
export function compare(scenarios: readonly Scenario[], book: PriceBook, options: CompareOptions = {}): Report {
  const reports = scenarios.map((scenario) => compareScenario(scenario, book, options));
  return { priceBook: priceBookStamp(book, priceDates(reports)), scenarios: reports };
}

/**
 * Prices every workload of one scenario on every design, and ranks the designs of each workload.
 *
 * @param onPriced called with the share of the results that are ready, for progress
 * @throws EstimatorError for impossible usage or a missing price; with the path in the scenario
 */
export function compareScenario(
  scenario: Scenario,
  book: PriceBook,
  options: CompareOptions = {},
  onPriced?: (share: number) => void,
): ScenarioReport {
  const priced: Scenario = { ...scenario, ...options };
  // Without a workload the designs are priced once, on direct usage only.
  const workloads: readonly (Workload | null)[] = priced.workloads.length === 0 ? [null] : priced.workloads;
  let done = 0;
  const estimated = (workload: Workload | null, design: Design) => {
    const estimate = estimateWithMissingServices(priced, workload, design, book);
    done += 1;
    onPriced?.(done / (workloads.length * priced.designs.length));
    return estimate;
  };
  const results = workloads.flatMap((workload) => ranked(priced.designs.map((design) => estimated(workload, design))));
  return {
    name: priced.name,
    region: priced.region,
    monthHours: exact(priced.month.hours),
    results,
    remarks: remarksOn(priced, results, book),
  };
}

function estimateWithMissingServices(
  scenario: Scenario,
  workload: Workload | null,
  design: Design,
  book: PriceBook,
): Estimate {
  const usage = simulateDesign(scenario, workload, design, book);
  return { ...estimateUsage(scenario, usage, book), missing: missingServices(scenario, usage, book) };
}

/** Ranks the feasible designs, the cheapest first; equal totals share a rank: 1, 1, 3. */
export function ranked(estimates: readonly Estimate[]): Result[] {
  const feasible = estimates.filter((estimate) => estimate.feasible);
  return estimates.map((estimate) => ({
    ...estimate,
    rank: estimate.feasible ? 1 + feasible.filter((other) => other.monthlyUsd.lt(estimate.monthlyUsd)).length : null,
  }));
}
