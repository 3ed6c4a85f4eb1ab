import type { CostCurve, CurveCost, CurvePoint } from '../model/curve-report.js';
import { EstimatorError } from '../model/errors.js';
import type { PriceBook } from '../prices/price-book.js';
import type { Design, Scenario, Workload } from '../scenario/scenario.js';
import { estimateDesign } from './estimate.js';

/** From a hundredth of the requests asked for to ten times as many. */
const DECADES_BELOW = 2;
const DECADES_ABOVE = 1;
const POINTS_PER_DECADE = 12;
/** Traffic with a shape is simulated step by step: a hundred times the work of steady traffic. */
const SHAPED_POINTS_PER_DECADE = 4;
/** Where a curve starts from when the scenario asks for nothing. */
const DEFAULT_REQUESTS = 1_000_000;

/** Numbers of requests to price, ascending, whole, evenly spread over the decades around the workload's own. */
export function curveRequests({ requests, shape }: Pick<Workload, 'requests' | 'shape'>): number[] {
  const perDecade = shape.type === 'steady' ? POINTS_PER_DECADE : SHAPED_POINTS_PER_DECADE;
  const middle = requests === 0 ? DEFAULT_REQUESTS : requests;
  const steps = Array.from(
    { length: (DECADES_BELOW + DECADES_ABOVE) * perDecade + 1 },
    (_, step) => step - DECADES_BELOW * perDecade,
  );
  const numbers = steps.map((step) => Math.round(middle * 10 ** (step / perDecade)));
  return [...new Set(numbers)].filter((number) => number >= 1 && Number.isSafeInteger(number));
}

/** The same workload with another number of requests; those of a mix keep their proportions. */
export function withRequests(workload: Workload, requests: number): Workload {
  if (workload.parts.length === 0) return { ...workload, requests };
  const parts = workload.parts.map((part) =>
    withRequests(part, workload.requests === 0 ? 0 : Math.round((part.requests / workload.requests) * requests)),
  );
  return { ...workload, parts, requests: parts.reduce((total, part) => total + part.requests, 0) };
}

/**
 * Prices the designs of a scenario for other numbers of requests than the workload's own.
 *
 * @returns the function that does; it takes the places of the designs to price, all of them by default
 */
export function curvePricer(
  scenario: Scenario,
  workload: Workload,
  book: PriceBook,
): (requests: number, designs?: readonly number[]) => CurvePoint {
  return (requests, designs) => {
    const asked = withRequests(workload, requests);
    const costs = scenario.designs.map((design, place) =>
      designs?.includes(place) === false ? undefined : costOf(scenario, asked, design, book),
    );
    return { requests, costs };
  };
}

function costOf(scenario: Scenario, workload: Workload, design: Design, book: PriceBook): CurveCost | undefined {
  try {
    const { monthlyUsd, feasible } = estimateDesign(scenario, workload, design, book);
    return { monthlyUsd, feasible };
  } catch (error) {
    if (error instanceof EstimatorError) return undefined;
    throw error;
  }
}

/** Cost against requests, of one workload on every design: an estimate for each of `curveRequests`. */
export function costCurve(scenario: Scenario, workload: Workload, book: PriceBook): CostCurve {
  const priceAt = curvePricer(scenario, workload, book);
  const points = curveRequests(workload).map((requests) => priceAt(requests));
  return curveOf(scenario, workload, points);
}

/** A curve from points made one by one. */
export function curveOf({ designs }: Scenario, workload: Workload, points: readonly CurvePoint[]): CostCurve {
  return { workload: workload.name, requests: workload.requests, designs: designs.map(({ name }) => name), points };
}
