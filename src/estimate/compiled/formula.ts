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

/** A cost that is piecewise linear in a quantity: usd[k] + usdPerUnit[k] × (quantity − startsAt[k]). */
export interface PiecewiseCost {
  /** Quantity at the start of each piece, ascending; the first is 0. */
  readonly startsAt: readonly Decimal[];
  /** At the start of each piece; the first is 0. */
  readonly usd: readonly Decimal[];
  readonly usdPerUnit: readonly Decimal[];
}

/**
 * A number that depends on inputs, as an expression. Equal expressions of one `FormulaFactory` are the same object.
 *
 * Closed forms of the simulation are defined in double arithmetic, so their double is exact. All other values are defined in
 * `Decimal`; their double has an error of at most `roundings` × 2⁻⁵³ × `magnitude`.
 */
export interface Formula {
  /** Larger than the ids of its arguments. */
  readonly id: number;
  readonly operation: Operation;
  readonly args: readonly Formula[];
  /** Whether a double holds every value exactly. */
  readonly isFloat: boolean;
  /** Takes whole values only. */
  readonly isWhole: boolean;
  readonly roundings: number;
  /** An upper bound of the absolute value; left out where the formula is never negative, and so its own bound. */
  readonly magnitude?: Formula;
  /** Of an `input`: its index. */
  readonly input?: number;
  /** Of a `constant`. */
  readonly exact?: Decimal;
  readonly float?: number;
  /** Of a `closed form`. */
  readonly closedForm?: ClosedForm;
  /** Of a `cost`. */
  readonly piecewise?: PiecewiseCost;
}

/** The condition that `left` is at least `right`, or above it where the condition is strict. */
export interface FormulaCondition {
  readonly left: Formula;
  readonly right: Formula;
  readonly isStrict: boolean;
}

/** Roundings of a value as an argument of exact arithmetic, which takes a double by its text: off by half its last bit. */
export function roundingsOf({ isFloat, isWhole, roundings }: Formula): number {
  return isFloat ? (isWhole ? 0 : 1) : roundings;
}

/** An upper bound of the absolute value of a formula. */
export function magnitudeOf(formula: Formula): Formula {
  return formula.magnitude ?? formula;
}

/** Whether a formula is a constant. */
export function isConstant(formula: Formula): boolean {
  return formula.operation === 'constant';
}

/** Formulas with all their arguments; each once, arguments first. */
export function subformulas(formulas: readonly Formula[]): Formula[] {
  const found = new Map<number, Formula>();
  const pending = [...formulas];
  for (let formula = pending.pop(); formula !== undefined; formula = pending.pop()) {
    if (found.has(formula.id)) continue;
    found.set(formula.id, formula);
    pending.push(...formula.args);
  }
  return [...found.values()].sort((a, b) => a.id - b.id);
}
