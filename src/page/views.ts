import type { CrossedCurve, Crossing } from '../model/cost-curve.js';
import type { HourlyScenario } from '../model/hourly-report.js';
import type { ScenarioReport } from '../model/report.js';
import { answerText, comparisonTable } from '../render/html/comparison.js';
import { billsOf } from '../render/html/lines.js';
import { scrolling } from '../render/html/pieces.js';
import { assumptionsList, notesList, pricesTable } from '../render/html/prices.js';
import { element, type Markup, together } from '../render/markup.js';
import { AXES, costCurves, crossingText } from '../render/svg/cost-curves.js';
import { hoursChart } from '../render/svg/hours.js';
import { stackedBars } from '../render/svg/stacked-bars.js';

/** Width of a chart where nobody has measured its place. */
export const CHART_WIDTH = 760;
/** Below it a chart of curves cannot be read: its place scrolls instead. */
const LEAST_CURVE_WIDTH = 600;

/**
 * What one workload, or one scenario, shows: by the end of the id of the element that holds it. The page is made of these,
 * and its script puts new ones in their places.
 */
export type View = Readonly<Record<string, Markup>>;

/** Totals of one workload. @param report of this workload alone */
export function totalsView(report: ScenarioReport, id: string, width = CHART_WIDTH): View {
  const workload = report.results[0]?.workload ?? null;
  const caption = workload === null ? report.name : `${report.name}, ${workload}`;
  return {
    answer: answerText(report),
    totals: comparisonTable(report, `Monthly totals: ${caption}`),
    bars: stackedBars(report, { id: `${id}-bars-chart`, width, standalone: false, bare: true }).svg,
  };
}

/** The bills of one workload. */
export function billsView(report: ScenarioReport, id: string): View {
  return { bills: billsOf(report, id) };
}

/** Cost against requests, and its crossings in words. */
export function curveView(
  { curve, crossings }: CrossedCurve,
  { id, scenario, width = CHART_WIDTH }: { readonly id: string; readonly scenario: string; readonly width?: number },
): View {
  const place = {
    id: `${id}-curve-chart`,
    width: Math.max(LEAST_CURVE_WIDTH, width),
    standalone: false,
    bare: true,
    scenario,
  };
  const turns = crossings.filter(({ turnsAnswer }) => turnsAnswer);
  return {
    curve: together(
      element('p', { class: 'terms' }, AXES),
      scrolling(`Cost against requests: ${curve.workload}`, costCurves(curve, crossings, place).svg),
      turns.length === 0
        ? element('p', {}, 'No other design gets cheaper between these numbers of requests.')
        : element('ul', { class: 'plain' }, turns.map(crossingItem)),
    ),
  };
}

function crossingItem(crossing: Crossing): Markup {
  const from = element('strong', {}, crossingText(crossing));
  return element(
    'li',
    {},
    'From ',
    from,
    ` requests a month on ${crossing.after} costs no more than ${crossing.before}.`,
  );
}

/** The month hour by hour. */
export function hoursView(hourly: HourlyScenario, id: string): View {
  const { svg } = hoursChart(hourly, { id: `${id}-hours-chart`, standalone: false, bare: true });
  return { hours: scrolling('The month hour by hour', svg) };
}

/** What holds for a scenario as a whole. @param report of all its workloads */
export function scenarioView(report: ScenarioReport, id: string): View {
  return {
    notes: notesList(report),
    assumptions: assumptionsList(report),
    prices: pricesTable(report, id),
  };
}
