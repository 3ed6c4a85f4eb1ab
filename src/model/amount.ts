import { type AmountOperation, operate } from './amount-operation.js';
import type { ClosedForm } from './closed-form.js';
import { asWritten, type Decimal, nearestFloat, ZERO } from './decimal.js';

/** The condition that `left` is at least `right`, or above it where the condition is strict. */
export interface Condition {
  readonly left: Amount;
  readonly right: Amount;
  readonly isStrict: boolean;
}

/** Thrown where a result depends on an input in a way that no formula describes: it is then computed again for each value. */
export class NotTraceable extends Error {}

/** The comparisons that decided how amounts were computed: where all of them hold, the same formulas hold. */
export class InputTrace {
  readonly conditions: Condition[] = [];
}

/** What an amount without arguments holds. */
export interface AmountLeaf {
  readonly value?: number | Decimal;
  /** Unit or meaning, shown behind the value: `30000000 requests`. */
  readonly label?: string;
  readonly trace?: InputTrace | undefined;
  /** Of an `input`: its index among the inputs, and whether it takes whole values only. */
  readonly input?: { readonly index: number; readonly isWhole: boolean };
  readonly closedForm?: ClosedForm;
}

/** What amounts are computed with: a number is taken as it is written. */
export type Operand = Amount | Decimal | number;

/**
 * A number in the metering of a service. It carries its exact value and how it was computed, so that metering is written
 * once and gives three things: the quantity, exact to the last digit; its derivation, as text; and, where it depends on
 * inputs that vary, the formula that is compiled (`estimate/compiled`).
 *
 * Immutable. Values are exact (`Decimal`, 50 digits): multiply first, divide last.
 */
export class Amount {
  /** Zero, without a label. */
  static readonly ZERO: Amount = Amount.of(0);
  /** One, without a label. */
  static readonly ONE: Amount = Amount.of(1);

  readonly trace: InputTrace | undefined;
  private value: Decimal | undefined;

  private constructor(
    readonly operation: AmountOperation,
    readonly args: readonly Amount[],
    readonly leaf: AmountLeaf = {},
  ) {
    this.trace = leaf.trace ?? args.find((arg) => arg.trace !== undefined)?.trace;
  }

  /**
   * A known number.
   *
   * @param value a number is taken as it is written: 0.1 is one tenth
   * @param label its unit or meaning, for the derivation
   */
  static of(value: Decimal | number, label?: string): Amount {
    return new Amount('given', [], { value, ...(label !== undefined && { label }) });
  }

  /** An input that varies, at `value` now. Comparisons of amounts that depend on it are recorded in `trace`. */
  static input(value: number, input: { index: number; isWhole: boolean }, trace: InputTrace): Amount {
    return new Amount('input', [], { value, input, trace });
  }

  /** A number that depends on inputs in an unknown way: it can be shown, but nothing can be billed by it. */
  static untraced(value: number, trace: InputTrace): Amount {
    return new Amount('untraced', [], { value, trace });
  }

  /** The result of a formula of the simulation. Its arguments must be numbers that a double holds exactly. */
  static closedForm(closedForm: ClosedForm, args: readonly Operand[]): Amount {
    return new Amount('closed form', args.map(amountOf), { closedForm });
  }

  /** The sum of the terms; 0 of none. */
  static sum(terms: readonly Operand[]): Amount {
    return terms.reduce<Amount>((total, term) => total.plus(term), Amount.ZERO);
  }

  /** The largest of the amounts; 0 of none. */
  static max(amounts: readonly Operand[]): Amount {
    const [first = Amount.ZERO, ...others] = amounts.map(amountOf);
    return others.reduce((largest, other) => largest.max(other), first);
  }

  /** The sum. */
  plus(other: Operand): Amount {
    const term = amountOf(other);
    if (isKnown(this, 0)) return term;
    return isKnown(term, 0) ? this : new Amount('plus', [this, term]);
  }

  /** The difference. */
  minus(other: Operand): Amount {
    const term = amountOf(other);
    return isKnown(term, 0) ? this : new Amount('minus', [this, term]);
  }

  /** The product. */
  times(other: Operand): Amount {
    const factor = amountOf(other);
    // Whatever the inputs, nothing is used.
    if ((factor.isVaried && isKnown(this, 0)) || (this.isVaried && isKnown(factor, 0))) return Amount.ZERO;
    return new Amount('times', [this, factor]);
  }

  /** The quotient. The divisor is not 0, and must not depend on an input. */
  dividedBy(divisor: Operand): Amount {
    return new Amount('dividedBy', [this, amountOf(divisor)]);
  }

  /** The smaller of the two. */
  min(other: Operand): Amount {
    return new Amount('min', [this, amountOf(other)]);
  }

  /** The larger of the two. */
  max(other: Operand): Amount {
    return new Amount('max', [this, amountOf(other)]);
  }

  /** Rounded up to a whole number. */
  ceil(): Amount {
    return new Amount('ceil', [this]);
  }

  /** Rounded to a whole number, half to even. */
  round(): Amount {
    return new Amount('round', [this]);
  }

  /** Chunks that a payload is billed as: rounded up, with one chunk for an empty payload. */
  inChunksOf(size: Operand): Amount {
    return this.dividedBy(size).ceil().max(1);
  }

  /** The same amount, shown in derivations as its value with a label: `2 chunks of 512 KB`. */
  as(label: string): Amount {
    if (this.operation === 'given') return Amount.of(this.leaf.value ?? 0, label);
    return new Amount(this.operation, this.args, { ...this.leaf, label });
  }

  /** Whether the amount depends on an input. */
  get isVaried(): boolean {
    return this.trace !== undefined;
  }

  /**
   * The exact value at the present inputs, for reports and remarks. Bill by amounts or `number` instead: a quantity computed
   * from this value would not change with its inputs.
   */
  get exact(): Decimal {
    this.value ??= this.evaluate();
    return this.value;
  }

  /** The nearest double of `exact`, for reports and remarks. */
  get shown(): number {
    const { value } = this.leaf;
    return typeof value === 'number' ? value : nearestFloat(this.exact);
  }

  /**
   * The nearest double of a value that does not depend on an input, for simulations.
   *
   * @throws NotTraceable where it does
   */
  get number(): number {
    if (this.isVaried) throw new NotTraceable(`${this.shown} depends on an input`);
    return this.shown;
  }

  /** Whether the value is 0. */
  isZero(): boolean {
    const isZero = this.exact.isZero();
    if (this.isVaried) this.trace?.conditions.push(...equalsZero(this, isZero));
    return isZero;
  }

  /** Whether the value is above another. */
  isAbove(other: Operand): boolean {
    return !amountOf(other).isAtLeast(this);
  }

  /** Whether the value is at least another. */
  isAtLeast(other: Operand): boolean {
    const right = amountOf(other);
    const isAtLeast = this.exact.gte(right.exact);
    const trace = this.trace ?? right.trace;
    trace?.conditions.push(
      isAtLeast ? { left: this, right, isStrict: false } : { left: right, right: this, isStrict: true },
    );
    return isAtLeast;
  }

  /** The exact value, as decimal text. */
  toJSON(): string {
    return this.exact.toFixed();
  }

  /** The exact value, as decimal text. */
  toString(): string {
    return this.exact.toFixed();
  }

  private evaluate(): Decimal {
    const { value, closedForm } = this.leaf;
    if (value !== undefined) return typeof value === 'number' ? asWritten(value) : value;
    if (closedForm !== undefined) return asWritten(closedForm.compute(...this.args.map((arg) => arg.shown)));
    const [a = ZERO, b = ZERO] = this.args.map((arg) => arg.exact);
    return operate(this.operation, a, b);
  }
}

/** Whether a condition holds at the present inputs. */
export function isMet({ left, right, isStrict }: Condition): boolean {
  return isStrict ? left.exact.gt(right.exact) : left.exact.gte(right.exact);
}

/** The condition that an amount is at most a limit. */
export function atMost(limit: Operand, amount: Operand): Condition {
  return { left: amountOf(limit), right: amountOf(amount), isStrict: false };
}

function amountOf(value: Operand): Amount {
  return value instanceof Amount ? value : Amount.of(value);
}

/** Whether an amount is `value` whatever the inputs. */
function isKnown(amount: Amount, value: number): boolean {
  return !amount.isVaried && amount.exact.eq(value);
}

function equalsZero(amount: Amount, isZero: boolean): Condition[] {
  if (!isZero) return [{ left: amount, right: Amount.ZERO, isStrict: true }];
  return [
    { left: amount, right: Amount.ZERO, isStrict: false },
    { left: Amount.ZERO, right: amount, isStrict: false },
  ];
}
