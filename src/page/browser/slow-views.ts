import { curveOf, curvePricer, curveRequests } from '../../estimate/cost-curve.js';
import { halvings } from '../../estimate/crossed-curve.js';
import { crossingsOf } from '../../estimate/curve-crossings.js';
import type { CurvePoint } from '../../model/cost-curve.js';
import type { HourlyScenario } from '../../model/hourly-report.js';
import type { PriceBook } from '../../prices/price-book.js';
import type { Scenario, Workload } from '../../scenario/scenario.js';
import { workloadHours } from '../parts.js';
import { partId } from '../sections.js';
import { curveView, hoursView } from '../views.js';
import { fill, widthOf } from './slots.js';

/** So long the page may not answer. */
const SLICE_MS = 12;

interface Showing {
  readonly place: number;
  /** Aborted when the numbers have changed again. */
  readonly signal: AbortSignal;
}

/** Works out curves and hours piece by piece, so that the page answers in between, and shows each when it is done. */
export async function showSlowViews(scenario: Scenario, book: PriceBook, { place, signal }: Showing): Promise<void> {
  const pause = pauses(signal);
  const workloads: readonly (Workload | null)[] = scenario.workloads.length === 0 ? [null] : scenario.workloads;
  for (const [index, workload] of workloads.entries()) {
    const id = partId(place, index);
    if (workload !== null && (await pause())) await showCurve(scenario, workload, { book, id, pause });
    if (await pause()) await showHours(scenario, workload, { book, id, pause });
    if (signal.aborted) return;
  }
}

interface Work {
  readonly book: PriceBook;
  readonly id: string;
  /** false when the work is not wanted any more. */
  readonly pause: () => Promise<boolean>;
}

async function showCurve(scenario: Scenario, workload: Workload, { book, id, pause }: Work): Promise<void> {
  const priceAt = curvePricer(scenario, workload, book);
  const points: CurvePoint[] = [];
  for (const requests of curveRequests(workload)) {
    if (!(await pause())) return;
    points.push(priceAt(requests));
  }
  const curve = curveOf(scenario, workload, points);
  const crossings = crossingsOf(curve, priceAt, halvings(workload));
  fill(id, curveView({ curve, crossings }, { id, scenario: scenario.name, width: widthOf(`${id}-curve`) }));
}

async function showHours(scenario: Scenario, workload: Workload | null, { book, id, pause }: Work): Promise<void> {
  const byDesign: HourlyScenario[] = [];
  for (const design of scenario.designs) {
    if (!(await pause())) return;
    byDesign.push(workloadHours({ ...scenario, designs: [design] }, workload, book));
  }
  const [first] = byDesign;
  if (first === undefined) return;
  fill(id, hoursView({ ...first, results: byDesign.flatMap(({ results }) => results) }, id));
}

/** Lets the page answer whenever a slice of time is used up. */
function pauses(signal: AbortSignal): () => Promise<boolean> {
  let from = performance.now();
  return async () => {
    if (performance.now() - from > SLICE_MS) {
      await new Promise((resolve) => setTimeout(resolve));
      from = performance.now();
    }
    return !signal.aborted;
  };
}
