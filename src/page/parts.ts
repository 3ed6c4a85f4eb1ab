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

/** Works out everything the page says of a scenario. @param isLive whether its script will be able to do so again */
export function scenarioPart(scenario: Scenario, book: PriceBook, isLive: boolean): ScenarioPart {
  const workloads: readonly (Workload | null)[] = scenario.workloads.length === 0 ? [null] : scenario.workloads;
  const parts = workloads.map((workload) => workloadPart(scenario, workload, book));
  return { scenario, report: joined(parts.map(({ report }) => report)), workloads: parts, isLive };
}

function workloadPart(scenario: Scenario, workload: Workload | null, book: PriceBook): WorkloadPart {
  return {
    workload,
    report: workloadReport(scenario, workload, book),
    hours: workloadHours(scenario, workload, book),
    curve: workload === null ? undefined : crossedCurve(scenario, workload, book),
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
