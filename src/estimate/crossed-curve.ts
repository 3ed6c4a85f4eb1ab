import type { CurveWithCrossings } from '../model/curve-report.js';
import type { PriceBook } from '../prices/price-book.js';
import type { Scenario, Workload } from '../scenario/scenario.js';
import { costCurve, curvePricer } from './cost-curve.js';
import { crossingsOf } from './curve-crossings.js';

/** Halvings of a step of the curve between which a crossing lies, where each estimate is a simulation: a 16th is left. */
const SHAPED_HALVINGS = 4;
const STEADY_HALVINGS = 60;

/** Cost against requests, of one workload on every design, and where the designs cross. */
export function crossedCurve(scenario: Scenario, workload: Workload, book: PriceBook): CurveWithCrossings {
  const curve = costCurve(scenario, workload, book);
  return { curve, crossings: crossingsOf(curve, curvePricer(scenario, workload, book), halvings(workload)) };
}

/** How closely crossings are looked for. */
export function halvings({ shape }: Pick<Workload, 'shape'>): number {
  return shape.type === 'steady' ? STEADY_HALVINGS : SHAPED_HALVINGS;
}
