import { cheapestOf } from '../../estimate/curve-crossings.js';
import type { CostCurve, Crossing } from '../../model/cost-curve.js';
import { type Child, element } from '../markup.js';
import { fitting, label } from './frame.js';
import { fillClass } from './theme.js';

const STRIP_HEIGHT = 20;
const PADDING = 6;
const LEAST_LETTERS = 4;

/** Requests for which one design is the cheapest feasible one. */
export interface Span {
  /** Index; undefined where no design is feasible. */
  readonly design: number | undefined;
  readonly from: number;
  readonly to: number;
}

/**
 * The cheapest feasible design along a curve. Two spans meet where a crossing turns the answer; where something else does,
 * such as a design that is not feasible any more, they meet at the first point that shows it.
 */
export function spansOf({ points, designs }: CostCurve, crossings: readonly Crossing[]): Span[] {
  const spans: Span[] = [];
  points.forEach((point, index) => {
    const design = cheapestOf(point);
    const last = spans.at(-1);
    if (last?.design === design && last !== undefined) spans.push({ ...(spans.pop() as Span), to: point.requests });
    else {
      const before = points[index - 1]?.requests ?? point.requests;
      const turn = crossings.find(
        ({ requests, after, turnsAnswer }) =>
          turnsAnswer && requests > before && requests <= point.requests && after === designs[design ?? -1],
      );
      const from = turn?.requests ?? point.requests;
      if (last !== undefined) spans.push({ ...(spans.pop() as Span), to: from });
      spans.push({ design, from, to: point.requests });
    }
  });
  return spans;
}

/** The spans as a strip, each with the name and the colour of its design. */
export function answerStrip(
  curve: CostCurve,
  crossings: readonly Crossing[],
  { x, top }: { x: (requests: number) => number; top: number },
): Child {
  const [start] = curve.points;
  const caption = label(x(start?.requests ?? 1) - 8, top + 14, 'cheapest', 'soft end');
  const spans = spansOf(curve, crossings).map(({ design, from, to }) => {
    const width = Math.max(1, x(to) - x(from));
    const name = design === undefined ? 'none feasible' : (curve.designs[design] ?? '');
    const text = fitting(name, width - 2 * PADDING, 11);
    const box = { x: x(from), y: top, width, height: STRIP_HEIGHT };
    return element(
      'g',
      {},
      element('title', {}, design === undefined ? 'No design is feasible' : `${name} is the cheapest`),
      element('rect', { ...box, class: design === undefined ? 'outline' : `part ${fillClass(design)}` }),
      (text === name || text.length > LEAST_LETTERS) &&
        label(x(from) + PADDING, top + 14, text, design === undefined ? 'soft' : 'inside'),
    );
  });
  return [caption, spans];
}
