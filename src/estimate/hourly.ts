import { asWritten, type Decimal, sum, ZERO } from '../model/decimal.js';
import type { HourlyReport, HourlyResult, HourlyScenario, ServiceHours } from '../model/hourly-report.js';
import type { PriceBook } from '../prices/price-book.js';
import type { Design, Scenario, Workload } from '../scenario/scenario.js';
import type { Simulation } from '../services/service.js';
import { arrivals, requestsPerHour } from '../workload/arrivals.js';
import { allocate } from './allocation.js';
import type { CompareOptions } from './compare.js';
import { type Estimate, estimateUsage, simulateDesign } from './estimate.js';
import { missingServices } from './missing-services.js';
import { priceBookStamp, priceDates } from './price-dates.js';

/**
 * Simulates every workload on every design of each scenario, and allocates its cost to the hours of the month.
 *
 * The month is priced as a whole, as AWS bills it. The cost of each service is then allocated to the hours in proportion to
 * its requests, running tasks or ACUs, so that the hours add up to the month to the last digit.
 *
 * @param onPriced called with the number of results that are ready, for progress
 * @throws EstimatorError as `compare()` does
 */
export function simulateHours(
  scenarios: readonly Scenario[],
  book: PriceBook,
  options: CompareOptions = {},
  onPriced?: (results: number) => void,
): HourlyReport {
  let results = 0;
  const onResult = () => {
    results += 1;
    onPriced?.(results);
  };
  const hourly = scenarios.map((scenario) => hoursOfScenario({ ...scenario, ...options }, book, onResult));
  const reports = hourly.map(({ results }) => ({ results: results.map(({ result }) => result) }));
  return { priceBook: priceBookStamp(book, priceDates(reports)), scenarios: hourly };
}

function hoursOfScenario(scenario: Scenario, book: PriceBook, onResult: () => void): HourlyScenario {
  const workloads: readonly (Workload | null)[] = scenario.workloads.length === 0 ? [null] : scenario.workloads;
  return {
    name: scenario.name,
    region: scenario.region,
    startWeekday: scenario.month.startWeekday,
    isUtc: scenario.month.clock !== undefined,
    results: workloads.flatMap((workload) =>
      scenario.designs.map((design) => {
        const hours = hoursOfDesign(scenario, workload, design, book);
        onResult();
        return hours;
      }),
    ),
  };
}

function hoursOfDesign(scenario: Scenario, workload: Workload | null, design: Design, book: PriceBook): HourlyResult {
  const usage = simulateDesign(scenario, workload, design, book);
  const result = { ...estimateUsage(scenario, usage, book), missing: missingServices(scenario, usage, book) };
  const { hours } = scenario.month;
  const services = usage.services.map(({ placed, simulation }) =>
    hoursOfService(placed.name, { simulation, result, hours }),
  );
  const usd = Array.from({ length: hours }, (_, hour) => sum(services.map((service) => service.usd[hour] ?? ZERO)));
  return { result, requests: requestsOf(scenario, workload), services, usd };
}

interface ServiceMonth {
  readonly simulation: Simulation<unknown>;
  readonly result: Estimate;
  readonly hours: number;
}

function hoursOfService(name: string, { simulation, result, hours }: ServiceMonth): ServiceHours {
  const { hours: series = {}, costFollows } = simulation;
  const monthly = new Map<string | undefined, Decimal>();
  for (const line of result.lines) {
    if (line.name !== name) continue;
    const followed = typeof costFollows === 'object' ? costFollows[line.meter] : costFollows;
    monthly.set(followed, (monthly.get(followed) ?? ZERO).plus(line.listCost));
  }
  const parts = [...monthly].map(([followed, usd]) =>
    allocate(usd, weightsOf(followed === undefined ? undefined : series[followed], hours)),
  );
  return {
    name,
    series,
    usd: Array.from({ length: hours }, (_, hour) => sum(parts.map((part) => part[hour] ?? ZERO))),
  };
}

function weightsOf(followed: Float64Array | undefined, hours: number): Decimal[] {
  const weights = Array.from({ length: hours }, (_, hour) => asWritten(followed?.[hour] ?? 1));
  // A service that has a cost without activity was there all month.
  return weights.every((weight) => weight.isZero()) ? weights.map(() => asWritten(1)) : weights;
}

function requestsOf({ month, stepSeconds }: Scenario, workload: Workload | null): Float64Array {
  if (workload === null) return new Float64Array(month.hours);
  const { shape, requests } = workload;
  return requestsPerHour(
    arrivals(shape, { requests, month, stepSeconds: shape.type === 'steady' ? 3600 : stepSeconds }),
  );
}
