import type { Interval } from '../../model/closed-form.js';
import { nearestFloat } from '../../model/decimal.js';
import { type Formula, subformulas } from './formula.js';

/** Bounds on the value of a formula, and on its slope, while its input stays within an interval. */
export interface Enclosure {
  readonly value: Interval;
  /** Change per unit of the input; unbounded at steps. */
  readonly slope: Interval;
}

/** Relative width added for roundings: more than one operation needs. */
const MARGIN = 2 ** -51;
const ANY: Interval = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
const FLAT: Interval = { low: 0, high: 0 };

/**
 * Bounds formulas of one input over intervals by interval arithmetic, so that a range without a crossing is excluded without
 * computing each of its values.
 *
 * @returns a function of an interval of the input; the bounds that it returns are valid until it is called again
 */
export function enclosureComputer(formulas: readonly Formula[]): (input: Interval) => (formula: Formula) => Enclosure {
  const parts = subformulas(formulas);
  const indexById = new Map(parts.map(({ id }, index) => [id, index]));
  const argsOf = parts.map(({ args }) => args.map(({ id }) => indexById.get(id) as number));
  const ranges: Enclosure[] = [];
  return (input) => {
    for (const [index, part] of parts.entries()) {
      const args = (argsOf[index] as number[]).map((arg) => ranges[arg] as Enclosure);
      ranges[index] = rangeOf(part, args, input);
    }
    return ({ id }) => ranges[indexById.get(id) as number] as Enclosure;
  };
}

function rangeOf(formula: Formula, args: readonly Enclosure[], input: Interval): Enclosure {
  const [a = CONSTANT_ZERO, b = CONSTANT_ZERO] = args;
  switch (formula.operation) {
    case 'input':
      return { value: input, slope: { low: 1, high: 1 } };
    case 'constant':
      return { value: widened(formula, pointAt(formula.float ?? 0)), slope: FLAT };
    case 'add':
      return { value: total(formula, a.value, b.value), slope: slopes(a.slope, b.slope) };
    case 'subtract':
      return { value: total(formula, a.value, negated(b.value)), slope: slopes(a.slope, negated(b.slope)) };
    case 'multiply': {
      const slope = slopes(product(a.slope, b.value), product(a.value, b.slope));
      return { value: widened(formula, product(a.value, b.value)), slope };
    }
    case 'divide':
      return quotient(formula, a, b);
    case 'min':
      return a.value.high <= b.value.low ? a : b.value.high <= a.value.low ? b : minOrMax(a, b, Math.min);
    case 'max':
      return a.value.low >= b.value.high ? a : b.value.low >= a.value.high ? b : minOrMax(a, b, Math.max);
    case 'ceil':
      return rounded(a, Math.ceil);
    case 'round':
      return rounded(a, (value) => Math.floor(value + 0.5));
    case 'cost':
      return costRange(formula, a);
    case 'closed form':
      return closedFormRange(formula, args);
  }
}

const CONSTANT_ZERO: Enclosure = { value: FLAT, slope: FLAT };

/** Closed forms are defined in doubles; every other value may differ from its double by a rounding. */
function widened({ isFloat }: Formula, { low, high }: Interval): Interval {
  return isFloat ? { low, high } : { low: low - Math.abs(low) * MARGIN, high: high + Math.abs(high) * MARGIN };
}

/** A sum of slopes, widened by the roundings of its terms; a sum of zeros stays zero. */
function slopes(a: Interval, b: Interval): Interval {
  const { low, high } = plus(a, b);
  const off = (x: number, y: number) => MARGIN * (Math.abs(x) + Math.abs(y));
  return {
    low: Number.isFinite(low) ? low - off(a.low, b.low) : low,
    high: Number.isFinite(high) ? high + off(a.high, b.high) : high,
  };
}

/** A sum, widened by the roundings of its terms, which may be larger than the sum itself. */
function total({ isFloat }: Formula, a: Interval, b: Interval): Interval {
  const { low, high } = plus(a, b);
  if (isFloat) return { low, high };
  const off = MARGIN * (Math.max(Math.abs(a.low), Math.abs(a.high)) + Math.max(Math.abs(b.low), Math.abs(b.high)));
  return { low: low - off, high: high + off };
}

function pointAt(value: number): Interval {
  return { low: value, high: value };
}

function plus(a: Interval, b: Interval): Interval {
  return { low: a.low + b.low, high: a.high + b.high };
}

function negated({ low, high }: Interval): Interval {
  return { low: -high, high: -low };
}

/** 0 × ∞ is 0 here: a factor that is always 0 makes the product constant. */
function product(a: Interval, b: Interval): Interval {
  const corners = [times(a.low, b.low), times(a.low, b.high), times(a.high, b.low), times(a.high, b.high)];
  return { low: Math.min(...corners), high: Math.max(...corners) };
}

function times(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b;
}

function hull(a: Interval, b: Interval): Interval {
  return { low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) };
}

function quotient(formula: Formula, a: Enclosure, b: Enclosure): Enclosure {
  if (b.value.low <= 0 && b.value.high >= 0) return { value: ANY, slope: ANY };
  const inverse = { low: 1 / b.value.high, high: 1 / b.value.low };
  const corners = [a.value.low, a.value.high].flatMap((dividend) => [dividend / b.value.low, dividend / b.value.high]);
  const value = widened(formula, { low: Math.min(...corners), high: Math.max(...corners) });
  const slopeOfDivisor = product(product(a.value, b.slope), product(inverse, inverse));
  return { value, slope: slopes(product(a.slope, inverse), negated(slopeOfDivisor)) };
}

function minOrMax(a: Enclosure, b: Enclosure, choose: (x: number, y: number) => number): Enclosure {
  const value = { low: choose(a.value.low, b.value.low), high: choose(a.value.high, b.value.high) };
  return { value, slope: hull(a.slope, b.slope) };
}

/** Constant between two steps; a step goes up or down as the argument rises or falls. */
function rounded({ value, slope }: Enclosure, round: (value: number) => number): Enclosure {
  const steps = { low: round(value.low), high: round(value.high) };
  if (steps.low === steps.high) return { value: steps, slope: FLAT };
  return {
    value: steps,
    slope: {
      low: slope.low >= 0 ? 0 : Number.NEGATIVE_INFINITY,
      high: slope.high <= 0 ? 0 : Number.POSITIVE_INFINITY,
    },
  };
}

/** From the directions of the closed form, or else from its own bounds, or else unbounded. */
function closedFormRange({ closedForm }: Formula, args: readonly Enclosure[]): Enclosure {
  const isBounded = args.every(({ value }) => Number.isFinite(value.low + value.high));
  if (closedForm === undefined || !isBounded) return { value: ANY, slope: ANY };
  const { compute, directions, within } = closedForm;
  const known = args.map(({ value, slope }, index) => {
    const direction = value.low === value.high ? 'rising' : directions?.[index];
    return direction === undefined
      ? undefined
      : direction === 'rising'
        ? { value, slope }
        : { value: reversed(value), slope: negated(slope) };
  });
  const ends = known.filter((end) => end !== undefined);
  if (ends.length < known.length) {
    return { value: within?.(...args.map(({ value }) => value)) ?? ANY, slope: ANY };
  }
  const value = {
    low: compute(...ends.map((end) => end.value.low)),
    high: compute(...ends.map((end) => end.value.high)),
  };
  if (value.low === value.high) return { value, slope: FLAT };
  const neverFalls = ends.every(({ slope }) => slope.low >= 0);
  const neverRises = ends.every(({ slope }) => slope.high <= 0);
  return {
    value,
    slope: { low: neverFalls ? 0 : Number.NEGATIVE_INFINITY, high: neverRises ? 0 : Number.POSITIVE_INFINITY },
  };
}

/** The ends exchanged, for a result that falls as its argument rises. */
function reversed({ low, high }: Interval): Interval {
  return { low: high, high: low };
}

function costRange(formula: Formula, { value, slope }: Enclosure): Enclosure {
  const { startsAt = [], usd = [], usdPerUnit = [] } = formula.piecewise ?? {};
  const starts = startsAt.map(nearestFloat);
  const pieceOf = (quantity: number) =>
    Math.max(
      0,
      starts.findLastIndex((start) => start <= quantity),
    );
  const at = (quantity: number) => {
    const piece = pieceOf(quantity);
    const [from, price] = [usd[piece], usdPerUnit[piece]].map((exact) =>
      exact === undefined ? 0 : nearestFloat(exact),
    );
    return (from ?? 0) + (price ?? 0) * (quantity - (starts[piece] ?? 0));
  };
  const prices = usdPerUnit.slice(pieceOf(value.low), pieceOf(value.high) + 1).map(nearestFloat);
  const reached = { low: at(value.low), high: at(value.high) };
  // The roundings of start, price and amount add up to fewer than eight of the whole.
  const off = 8 * MARGIN * Math.max(Math.abs(reached.high), Math.max(...prices) * value.high);
  return {
    value: { low: reached.low - off, high: reached.high + off },
    slope: product(slope, { low: Math.min(...prices), high: Math.max(...prices) }),
  };
}
