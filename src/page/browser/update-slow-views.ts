import { curveOfPoints, curvePricer, curveRequests, maxBisections } from '../../estimate/cost-curve.js';
import { crossingsOf } from '../../estimate/curve-crossings.js';
import type { CurvePoint } from '../../model/curve-report.js';
import type { HourlyScenario } from '../../model/hourly-report.js';
import type { PriceBook } from '../../prices/price-book.js';
import type { Scenario, Workload } from '../../scenario/scenario.js';
import { workloadHours, workloadsOf } from '../page-content.js';
import { sectionId } from '../sections.js';
import { curveView, hoursView } from '../views.js';
import { chartWidthIn, updateViews } from './update-views.js';

/** How long the page may be unresponsive. */
const SLICE_MS = 12;

interface Target {
  /** Index of the scenario on the page. */
  readonly index: number;
  /** Aborted when the numbers change again. */
  readonly signal: AbortSignal;
}

/** Computes curves and hours in slices, between which the page responds, and shows each as soon as it is done. */
export async function updateSlowViews(scenario: Scenario, book: PriceBook, { index, signal }: Target): Promise<void> {
  const proceed = sliceTimer(signal);
  for (const [place, workload] of workloadsOf(scenario).entries()) {
    const id = sectionId(index, place);
    if (workload !== null && (await proceed())) await updateCurve(scenario, workload, { book, id, proceed });
    if (await proceed()) await updateHours(scenario, workload, { book, id, proceed });
    if (signal.aborted) return;
  }
}

interface Work {
  readonly book: PriceBook;
  readonly id: string;
  /** Pauses when a slice is over. @returns false when the result is no longer needed */
  readonly proceed: () => Promise<boolean>;
}

async function updateCurve(scenario: Scenario, workload: Workload, { book, id, proceed }: Work): Promise<void> {
  const priceAt = curvePricer(scenario, workload, book);
  const points: CurvePoint[] = [];
  for (const requests of curveRequests(workload)) {
    if (!(await proceed())) return;
    points.push(priceAt(requests));
  }
  const curve = curveOfPoints(scenario, workload, points);
  const crossings = crossingsOf(curve, priceAt, maxBisections(workload));
  const width = chartWidthIn(`${id}-curve`);
  updateViews(id, curveView({ curve, crossings }, { id, scenario: scenario.name, width }));
}

async function updateHours(scenario: Scenario, workload: Workload | null, { book, id, proceed }: Work): Promise<void> {
  const byDesign: HourlyScenario[] = [];
  for (const design of scenario.designs) {
    if (!(await proceed())) return;
    byDesign.push(workloadHours({ ...scenario, designs: [design] }, workload, book));
  }
  const [first] = byDesign;
  if (first === undefined) return;
  updateViews(id, hoursView({ ...first, results: byDesign.flatMap(({ results }) => results) }, id));
}

function sliceTimer(signal: AbortSignal): () => Promise<boolean> {
  let start = performance.now();
  return async () => {
    if (performance.now() - start > SLICE_MS) {
      await new Promise((resolve) => setTimeout(resolve));
      start = performance.now();
    }
    return !signal.aborted;
  };
}
