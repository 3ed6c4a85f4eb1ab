import { exact } from '../model/decimal.js';
import type { Report, Result, ScenarioReport } from '../model/report.js';
import type { PriceBook } from '../prices/price-book.js';
import type { Design, Scenario, Workload } from '../scenario/scenario.js';
import { type Estimate, estimateUsage, simulateDesign } from './estimate.js';
import { missingFrom } from './missing.js';
import { datesOf, stampOf } from './price-stamp.js';
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
 * @throws EstimatorError for usage that cannot be, or a price that is missing; with the path in the scenario
 */
export function compare(scenarios: readonly Scenario[], book: PriceBook, options: CompareOptions = {}): Report {
  const reports = scenarios.map((scenario) => compareScenario(scenario, book, options));
  return { priceBook: stampOf(book, datesOf(reports)), scenarios: reports };
}

/**
 * Prices every workload of one scenario on every design, and ranks the designs of each workload.
 *
 * @param onPriced called with the share of the results that there are by now, for progress
 * @throws EstimatorError for usage that cannot be, or a price that is missing; with the path in the scenario
 */
export function compareScenario(
  scenario: Scenario,
  book: PriceBook,
  options: CompareOptions = {},
  onPriced?: (share: number) => void,
): ScenarioReport {
  const priced: Scenario = { ...scenario, ...options };
  // Without a workload the designs stand by themselves: direct usage only.
  const workloads: readonly (Workload | null)[] = priced.workloads.length === 0 ? [null] : priced.workloads;
  let done = 0;
  const estimated = (workload: Workload | null, design: Design) => {
    const estimate = estimateWithMissing(priced, workload, design, book);
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

function estimateWithMissing(scenario: Scenario, workload: Workload | null, design: Design, book: PriceBook): Estimate {
  const usage = simulateDesign(scenario, workload, design, book);
  return { ...estimateUsage(scenario, usage, book), missing: missingFrom(scenario, usage, book) };
}

/** 1 for the cheapest feasible design; the same total is the same rank, and the next one counts on: 1, 1, 3. */
export function ranked(estimates: readonly Estimate[]): Result[] {
  const feasible = estimates.filter((estimate) => estimate.feasible);
  return estimates.map((estimate) => ({
    ...estimate,
    rank: estimate.feasible ? 1 + feasible.filter((other) => other.monthlyUsd.lt(estimate.monthlyUsd)).length : null,
  }));
}
