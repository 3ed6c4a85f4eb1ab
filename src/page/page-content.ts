import { compareScenario, ranked } from '../estimate/compare.js';
import { curveWithCrossings } from '../estimate/cost-curve.js';
import { estimateDesign } from '../estimate/estimate.js';
import { simulateHours } from '../estimate/hourly.js';
import type { CurveWithCrossings } from '../model/curve-report.js';
import type { HourlyScenario } from '../model/hourly-report.js';
import { hoursOf } from '../model/month.js';
import type { ScenarioReport } from '../model/report.js';
import type { PriceBook } from '../prices/price-book.js';
import { byRank } from '../render/report-text.js';
import type { Scenario, Workload } from '../scenario/scenario.js';

/** The results that the page shows of one scenario. */
export interface ScenarioContent {
  readonly scenario: Scenario;
  readonly report: ScenarioReport;
  readonly workloads: readonly WorkloadContent[];
  /** Whether the page can recompute them. */
  readonly isLive: boolean;
}

/** The results that the page shows of one workload. */
export interface WorkloadContent {
  /** null in a scenario without workloads. */
  readonly workload: Workload | null;
  /** Results and remarks of this workload alone. */
  readonly report: ScenarioReport;
  readonly hours: HourlyScenario;
  /** undefined without a workload: then there are no requests to vary. */
  readonly curve: CurveWithCrossings | undefined;
}

/** How a scenario is computed for the page. */
export interface ContentOptions {
  readonly isLive: boolean;
  /** Called with the share of the work that is done. */
  readonly onProgress?: (share: number) => void;
}

/** Report, hours and curve. */
const STEPS_PER_WORKLOAD = 3;

/** Computes all results that the page shows of a scenario. */
export function scenarioContent(
  scenario: Scenario,
  book: PriceBook,
  { isLive, onProgress }: ContentOptions,
): ScenarioContent {
  const workloads = workloadsOf(scenario);
  let done = 0;
  const step = <T>(result: T): T => {
    done += 1;
    onProgress?.(done / (workloads.length * STEPS_PER_WORKLOAD));
    return result;
  };
  const contents = workloads.map((workload) => ({
    workload,
    report: step(workloadReport(scenario, workload, book)),
    hours: step(workloadHours(scenario, workload, book)),
    curve: step(workload === null ? undefined : curveWithCrossings(scenario, workload, book)),
  }));
  return { scenario, report: mergeReports(contents.map(({ report }) => report)), workloads: contents, isLive };
}

/** Keeps the hours of the cheapest design of each workload only: hours are most of a page with many designs. */
export function keepCheapestHours(content: ScenarioContent): ScenarioContent {
  const workloads = content.workloads.map((workload) => {
    const cheapest = byRank(workload.report.results)[0]?.design;
    const results = workload.hours.results.filter(({ result }) => result.design === cheapest);
    return { ...workload, hours: { ...workload.hours, results } };
  });
  return { ...content, workloads };
}

/** Lists the workloads of a scenario; null stands for the designs of one without workloads. */
export function workloadsOf({ workloads }: Scenario): readonly (Workload | null)[] {
  return workloads.length === 0 ? [null] : workloads;
}

/** Computes the results of one workload without remarks, which would double the time: for every step of a slider. */
export function workloadTotals(scenario: Scenario, workload: Workload | null, book: PriceBook): ScenarioReport {
  const results = ranked(scenario.designs.map((design) => estimateDesign(scenario, workload, design, book)));
  const { name, region, month } = scenario;
  return { name, region, monthHours: hoursOf(month), results, remarks: [] };
}

/** Computes the results and remarks of one workload, as in the report of its scenario. */
export function workloadReport(scenario: Scenario, workload: Workload | null, book: PriceBook): ScenarioReport {
  return compareScenario(withOnly(scenario, workload), book);
}

/** Computes the hours of one workload. */
export function workloadHours(scenario: Scenario, workload: Workload | null, book: PriceBook): HourlyScenario {
  return simulateHours([withOnly(scenario, workload)], book).scenarios[0] as HourlyScenario;
}

/** Merges the reports of single workloads to the report of their scenario. */
export function mergeReports(reports: readonly ScenarioReport[]): ScenarioReport {
  const [first] = reports as [ScenarioReport];
  return {
    ...first,
    results: reports.flatMap(({ results }) => results),
    remarks: reports.flatMap(({ remarks }) => remarks),
  };
}

function withOnly(scenario: Scenario, workload: Workload | null): Scenario {
  return { ...scenario, workloads: workload === null ? [] : [workload] };
}
