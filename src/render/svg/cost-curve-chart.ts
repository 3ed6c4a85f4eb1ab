import { scaleLog, scaleSymlog } from 'd3-scale';
import type { CostCurve, Crossing, CurveWithCrossings } from '../../model/curve-report.js';
import { nearestFloat } from '../../model/decimal.js';
import { countText } from '../../model/number-text.js';
import { type Child, element } from '../markup.js';
import { dollars } from '../money.js';
import { countAxisBottom, dollarAxisLeft, shortCount } from './axes.js';
import { type Chart, type ChartPlace, chartFrame } from './chart.js';
import { fitText, label, textWidth } from './chart-text.js';
import { cheapestRanges, cheapestStrip } from './cheapest-strip.js';
import { curveNames, drawCurve, namesWidth } from './curves.js';

const MARGIN = 16;
const LEFT = 72;
const STRIP_TOP = 64;
const TOP = 118;
const HEIGHT = 300;
const BOTTOM = TOP + HEIGHT;
const AXIS_HEIGHT = 48;
/** Pixels that a chart without a heading is shorter. */
const HEADING_HEIGHT = 52;
/** The names of the designs take at most this share of the width. */
const MAX_NAMES_SHARE = 0.32;
const MIN_NAMES_WIDTH = 110;
const MIN_CURVES_WIDTH = 120;
const MIN_TICK_GAP = 26;
/** How to read the chart. */
export const AXES_NOTE = 'US dollars a month; both axes logarithmic. Dotted: not feasible.';

/**
 * Draws monthly cost against requests, a curve per design, with the crossings marked and a strip above that names the
 * cheapest feasible design. Both axes are logarithmic, except for costs below one dollar, so that zero is on the chart.
 */
export function costCurveChart(
  curve: CostCurve,
  crossings: readonly Crossing[],
  place: ChartPlace & { readonly scenario: string },
): Chart {
  const { points, designs, workload } = curve;
  const names = Math.max(MIN_NAMES_WIDTH, Math.min(place.width * MAX_NAMES_SHARE, namesWidth(designs)));
  const right = Math.round(Math.max(LEFT + MIN_CURVES_WIDTH, place.width - names));
  const x = scaleLog()
    .domain([points[0]?.requests ?? 1, points.at(-1)?.requests ?? 10])
    .range([LEFT, right]);
  const y = scaleSymlog().constant(1).domain(costDomain(curve)).range([BOTTOM, TOP]);
  const curves = designs.map((_, design) => drawCurve(curve, design, { x, y }));
  const lift = place.bare ? HEADING_HEIGHT : 0;
  return chartFrame(place, {
    title: `Monthly cost of ${place.scenario} against requests, ${workload}`,
    description: describeCurve({ curve, crossings }),
    height: BOTTOM + AXIS_HEIGHT - lift,
    drawing: element(
      'g',
      { transform: lift > 0 ? `translate(0 -${lift})` : undefined },
      lift === 0 && heading(place, workload),
      cheapestStrip(curve, crossings, { x, top: STRIP_TOP }),
      dollarAxisLeft(y, dollarTicks(y), { left: LEFT, right }),
      countAxisBottom(x, { bottom: BOTTOM }),
      label(right, BOTTOM + 38, 'requests in the month', 'muted end'),
      curves.map(({ drawing }) => drawing),
      crossingMarks(crossings, { x, y }),
      // Drawn after the marks, so that the halo keeps their lines out of its text.
      scenarioLine(curve, x(curve.requests), right),
      curveNames(curves, { left: right + 10, width: place.width - right - 14, top: TOP, bottom: BOTTOM }),
    ),
  });
}

function heading({ scenario, width }: { scenario: string; width: number }, workload: string): Child {
  const title = `${scenario}, ${workload}: cost against requests`;
  return [
    label(MARGIN, 26, fitText(title, width - 2 * MARGIN, 15), 'heading'),
    label(MARGIN, 44, fitText(AXES_NOTE, width - 2 * MARGIN), 'muted'),
  ];
}

/** Describes which design is the cheapest in which range of requests, and where the answer changes, in sentences. */
export function describeCurve({ curve, crossings }: CurveWithCrossings): string {
  const turns = crossings.filter(({ changesCheapest }) => changesCheapest);
  const limit = (requests: number) => {
    const turn = turns.find((crossing) => crossing.requests === requests);
    return turn === undefined ? countText(requests) : crossingRequests(turn);
  };
  const ranges = cheapestRanges(curve, crossings).map(({ design, from, to }) => {
    const cheapest = design === undefined ? 'no design is feasible' : `${curve.designs[design]} is the cheapest`;
    return `From ${limit(from)} to ${limit(to)} requests ${cheapest}.`;
  });
  const changes = turns.map(
    (turn) =>
      `At ${crossingRequests(turn)} requests, ${dollars(turn.monthlyUsd)} a month, ${turn.after} becomes cheaper than ${turn.before}.`,
  );
  return [...ranges, ...changes].join(' ');
}

/** Formats the requests of a crossing: every digit where it is exact, three where it is an estimate. */
export function crossingRequests({ requests, isExact }: Crossing): string {
  return isExact ? countText(requests) : `about ${shortCount(requests)}`;
}

/** The costs on the axis, from zero where some are below about a dollar. */
function costDomain({ points }: CostCurve): [number, number] {
  const costs = points.flatMap((point) =>
    point.costs.flatMap((cost) => (cost === undefined ? [] : [nearestFloat(cost.monthlyUsd)])),
  );
  const [lowest, highest] = [Math.min(...costs, 1e6), Math.max(...costs, 1)];
  return [lowest < 1.5 ? 0 : lowest / 1.3, highest * 1.15];
}

/** Round amounts with room between them: zero and powers of ten first. d3 has only linear ticks for this scale. */
function dollarTicks(y: (usd: number) => number): number[] {
  const powersOfTen = Array.from({ length: 13 }, (_, power) => 10 ** power);
  const between = powersOfTen.flatMap((power) => [2 * power, 5 * power]);
  const ticks: number[] = [];
  for (const usd of [0, ...powersOfTen, ...between]) {
    const isOnChart = y(usd) >= TOP && y(usd) <= BOTTOM + 0.5;
    if (isOnChart && ticks.every((other) => Math.abs(y(other) - y(usd)) >= MIN_TICK_GAP)) ticks.push(usd);
  }
  return ticks;
}

/** A line at the requests of the scenario. */
function scenarioLine({ requests }: CostCurve, x: number, right: number): Child {
  if (!Number.isFinite(x)) return undefined;
  const text = `this scenario: ${shortCount(requests)}`;
  const isLeft = x + textWidth(text, 11) + 10 > right;
  return [
    element('line', { class: 'scenario-line', x1: x, x2: x, y1: TOP - 4, y2: BOTTOM }),
    label(x + (isLeft ? -5 : 5), TOP + 8, text, `muted halo${isLeft ? ' end' : ''}`),
  ];
}

interface Scales {
  readonly x: (requests: number) => number;
  readonly y: (usd: number) => number;
}

/** A ring and its requests where the cheapest design changes; a dot where other designs cross. */
function crossingMarks(crossings: readonly Crossing[], { x, y }: Scales): Child {
  let labelsEnd = Number.NEGATIVE_INFINITY;
  return crossings.map(({ requests, monthlyUsd, changesCheapest, before, after }) => {
    const [cx, cy] = [x(requests), y(nearestFloat(monthlyUsd))];
    const title = element('title', {}, `${countText(requests)} requests: ${before} and ${after} cross`);
    if (!changesCheapest) return element('g', {}, title, element('circle', { class: 'crossing', cx, cy, r: 2.5 }));
    const text = shortCount(requests);
    const halfWidth = textWidth(text) / 2;
    const hasRoom = cx - halfWidth > labelsEnd;
    if (hasRoom) labelsEnd = cx + halfWidth + 6;
    return element(
      'g',
      {},
      title,
      element('line', { class: 'break-even-line', x1: cx, x2: cx, y1: TOP - 12, y2: BOTTOM }),
      element('circle', { class: 'break-even', cx, cy, r: 5 }),
      hasRoom && label(cx, TOP - 18, text, 'name middle halo'),
    );
  });
}
