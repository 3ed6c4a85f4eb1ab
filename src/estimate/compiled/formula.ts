import type { ClosedForm } from '../../model/closed-form.js';
import type { Decimal } from '../../model/decimal.js';

/** What a formula does with its arguments. */
export type Operation =
  | 'input'
  | 'constant'
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'divide'
  | 'min'
  | 'max'
  | 'ceil'
  | 'round'
  | 'cost'
  | 'closed form';

/** A cost that grows with a quantity, piecewise linear: usd[k] + usdPerUnit[k] × (quantity − startsAt[k]). */
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
 * Closed forms of the simulation are defined by double arithmetic; computed in doubles they are exact to the last bit.
 * Everything else is exact (Decimal) by definition; computed in doubles it is off by at most `roundings` × 2⁻⁵³ × `size`.
 */
export interface Formula {
  /** Arguments have smaller ones. */
  readonly id: number;
  readonly operation: Operation;
  readonly args: readonly Formula[];
  /** Whether a double holds every value exactly. */
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
  /** Of a `closed form`. */
  readonly closedForm?: ClosedForm;
  /** Of a `cost`. */
  readonly curve?: CostCurve;
}

/** A condition: `left` is at least `right`, or above it where the condition is strict. */
export interface FormulaCondition {
  readonly left: Formula;
  readonly right: Formula;
  readonly isStrict: boolean;
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
