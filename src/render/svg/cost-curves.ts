import { scaleLog, scaleSymlog } from 'd3-scale';
import type { CostCurve, CrossedCurve, Crossing } from '../../model/cost-curve.js';
import { nearestFloat } from '../../model/decimal.js';
import { type Child, element } from '../markup.js';
import { dollars } from '../money.js';
import { answerStrip, spansOf } from './answer-strip.js';
import { axisCounts, axisLeft, shortCount } from './axis.js';
import { curveLine } from './curve-line.js';
import { curveNames, namesWidth } from './curve-names.js';
import { type Chart, type ChartPlace, chartFrame, fitting, label, textWidth } from './frame.js';

/** Where things stand on the chart. */
const LEFT = 72;
/** Of the width at most, for the names of the designs. */
const NAMES_SHARE = 0.32;
const LEAST_NAMES = 110;
const STRIP_TOP = 64;
const TOP = 118;
const HEIGHT = 300;
const LEAST_TICK_GAP = 26;
/** What the chart needs less without its heading. */
const HEAD_HEIGHT = 52;
/** What has to be known to read it. */
export const AXES = 'US dollars a month; both axes logarithmic. Dotted: not feasible.';

/**
 * Monthly cost against requests, a curve a design, with the crossings marked and a strip on top that names the cheapest
 * feasible design. Both axes are logarithmic; dollars below 1 are not, so that nothing costs nothing.
 */
export function costCurves(
  curve: CostCurve,
  crossings: readonly Crossing[],
  place: ChartPlace & { readonly scenario: string },
): Chart {
  const { points, designs, workload } = curve;
  const names = Math.max(LEAST_NAMES, Math.min(place.width * NAMES_SHARE, namesWidth(designs)));
  const right = Math.round(Math.max(LEFT + 120, place.width - names));
  const bottom = TOP + HEIGHT;
  const lifted = place.bare ? HEAD_HEIGHT : 0;
  const x = scaleLog()
    .domain([points[0]?.requests ?? 1, points.at(-1)?.requests ?? 10])
    .range([LEFT, right]);
  const y = scaleSymlog().constant(1).domain(costDomain(curve)).range([bottom, TOP]);
  const lines = designs.map((_, design) => curveLine(curve, design, { x, y }));
  return chartFrame(place, {
    title: `Monthly cost of ${place.scenario} against requests, ${workload}`,
    description: curveWords({ curve, crossings }),
    height: bottom + 48 - lifted,
    drawing: element(
      'g',
      { transform: lifted > 0 ? `translate(0 -${lifted})` : undefined },
      lifted === 0 && heading(place, workload),
      answerStrip(curve, crossings, { x, top: STRIP_TOP }),
      axisLeft(y, dollarTicks(y), { left: LEFT, right }),
      axisCounts(x, { bottom }),
      label(right, bottom + 38, 'requests in the month', 'soft end'),
      lines.map(({ drawing }) => drawing),
      marks(crossings, { x, y, bottom }),
      // Over the marks: its ground keeps their lines out of the words.
      asked(curve, x(curve.requests), { top: TOP, bottom, right }),
      curveNames(lines, { left: right + 10, width: place.width - right - 14, top: TOP, bottom }),
    ),
  });
}

function heading({ scenario, width }: { scenario: string; width: number }, workload: string): Child {
  return [
    label(16, 26, fitting(`${scenario}, ${workload}: cost against requests`, width - 32, 15), 'head'),
    label(16, 44, fitting(AXES, width - 32), 'soft'),
  ];
}

/** Which design is the cheapest from where to where, and where the answer turns, in sentences. */
export function curveWords({ curve, crossings }: CrossedCurve): string {
  const place = (requests: number) => {
    const turn = crossings.find((crossing) => crossing.turnsAnswer && crossing.requests === requests);
    return turn === undefined ? requests.toLocaleString('en-US') : crossingText(turn);
  };
  const spans = spansOf(curve, crossings).map(
    ({ design, from, to }) =>
      `From ${place(from)} to ${place(to)} requests ${
        design === undefined ? 'no design is feasible' : `${curve.designs[design]} is the cheapest`
      }.`,
  );
  const turns = crossings
    .filter(({ turnsAnswer }) => turnsAnswer)
    .map(
      (crossing) =>
        `At ${crossingText(crossing)} requests, ${dollars(crossing.monthlyUsd)} a month, ${crossing.after} gets cheaper than ${crossing.before}.`,
    );
  return [...spans, ...turns].join(' ');
}

/** The requests of a crossing: every digit where it is exact, three where it is near. */
export function crossingText({ requests, isExact }: Crossing): string {
  return isExact ? requests.toLocaleString('en-US') : `about ${shortCount(requests)}`;
}

/** From the lowest to the highest cost; from nothing where some cost less than a dollar. */
function costDomain({ points }: CostCurve): [number, number] {
  const costs = points.flatMap((point) =>
    point.costs.flatMap((cost) => (cost === undefined ? [] : [nearestFloat(cost.monthlyUsd)])),
  );
  const [lowest, highest] = [Math.min(...costs, 1e6), Math.max(...costs, 1)];
  return [lowest < 1.5 ? 0 : lowest / 1.3, highest * 1.15];
}

/** Round amounts, as many as stand apart: powers of ten first. */
function dollarTicks(y: (usd: number) => number): number[] {
  const decades = [0, ...Array.from({ length: 13 }, (_, power) => 10 ** power)];
  const between = Array.from({ length: 13 }, (_, power) => [2, 5].map((of) => of * 10 ** power)).flat();
  const kept: number[] = [];
  const inside = (at: number) => at >= TOP && at <= TOP + HEIGHT + 0.5;
  for (const usd of [...decades, ...between]) {
    const isApart = kept.every((other) => Math.abs(y(other) - y(usd)) >= LEAST_TICK_GAP);
    if (inside(y(usd)) && isApart) kept.push(usd);
  }
  return kept;
}

/** A line where the scenario stands. */
function asked(
  { requests }: CostCurve,
  at: number,
  { top, bottom, right }: Record<'top' | 'bottom' | 'right', number>,
): Child {
  if (!Number.isFinite(at)) return undefined;
  const text = `asked: ${shortCount(requests)}`;
  const isLeft = at + textWidth(text, 11) + 10 > right;
  return [
    element('line', { class: 'now', x1: at, x2: at, y1: top - 4, y2: bottom }),
    label(at + (isLeft ? -5 : 5), top + 8, text, `soft halo${isLeft ? ' end' : ''}`),
  ];
}

interface Scales {
  readonly x: (requests: number) => number;
  readonly y: (usd: number) => number;
  readonly bottom: number;
}

/** A ring and its number of requests where the answer turns; a dot where other designs cross. */
function marks(crossings: readonly Crossing[], { x, y, bottom }: Scales): Child {
  let rightmost = Number.NEGATIVE_INFINITY;
  return crossings.map(({ requests, monthlyUsd, turnsAnswer, before, after }) => {
    const [cx, cy] = [x(requests), y(nearestFloat(monthlyUsd))];
    const title = element('title', {}, `${requests.toLocaleString('en-US')} requests: ${before} and ${after} cross`);
    if (!turnsAnswer) return element('g', {}, title, element('circle', { class: 'lesser', cx, cy, r: 2.5 }));
    const text = shortCount(requests);
    const isFree = cx - textWidth(text) / 2 > rightmost;
    if (isFree) rightmost = cx + textWidth(text) / 2 + 6;
    return element(
      'g',
      {},
      title,
      element('line', { class: 'guide', x1: cx, x2: cx, y1: TOP - 12, y2: bottom }),
      element('circle', { class: 'mark', cx, cy, r: 5 }),
      isFree && label(cx, TOP - 18, text, 'name middle halo'),
    );
  });
}
