import type { Crossing, CurveWithCrossings } from '../model/curve-report.js';
import type { HourlyScenario } from '../model/hourly-report.js';
import type { ScenarioReport } from '../model/report.js';
import { bills } from '../render/html/bills.js';
import { list, scrollRegion } from '../render/html/elements.js';
import { pricesTable } from '../render/html/prices-table.js';
import { totalsTable } from '../render/html/totals-table.js';
import { type Child, element, fragment, type Markup } from '../render/markup.js';
import { answer, assumptionLines, notes } from '../render/report-text.js';
import { costBarChart } from '../render/svg/cost-bar-chart.js';
import { AXES_NOTE, costCurveChart, crossingRequests } from '../render/svg/cost-curve-chart.js';
import { hourlyChart } from '../render/svg/hourly-chart.js';

/** Width of a chart before the page is laid out. */
export const CHART_WIDTH = 760;
/** A narrower chart of curves is unreadable: it scrolls instead. */
const MIN_CURVE_WIDTH = 600;

/**
 * The parts of a section that depend on its numbers, by the end of the id of their element. The page is written with them,
 * and its script replaces them when a number changes.
 */
export type Views = Readonly<Record<string, Markup>>;

/** Shows the answer and totals of one workload. @param report of this workload alone */
export function totalsViews(report: ScenarioReport, id: string, width = CHART_WIDTH): Views {
  const workload = report.results[0]?.workload ?? null;
  const caption = workload === null ? report.name : `${report.name}, ${workload}`;
  return {
    answer: fragment(answer(report.results)),
    totals: totalsTable(report, `Monthly totals: ${caption}`),
    bars: costBarChart(report, { id: `${id}-bars-chart`, width, standalone: false, bare: true }).svg,
  };
}

/** Shows the bills of one workload. */
export function billsView(report: ScenarioReport, id: string): Views {
  return { bills: bills(report, id) };
}

/** Shows cost against requests as a chart, and the crossings in words. */
export function curveView(
  { curve, crossings }: CurveWithCrossings,
  { id, scenario, width = CHART_WIDTH }: { readonly id: string; readonly scenario: string; readonly width?: number },
): Views {
  const place = {
    id: `${id}-curve-chart`,
    width: Math.max(MIN_CURVE_WIDTH, width),
    standalone: false,
    bare: true,
    scenario,
  };
  const turns = crossings.filter(({ changesCheapest }) => changesCheapest);
  return {
    curve: fragment(
      element('p', { class: 'muted' }, AXES_NOTE),
      scrollRegion(`Cost against requests: ${curve.workload}`, costCurveChart(curve, crossings, place).svg),
      list('list', turns.map(crossingText)) ??
        element('p', {}, 'No other design becomes cheaper in this range of requests.'),
    ),
  };
}

function crossingText(crossing: Crossing): Child {
  const requests = element('strong', {}, crossingRequests(crossing));
  return ['From ', requests, ` requests a month, ${crossing.after} costs no more than ${crossing.before}.`];
}

/** Shows a month hour by hour. */
export function hoursView(hourly: HourlyScenario, id: string): Views {
  const { svg } = hourlyChart(hourly, { id: `${id}-hours-chart`, standalone: false, bare: true });
  return { hours: scrollRegion('The month hour by hour', svg) };
}

/** Shows notes, assumptions and prices of a scenario. @param report of all its workloads */
export function scenarioViews(report: ScenarioReport, id: string): Views {
  return {
    notes: fragment(list('notes', notes(report))),
    assumptions: list('list', assumptionLines(report.results)) ?? element('p', {}, 'No assumptions.'),
    prices: pricesTable(report, id),
  };
}
