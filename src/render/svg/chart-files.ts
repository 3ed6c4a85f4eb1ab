import type { CrossedCurve } from '../../model/cost-curve.js';
import type { HourlyReport } from '../../model/hourly-report.js';
import type { Report } from '../../model/report.js';
import { element } from '../markup.js';
import { costCurves } from './cost-curves.js';
import { type Chart, type ChartPlace, chartStyles } from './frame.js';
import { hoursChart } from './hours.js';
import { stackedBars } from './stacked-bars.js';

/** Fits a README and a pull request. */
const WIDTH = 760;
const GAP = 12;

/** The totals of every scenario as stacked bars. */
export function compareSvg({ scenarios }: Report): string {
  return file(scenarios, { title: `Monthly costs of ${namesOf(scenarios)}`, id: 'chart' }, stackedBars);
}

/** A curve with the name of the scenario that it is of. */
export type NamedCurve = CrossedCurve & { readonly scenario: string };

/** Cost against requests, a chart for each curve. @param id starts the ids in the file */
export function curvesSvg(curves: readonly NamedCurve[], id = 'chart'): string {
  const names = [...new Set(curves.map(({ scenario }) => scenario))];
  const title = `Monthly costs of ${names.join(', ')} against requests`;
  return file(curves, { title, id }, ({ curve, crossings, scenario }, place) =>
    costCurves(curve, crossings, { ...place, scenario }),
  );
}

/** The month of every scenario hour by hour. @param id starts the ids in the file */
export function hourlySvg({ scenarios }: HourlyReport, id = 'chart'): string {
  return file(scenarios, { title: `${namesOf(scenarios)}, hour by hour`, id }, hoursChart);
}

function namesOf(scenarios: readonly { readonly name: string }[]): string {
  return scenarios.map(({ name }) => name).join(', ');
}

/** One chart is the file; several stand in it one below the other. */
function file<T>(
  charted: readonly T[],
  { title, id }: { readonly title: string; readonly id: string },
  draw: (of: T, place: ChartPlace) => Chart,
): string {
  const [only] = charted;
  if (charted.length === 1 && only !== undefined) return `${draw(only, { id, width: WIDTH, standalone: true }).svg}\n`;
  let y = 0;
  const charts = charted.map((of, index) => {
    const chart = draw(of, { id: `${id}-${index + 1}`, width: WIDTH, standalone: false, y });
    y += chart.height + GAP;
    return chart;
  });
  const width = Math.max(WIDTH, ...charts.map((chart) => chart.width));
  const height = Math.max(1, y - GAP);
  return `${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      role: 'group',
      'aria-label': title,
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
    },
    chartStyles(),
    charts.map(({ svg }) => svg),
  )}\n`;
}
