import type { CostCurve, CurveCost, CurvePoint, CurveWithCrossings } from '../model/curve-report.js';
import { EstimatorError } from '../model/errors.js';
import type { PriceBook } from '../prices/price-book.js';
import type { Design, Scenario, Workload } from '../scenario/scenario.js';
import { crossingsOf } from './curve-crossings.js';
import { estimateDesign } from './estimate.js';

/** From a hundredth of the workload's requests to ten times as many. */
const DECADES_BELOW = 2;
const DECADES_ABOVE = 1;
const POINTS_PER_DECADE = 12;
/** Traffic with a shape is simulated step by step: a hundred times the work of steady traffic. */
const SHAPED_POINTS_PER_DECADE = 4;
/** Bisections of the step in which a crossing is: few where each estimate is a simulation. */
const SHAPED_BISECTIONS = 4;
const STEADY_BISECTIONS = 60;
/** Requests in the middle of the curve of a workload without requests. */
const DEFAULT_REQUESTS = 1_000_000;

/** Chooses the numbers of requests of a curve: whole, ascending, evenly spaced on a logarithmic scale around the workload's. */
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

/** Changes the requests of a workload; the parts of a mix keep their proportions. */
export function withRequests(workload: Workload, requests: number): Workload {
  if (workload.parts.length === 0) return { ...workload, requests };
  const parts = workload.parts.map((part) =>
    withRequests(part, workload.requests === 0 ? 0 : Math.round((part.requests / workload.requests) * requests)),
  );
  return { ...workload, parts, requests: parts.reduce((total, part) => total + part.requests, 0) };
}

/**
 * Makes a function that prices the designs of a scenario at other numbers of requests than the workload's.
 *
 * @returns takes the indexes of the designs to price, all by default
 */
export function curvePricer(
  scenario: Scenario,
  workload: Workload,
  book: PriceBook,
): (requests: number, designs?: readonly number[]) => CurvePoint {
  return (requests, designs) => {
    const changed = withRequests(workload, requests);
    const costs = scenario.designs.map((design, index) =>
      designs?.includes(index) === false ? undefined : curveCost(scenario, changed, design, book),
    );
    return { requests, costs };
  };
}

function curveCost(scenario: Scenario, workload: Workload, design: Design, book: PriceBook): CurveCost | undefined {
  try {
    const { monthlyUsd, feasible } = estimateDesign(scenario, workload, design, book);
    return { monthlyUsd, feasible };
  } catch (error) {
    if (error instanceof EstimatorError) return undefined;
    throw error;
  }
}

/** Prices one workload on every design at each of `curveRequests`. */
export function costCurve(scenario: Scenario, workload: Workload, book: PriceBook): CostCurve {
  const priceAt = curvePricer(scenario, workload, book);
  const points = curveRequests(workload).map((requests) => priceAt(requests));
  return curveOfPoints(scenario, workload, points);
}

/** Makes a curve of points that were priced one by one. */
export function curveOfPoints({ designs }: Scenario, workload: Workload, points: readonly CurvePoint[]): CostCurve {
  return { workload: workload.name, requests: workload.requests, designs: designs.map(({ name }) => name), points };
}

/** Prices a cost curve and finds where its designs cross. */
export function curveWithCrossings(scenario: Scenario, workload: Workload, book: PriceBook): CurveWithCrossings {
  const curve = costCurve(scenario, workload, book);
  return { curve, crossings: crossingsOf(curve, curvePricer(scenario, workload, book), maxBisections(workload)) };
}

/** How many times a step is bisected to find a crossing. */
export function maxBisections({ shape }: Pick<Workload, 'shape'>): number {
  return shape.type === 'steady' ? STEADY_BISECTIONS : SHAPED_BISECTIONS;
}
