import { line, type SymbolType, symbol, symbolsFill } from 'd3-shape';
import type { CostCurve, CurveCost, CurvePoint } from '../../model/curve-report.js';
import { nearestFloat } from '../../model/decimal.js';
import { type Child, element } from '../markup.js';
import { fillClass, strokeClass } from './chart.js';
import { fitText, label, textWidth } from './chart-text.js';

/** Points from one symbol to the next; each design starts at another point, so that symbols do not cover each other. */
const SYMBOL_EVERY = 6;
const SYMBOL_AREA = 44;
const NAME_HEIGHT = 16;
/** Room for the symbol before a name, and for the margins around both. */
const SYMBOL_WIDTH = 16;
const NAME_MARGINS = 24;
/** Bold text of 12 px is as wide as plain text of this size. */
const BOLD_PX = 13.2;

/** The curve of one design. */
export interface Curve {
  readonly name: string;
  readonly design: number;
  readonly drawing: Child;
  /** y of its last point; undefined when the design has no price at all. */
  readonly endY: number | undefined;
}

interface Scales {
  readonly x: (requests: number) => number;
  readonly y: (usd: number) => number;
}

/** Draws the curve of one design, dotted where it is not feasible, with symbols of the design's own shape. */
export function drawCurve({ points, designs }: CostCurve, design: number, { x, y }: Scales): Curve {
  const name = designs[design] ?? '';
  const priced = points.filter(({ costs }) => costs[design] !== undefined);
  const position = ({ requests, costs }: CurvePoint): [number, number] => [
    x(requests),
    y(nearestFloat((costs[design] as CurveCost).monthlyUsd)),
  ];
  const isFeasible = (index: number) => points[index]?.costs[design]?.feasible === true;
  // A segment is solid only if both its ends are feasible, so dots start and end at the feasible neighbors.
  const isDotted = (index: number) =>
    !isFeasible(index) ||
    (index > 0 && !isFeasible(index - 1)) ||
    (index + 1 < points.length && !isFeasible(index + 1));
  const path = (classes: string, isDrawn: (index: number) => boolean) => {
    const d = line<CurvePoint>()
      .defined((point, index) => point.costs[design] !== undefined && isDrawn(index))
      .x((point) => position(point)[0])
      .y((point) => position(point)[1])
      .digits(1)([...points]);
    return d !== null && element('path', { class: `${classes} ${strokeClass(design)}`, d });
  };
  const symbols = points.filter(
    ({ costs }, index) => costs[design] !== undefined && (index + 2 * design) % SYMBOL_EVERY === 3,
  );
  const last = priced.at(-1);
  return {
    name,
    design,
    endY: last === undefined ? undefined : position(last)[1],
    drawing: element(
      'g',
      {},
      element('title', {}, name),
      path('curve', isFeasible),
      path('curve infeasible', isDotted),
      symbols.map((point) => designSymbol(design, ...position(point))),
    ),
  };
}

/** The width in pixels of the longest of some names. */
export function namesWidth(names: readonly string[]): number {
  return Math.max(0, ...names.map((name) => textWidth(name, BOLD_PX))) + SYMBOL_WIDTH + NAME_MARGINS;
}

/** Draws the names of designs at the ends of their curves, moved apart where the ends are close. */
export function curveNames(
  curves: readonly Curve[],
  { left, width, top, bottom }: { left: number; width: number; top: number; bottom: number },
): Child {
  const named = curves
    .flatMap(({ name, design, endY }) => (endY === undefined ? [] : [{ name, design, endY }]))
    .sort((a, b) => a.endY - b.endY);
  const ys = spread(
    named.map(({ endY }) => endY),
    top,
    bottom,
  );
  return named.map(({ name, design, endY }, index) => {
    const y = ys[index] ?? endY;
    return element(
      'g',
      {},
      element('title', {}, name),
      Math.abs(y - endY) > 3 &&
        element('path', { class: 'axis', d: `M${left - 8} ${Math.round(endY)}L${left} ${Math.round(y)}` }),
      designSymbol(design, left + 7, y),
      label(left + SYMBOL_WIDTH, y + 4, fitText(name, width - SYMBOL_WIDTH, BOLD_PX), 'name'),
    );
  });
}

function designSymbol(design: number, x: number, y: number): Child {
  const shape = symbolsFill[design % symbolsFill.length] as SymbolType;
  const d = symbol().type(shape).size(SYMBOL_AREA).digits(1)() ?? '';
  return element('path', { class: fillClass(design), d, transform: `translate(${Math.round(x)} ${Math.round(y)})` });
}

/** Moves sorted positions at least `NAME_HEIGHT` apart: down from the top, then up from the bottom. */
function spread(positions: readonly number[], top: number, bottom: number): number[] {
  const ys: number[] = [];
  for (const y of positions) ys.push(Math.max(y, top, (ys.at(-1) ?? Number.NEGATIVE_INFINITY) + NAME_HEIGHT));
  let limit = Math.max(bottom, top + (positions.length - 1) * NAME_HEIGHT);
  for (let index = ys.length - 1; index >= 0; index -= 1) {
    ys[index] = Math.min(ys[index] as number, limit);
    limit = (ys[index] as number) - NAME_HEIGHT;
  }
  return ys;
}
