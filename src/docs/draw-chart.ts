import { curveWithCrossings } from '../estimate/cost-curve.js';
import { simulateHours } from '../estimate/hourly.js';
import { EstimatorError } from '../model/errors.js';
import type { Result } from '../model/report.js';
import { hourlyRows } from '../render/hourly-rows.js';
import { answer, byWorkload } from '../render/report-text.js';
import { curvesSvg, hourlySvg } from '../render/svg/chart-files.js';
import { costBarChart } from '../render/svg/cost-bar-chart.js';
import { describeCurve } from '../render/svg/cost-curve-chart.js';
import { describeHours } from '../render/svg/hourly-chart.js';
import type { Scenario } from '../scenario/scenario.js';
import type { ChartElement } from './block-element.js';
import type { ChartSubject, Marker } from './marker.js';
import type { PricedScenario } from './priced-scenario.js';

/** Pixels: the text width of GitHub. */
const WIDTH = 760;

/** What a chart shows: the scenario with the workloads and designs that its marker names, and their results. */
interface ChartScope {
  readonly priced: PricedScenario;
  readonly scenario: Scenario;
  readonly results: readonly Result[];
  /** Prefix of the ids in the chart, which must differ from those of other charts in the same HTML. */
  readonly id: string;
}

interface Drawing {
  /** Alternative text. */
  readonly alternative: string;
  readonly svg: string;
}

const CHARTS: Readonly<Record<ChartSubject, (drawn: ChartScope) => Drawing>> = {
  totals,
  curves,
  hours,
};

/**
 * Draws the chart of a marker.
 *
 * @param results those that the marker selects
 * @throws EstimatorError `DOCUMENT_INVALID` for curves of a scenario without a workload
 */
export function drawChart(priced: PricedScenario, marker: Marker, results: readonly Result[]): ChartElement {
  const { workload, design, of = 'totals', to } = marker;
  const scenario = {
    ...priced.scenario,
    workloads: priced.scenario.workloads.filter(({ name }) => (workload ?? name) === name),
    designs: priced.scenario.designs.filter(({ name }) => (design ?? name) === name),
  };
  const { alternative, svg } = CHARTS[of]({ priced, scenario, results, id: idOf(marker) });
  return { kind: 'chart', alternative, svg: `${svg.trimEnd()}\n`, file: to };
}

function idOf({ scenario, workload, design, of }: Marker): string {
  const words = [scenario, workload, design, of].filter((word) => word !== undefined).join(' ');
  return `crossover-${words
    .toLowerCase()
    .match(/[a-z0-9]+/g)
    ?.join('-')}`;
}

/** Totals as stacked bars. */
function totals({ priced, results, id }: ChartScope): Drawing {
  const report = { ...priced.report, results };
  const answers = byWorkload(report).map(([workload, compared]) =>
    workload === null ? answer(compared) : `${workload}: ${answer(compared)}`,
  );
  return {
    alternative: `Monthly cost of ${report.name}, by design and service. ${answers.join(' ')}`,
    svg: `${costBarChart(report, { id, width: WIDTH, standalone: true }).svg}`,
  };
}

/** Cost against requests, a chart for each workload. */
function curves({ priced: { book }, scenario, id }: ChartScope): Drawing {
  if (scenario.workloads.length === 0) {
    throw new EstimatorError(
      'DOCUMENT_INVALID',
      'without a workload there are no requests to draw costs against',
      'Use of=totals, or give the scenario a workload.',
    );
  }
  const curvesOfWorkloads = scenario.workloads.map((workload) => curveWithCrossings(scenario, workload, book));
  const words = curvesOfWorkloads.map((reported) => `${reported.curve.workload}: ${describeCurve(reported)}`);
  return {
    alternative: `Monthly cost of ${scenario.name} against requests. ${words.join(' ')}`,
    svg: curvesSvg(
      curvesOfWorkloads.map((reported) => ({ ...reported, scenario: scenario.name })),
      id,
    ),
  };
}

/** The month hour by hour, designs one below the other. */
function hours({ priced: { book }, scenario, id }: ChartScope): Drawing {
  const report = simulateHours([scenario], book);
  // The alternative text describes only the first and last rows: requests and cost.
  const words = report.scenarios.flatMap(({ results }) =>
    results.map((hourly) => {
      const rows = hourlyRows(hourly);
      return describeHours(hourly, [...rows.slice(0, 1), ...rows.slice(-1)]);
    }),
  );
  return { alternative: `${scenario.name}, hour by hour. ${words.join(' ')}`, svg: hourlySvg(report, id) };
}
