import type { Decimal } from './decimal.js';

/** What a formula does with its arguments. */
export type Operation =
  | 'input'
  | 'constant'
  | 'add'
  | 'subtract'
  | 'times'
  | 'over'
  | 'least'
  | 'most'
  | 'ceil'
  | 'floor'
  | 'round'
  /** `args[0] >= args[1] ? args[2] : args[3]` */
  | 'ifAtLeast'
  | 'cost'
  | 'call';

/** Numbers from `low` to `high`. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** A function of doubles that no formula tells. */
export interface FloatFunction {
  /** The same name is the same function. */
  readonly name: string;
  readonly compute: (...args: number[]) => number;
  /** Never falls when its only argument rises. */
  readonly isRising: boolean;
  /** Comes to whole numbers, unless it says otherwise. */
  readonly isWhole?: boolean;
  /** What it comes to while its arguments stay within ranges, or a little more; where nothing is known it is left out. */
  readonly within?: (...args: Range[]) => Range;
}

/** A cost that grows with a quantity, piece by piece: usd[k] + usdPerUnit[k] × (quantity − startsAt[k]). */
export interface CostCurve {
  /** Ascending; the first is 0. */
  readonly startsAt: readonly Decimal[];
  /** At the start of each piece; the first is 0. */
  readonly usd: readonly Decimal[];
  readonly usdPerUnit: readonly Decimal[];
}

/**
 * A number that depends on inputs, as an expression. Equal expressions made by one `FormulaBook` are the same object.
 *
 * Some are defined by double arithmetic, as simulations are, and computed in doubles come out to the last bit. The others
 * are exact (Decimal) by definition; computed in doubles they are off by at most `roundings` × 2⁻⁵³ × `size`.
 */
export interface Formula {
  /** Arguments have smaller ones. */
  readonly id: number;
  readonly operation: Operation;
  readonly args: readonly Formula[];
  readonly isFloat: boolean;
  /** Takes whole values only. */
  readonly isWhole: boolean;
  readonly roundings: number;
  /** Not below the absolute value; the formula itself where it is left out, which then is never negative. */
  readonly size?: Formula;
  /** Of an `input`: its place. */
  readonly input?: number;
  /** Of a `constant`. */
  readonly exact?: Decimal;
  readonly float?: number;
  /** Of a `call`. */
  readonly call?: FloatFunction;
  /** Of a `cost`. */
  readonly curve?: CostCurve;
}

/** A condition: `left` is at least `right`. */
export interface AtLeast {
  readonly left: Formula;
  readonly right: Formula;
}

/** Roundings of a value when exact arithmetic goes on with it: the text of a double is off by half its last bit. */
export function roundingsOf({ isFloat, isWhole, roundings }: Formula): number {
  return isFloat ? (isWhole ? 0 : 1) : roundings;
}

/** The bound on the absolute value of a formula. */
export function sizeOf(formula: Formula): Formula {
  return formula.size ?? formula;
}

export function isConstant(formula: Formula): boolean {
  return formula.operation === 'constant';
}

/** A formula with everything it is made of, arguments before what uses them. */
export function partsOf(formulas: readonly Formula[]): Formula[] {
  const found = new Map<number, Formula>();
  const waiting = [...formulas];
  for (let formula = waiting.pop(); formula !== undefined; formula = waiting.pop()) {
    if (found.has(formula.id)) continue;
    found.set(formula.id, formula);
    waiting.push(...formula.args);
  }
  return [...found.values()].sort((a, b) => a.id - b.id);
}
