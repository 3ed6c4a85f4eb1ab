import type { HourlyReport } from '../../model/hourly-report.js';
import type { Report } from '../../model/report.js';
import { element } from '../markup.js';
import { type Chart, type ChartPlace, chartStyles } from './frame.js';
import { hoursChart } from './hours.js';
import { stackedBars } from './stacked-bars.js';

/** Fits a README and a pull request. */
const WIDTH = 760;
const GAP = 12;

/** The totals of every scenario as stacked bars. */
export function compareSvg({ scenarios }: Report): string {
  const names = scenarios.map(({ name }) => name);
  return file(scenarios, `Monthly costs of ${names.join(', ')}`, (scenario, place) =>
    stackedBars(scenario, { ...place, width: WIDTH }),
  );
}

/** The month of every scenario hour by hour. */
export function hourlySvg({ scenarios }: HourlyReport): string {
  const names = scenarios.map(({ name }) => name);
  return file(scenarios, `${names.join(', ')}, hour by hour`, hoursChart);
}

/** One chart is the file; several stand in it one below the other. */
function file<T>(
  scenarios: readonly T[],
  title: string,
  draw: (scenario: T, place: Omit<ChartPlace, 'width'>) => Chart,
): string {
  const [only] = scenarios;
  if (scenarios.length === 1 && only !== undefined) return `${draw(only, { id: 'chart', standalone: true }).svg}\n`;
  let y = 0;
  const charts = scenarios.map((scenario, index) => {
    const chart = draw(scenario, { id: `chart-${index + 1}`, standalone: false, y });
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
