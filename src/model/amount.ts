import { asWritten, Decimal, nearestFloat, ZERO } from './decimal.js';

/** How an amount was worked out from its arguments. */
export type AmountOperation =
  | 'given'
  | 'input'
  | 'untraced'
  | 'closed form'
  | 'plus'
  | 'minus'
  | 'times'
  | 'dividedBy'
  | 'min'
  | 'max'
  | 'ceil'
  | 'round';

/** Numbers from `low` to `high`. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A formula of the simulation, from numbers to a number. */
export interface ClosedForm {
  /** The same name is the same function. */
  readonly name: string;
  readonly compute: (...args: number[]) => number;
  /** Whether the result is always a whole number. */
  readonly isWhole: boolean;
  /** By argument, whether the result never falls or never rises with it; undefined where neither is known. */
  readonly directions?: readonly ('rising' | 'falling' | undefined)[];
  /** Encloses the result while the arguments stay within intervals, where `directions` cannot. */
  readonly within?: (...args: Interval[]) => Interval;
}

/** `left` is at least `right`; above it where the condition is strict. */
export interface Condition {
  readonly left: Amount;
  readonly right: Amount;
  readonly isStrict: boolean;
}

/** Thrown where a result depends on an input in a way that no formula says: it is then worked out for each value anew. */
export class NotTraceable extends Error {}

/** The conditions under which amounts that depend on inputs are worked out as they were. */
export class Trace {
  readonly conditions: Condition[] = [];
}

interface Leaf {
  readonly value?: number | Decimal;
  /** Unit or meaning, shown behind the value: `30000000 requests`. */
  readonly words?: string;
  readonly trace?: Trace | undefined;
  /** Of an `input`: its place among the inputs, and whether it takes whole values only. */
  readonly input?: { readonly place: number; readonly isWhole: boolean };
  readonly closedForm?: ClosedForm;
}

type Operand = Amount | Decimal | number;

/**
 * A number in the metering of a service. It carries its exact value and how it was worked out, so that metering is
 * written once and gives three things: the quantity, exact to the last digit; its derivation, as text; and, where it
 * depends on inputs that vary, the formula that is compiled (`estimate/compiled`).
 *
 * Immutable. Values are exact (`Decimal`, 50 digits): multiply first, divide last.
 */
export class Amount {
  static readonly ZERO: Amount = Amount.of(0);
  static readonly ONE: Amount = Amount.of(1);

  readonly trace: Trace | undefined;
  private value: Decimal | undefined;

  private constructor(
    readonly operation: AmountOperation,
    readonly args: readonly Amount[],
    readonly leaf: Leaf = {},
  ) {
    this.trace = leaf.trace ?? args.find((arg) => arg.trace !== undefined)?.trace;
  }

  /**
   * A known number.
   *
   * @param value a number is taken as it is written: 0.1 is one tenth
   * @param words its unit or meaning, for the derivation
   */
  static of(value: Decimal | number, words?: string): Amount {
    return new Amount('given', [], { value, ...(words !== undefined && { words }) });
  }

  /** A number that varies from `value`. Comparisons of what depends on it are noted in `trace`. */
  static input(value: number, input: { place: number; isWhole: boolean }, trace: Trace): Amount {
    return new Amount('input', [], { value, input, trace });
  }

  /** A number that depends on inputs in a way that is not known: it can be shown, but nothing can be billed by it. */
  static untraced(value: number, trace: Trace): Amount {
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

  plus(other: Operand): Amount {
    const term = amountOf(other);
    if (isKnown(this, 0)) return term;
    return isKnown(term, 0) ? this : new Amount('plus', [this, term]);
  }

  minus(other: Operand): Amount {
    const term = amountOf(other);
    return isKnown(term, 0) ? this : new Amount('minus', [this, term]);
  }

  times(other: Operand): Amount {
    const factor = amountOf(other);
    // Whatever the inputs, nothing is used.
    if ((factor.isVaried && isKnown(this, 0)) || (this.isVaried && isKnown(factor, 0))) return Amount.ZERO;
    return new Amount('times', [this, factor]);
  }

  /** @param divisor not 0; it must not depend on an input */
  dividedBy(divisor: Operand): Amount {
    return new Amount('dividedBy', [this, amountOf(divisor)]);
  }

  min(other: Operand): Amount {
    return new Amount('min', [this, amountOf(other)]);
  }

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

  /** Chunks that a payload is billed as: rounded up, an empty payload is one chunk. */
  inChunksOf(size: Operand): Amount {
    return this.dividedBy(size).ceil().max(1);
  }

  /** The same amount, shown in derivations as its value with these words: `2 chunks of 512 KB`. */
  as(words: string): Amount {
    if (this.operation === 'given') return Amount.of(this.leaf.value ?? 0, words);
    return new Amount(this.operation, this.args, { ...this.leaf, words });
  }

  /** Whether it depends on an input. */
  get isVaried(): boolean {
    return this.trace !== undefined;
  }

  /**
   * The exact value, here: for reports and remarks. What is billed must not be computed from it, or it stays the same
   * when an input varies; compute with amounts, or take `number`.
   */
  get exact(): Decimal {
    this.value ??= this.evaluate();
    return this.value;
  }

  /** The nearest double of the value here: for what is shown, as `exact`. */
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

  toJSON(): string {
    return this.exact.toFixed();
  }

  toString(): string {
    return this.exact.toFixed();
  }

  private evaluate(): Decimal {
    const { value, closedForm } = this.leaf;
    if (value !== undefined) return typeof value === 'number' ? asWritten(value) : value;
    if (closedForm !== undefined) return asWritten(closedForm.compute(...this.args.map((arg) => arg.shown)));
    const [a = ZERO, b = ZERO] = this.args.map((arg) => arg.exact);
    switch (this.operation) {
      case 'plus':
        return a.plus(b);
      case 'minus':
        return a.minus(b);
      case 'times':
        return a.times(b);
      case 'dividedBy':
        return a.div(b);
      case 'min':
        return Decimal.min(a, b);
      case 'max':
        return Decimal.max(a, b);
      case 'ceil':
        return a.ceil();
      case 'round':
        return a.round();
      default:
        throw new Error(`${this.operation} has no value`);
    }
  }
}

/** Whether a condition holds here. */
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

/** Whether an amount is a number whatever the inputs. */
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
