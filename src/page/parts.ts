import { compareScenario, ranked } from '../estimate/compare.js';
import { crossedCurve } from '../estimate/crossed-curve.js';
import { estimateDesign } from '../estimate/estimate.js';
import { simulateHours } from '../estimate/hourly.js';
import type { HourlyScenario } from '../model/hourly-report.js';
import { hoursOf } from '../model/month.js';
import type { ScenarioReport } from '../model/report.js';
import type { PriceBook } from '../prices/price-book.js';
import { byRank } from '../render/words.js';
import type { Scenario, Workload } from '../scenario/scenario.js';
import type { ScenarioPart, WorkloadPart } from './sections.js';

/** What is to become of a scenario on the page. */
export interface PartPlan {
  /** Whether the script of the page will be able to work it out again. */
  readonly isLive: boolean;
  /** Called with the share of the work that is done, for progress. */
  readonly onPart?: (share: number) => void;
}

/** Works out everything the page says of a scenario. */
export function scenarioPart(scenario: Scenario, book: PriceBook, { isLive, onPart }: PartPlan): ScenarioPart {
  const workloads: readonly (Workload | null)[] = scenario.workloads.length === 0 ? [null] : scenario.workloads;
  let done = 0;
  const parts = workloads.map((workload) =>
    workloadPart(scenario, workload, {
      book,
      onStep: () => {
        done += 1;
        onPart?.(done / (workloads.length * STEPS_A_WORKLOAD));
      },
    }),
  );
  return { scenario, report: joined(parts.map(({ report }) => report)), workloads: parts, isLive };
}

/** Its report, its hours and its curve. */
const STEPS_A_WORKLOAD = 3;

function workloadPart(
  scenario: Scenario,
  workload: Workload | null,
  { book, onStep }: { readonly book: PriceBook; readonly onStep: () => void },
): WorkloadPart {
  const counted = <T>(part: T): T => {
    onStep();
    return part;
  };
  return {
    workload,
    report: counted(workloadReport(scenario, workload, book)),
    hours: counted(workloadHours(scenario, workload, book)),
    curve: counted(workload === null ? undefined : crossedCurve(scenario, workload, book)),
  };
}

/** The same with the hours of the cheapest design of each workload only, which are most of a page with many designs. */
export function withFewHours(part: ScenarioPart): ScenarioPart {
  const workloads = part.workloads.map((of) => {
    const cheapest = byRank(of.report.results)[0]?.design;
    const results = of.hours.results.filter(({ result }) => result.design === cheapest);
    return { ...of, hours: { ...of.hours, results } };
  });
  return { ...part, workloads };
}

/** Results of one workload without remarks, which take as long again: for every step of a slider. */
export function workloadTotals(scenario: Scenario, workload: Workload | null, book: PriceBook): ScenarioReport {
  const results = ranked(scenario.designs.map((design) => estimateDesign(scenario, workload, design, book)));
  const { name, region, month } = scenario;
  return { name, region, monthHours: hoursOf(month), results, remarks: [] };
}

/** Results and remarks of one workload: the same as in the report of the whole scenario. */
export function workloadReport(scenario: Scenario, workload: Workload | null, book: PriceBook): ScenarioReport {
  return compareScenario(only(scenario, workload), book);
}

/** The hours of one workload. */
export function workloadHours(scenario: Scenario, workload: Workload | null, book: PriceBook): HourlyScenario {
  return simulateHours([only(scenario, workload)], book).scenarios[0] as HourlyScenario;
}

/** Reports of single workloads as the report of their scenario. */
export function joined(reports: readonly ScenarioReport[]): ScenarioReport {
  const [first] = reports as [ScenarioReport];
  return {
    ...first,
    results: reports.flatMap(({ results }) => results),
    remarks: reports.flatMap(({ remarks }) => remarks),
  };
}

function only(scenario: Scenario, workload: Workload | null): Scenario {
  return { ...scenario, workloads: workload === null ? [] : [workload] };
}
