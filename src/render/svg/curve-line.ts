import { line, type SymbolType, symbol, symbolsFill } from 'd3-shape';
import type { CostCurve, CurveCost, CurvePoint } from '../../model/cost-curve.js';
import { nearestFloat } from '../../model/decimal.js';
import { type Child, element } from '../markup.js';
import { fillClass, lineClass } from './theme.js';

/** Points from one mark to the next; every design starts at another one, so that marks do not cover each other. */
const MARK_EVERY = 6;
const MARK_AREA = 44;

/** One design's curve, and where it ends. */
export interface CurveLine {
  readonly name: string;
  readonly design: number;
  readonly drawing: Child;
  /** undefined when the design has no price at all. */
  readonly endY: number | undefined;
}

interface Scales {
  readonly x: (requests: number) => number;
  readonly y: (usd: number) => number;
}

/** Whole where the design is feasible, dotted where it is not, with marks of its own shape. */
export function curveLine(curve: CostCurve, design: number, { x, y }: Scales): CurveLine {
  const at = ({ requests, costs }: CurvePoint): [number, number] => [
    x(requests),
    y(nearestFloat((costs[design] as CurveCost).monthlyUsd)),
  ];
  const drawn = (isDrawn: (index: number) => boolean) =>
    line<CurvePoint>()
      .defined((point) => point.costs[design] !== undefined && isDrawn(curve.points.indexOf(point)))
      .x((point) => at(point)[0])
      .y((point) => at(point)[1])
      .digits(1)([...curve.points]);
  const feasible = (index: number) => curve.points[index]?.costs[design]?.feasible === true;
  // A piece between two points is whole only if both are.
  const unfit = (index: number) => !feasible(index) || (index > 0 && !feasible(index - 1)) || nextUnfit(index);
  const nextUnfit = (index: number) => curve.points[index + 1] !== undefined && !feasible(index + 1);
  const last = curve.points.findLast((point) => point.costs[design] !== undefined);
  const path = (kind: string, d: string | null) =>
    d !== null && element('path', { class: `curve ${kind}${lineClass(design)}`, d });
  return {
    name: curve.designs[design] ?? '',
    design,
    endY: last === undefined ? undefined : at(last)[1],
    drawing: element(
      'g',
      {},
      element('title', {}, curve.designs[design] ?? ''),
      path('', drawn(feasible)),
      path('unfit ', drawn(unfit)),
      curve.points
        .filter((point, index) => point.costs[design] !== undefined && (index + 2 * design) % MARK_EVERY === 3)
        .map((point) => designMark(design, ...at(point))),
    ),
  };
}

/** The mark of a design: its shape and colour. */
export function designMark(design: number, x: number, y: number): Child {
  const shape = symbolsFill[design % symbolsFill.length] as SymbolType;
  const d = symbol().type(shape).size(MARK_AREA).digits(1)() ?? '';
  return element('path', { class: fillClass(design), d, transform: `translate(${Math.round(x)} ${Math.round(y)})` });
}
