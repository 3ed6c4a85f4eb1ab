import type { CurveWithCrossings } from '../../model/curve-report.js';
import type { HourlyReport } from '../../model/hourly-report.js';
import type { Report } from '../../model/report.js';
import { type Chart, type ChartPlace, chartColumn } from './chart.js';
import { costBarChart } from './cost-bar-chart.js';
import { costCurveChart } from './cost-curve-chart.js';
import { hourlyChart } from './hourly-chart.js';

/** Pixels: as wide as a README or a pull request. */
const WIDTH = 760;
const GAP = 12;

/** Draws the totals of every scenario as stacked bars. */
export function compareSvg({ scenarios }: Report): string {
  return chartFile(scenarios, { title: `Monthly costs of ${namesOf(scenarios)}`, id: 'chart' }, costBarChart);
}

/** A curve with the name of its scenario. */
export type NamedCurve = CurveWithCrossings & { readonly scenario: string };

/** Draws cost against requests, one chart per curve. @param id prefix of the ids in the file */
export function curvesSvg(curves: readonly NamedCurve[], id = 'chart'): string {
  const names = [...new Set(curves.map(({ scenario }) => scenario))];
  const title = `Monthly costs of ${names.join(', ')} against requests`;
  return chartFile(curves, { title, id }, ({ curve, crossings, scenario }, place) =>
    costCurveChart(curve, crossings, { ...place, scenario }),
  );
}

/** Draws the month of every scenario hour by hour. @param id prefix of the ids in the file */
export function hourlySvg({ scenarios }: HourlyReport, id = 'chart'): string {
  return chartFile(scenarios, { title: `${namesOf(scenarios)}, hour by hour`, id }, hourlyChart);
}

function namesOf(scenarios: readonly { readonly name: string }[]): string {
  return scenarios.map(({ name }) => name).join(', ');
}

/** One chart is the file itself; several are stacked. */
function chartFile<T>(
  subjects: readonly T[],
  { title, id }: { readonly title: string; readonly id: string },
  draw: (subject: T, place: ChartPlace) => Chart,
): string {
  const [only] = subjects;
  if (subjects.length === 1 && only !== undefined) return `${draw(only, { id, width: WIDTH, standalone: true }).svg}\n`;
  const charts = subjects.map(
    (subject, index) => (y: number) => draw(subject, { id: `${id}-${index + 1}`, width: WIDTH, standalone: false, y }),
  );
  return `${chartColumn(title, charts, { width: WIDTH, gap: GAP })}\n`;
}
