import { cheapestOf } from '../../estimate/curve-crossings.js';
import type { CostCurve, Crossing } from '../../model/curve-report.js';
import { type Child, element } from '../markup.js';
import { fillClass } from './chart.js';
import { fitText, label } from './chart-text.js';

const HEIGHT = 20;
const PADDING = 6;
const BASELINE = 14;
/** A name shortened to fewer characters is left out; the tooltip has it. */
const MIN_CHARACTERS = 5;

/** A range of requests in which one design is the cheapest feasible one. */
export interface CheapestRange {
  /** Index; undefined where no design is feasible. */
  readonly design: number | undefined;
  readonly from: number;
  readonly to: number;
}

/**
 * Splits a curve by its cheapest feasible design. Two ranges meet at the crossing that changes the answer; where
 * something else changes it, such as a design that is no longer feasible, at the first point that shows it.
 */
export function cheapestRanges({ points, designs }: CostCurve, crossings: readonly Crossing[]): CheapestRange[] {
  const ranges: CheapestRange[] = [];
  for (const [index, point] of points.entries()) {
    const design = cheapestOf(point);
    const last = ranges.pop();
    if (last !== undefined && last.design === design) {
      ranges.push({ ...last, to: point.requests });
      continue;
    }
    const previous = points[index - 1]?.requests ?? point.requests;
    const crossing = crossings.find(
      ({ requests, after, changesCheapest }) =>
        changesCheapest && requests > previous && requests <= point.requests && after === designs[design ?? -1],
    );
    const from = crossing?.requests ?? point.requests;
    if (last !== undefined) ranges.push({ ...last, to: from });
    ranges.push({ design, from, to: point.requests });
  }
  return ranges;
}

/** Draws the ranges as a strip, each with the name and color of its design. */
export function cheapestStrip(
  curve: CostCurve,
  crossings: readonly Crossing[],
  { x, top }: { x: (requests: number) => number; top: number },
): Child {
  const [first] = curve.points;
  const caption = label(x(first?.requests ?? 1) - 8, top + BASELINE, 'cheapest', 'muted end');
  const boxes = cheapestRanges(curve, crossings).map(({ design, from, to }) => {
    const width = Math.max(1, x(to) - x(from));
    const name = design === undefined ? 'none feasible' : (curve.designs[design] ?? '');
    const text = fitText(name, width - 2 * PADDING, 11);
    const box = { x: x(from), y: top, width, height: HEIGHT };
    return element(
      'g',
      {},
      element('title', {}, design === undefined ? 'No design is feasible' : `${name} is the cheapest`),
      element('rect', { ...box, class: design === undefined ? 'outline' : `bar ${fillClass(design)}` }),
      (text === name || text.length >= MIN_CHARACTERS) &&
        label(x(from) + PADDING, top + BASELINE, text, design === undefined ? 'muted' : 'on-color'),
    );
  });
  return [caption, boxes];
}
