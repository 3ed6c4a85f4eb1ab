import { Amount } from './amount.js';

/**
 * An object with an `Amount` for each number, which services meter from. Choices among listed numbers (`cacheGb: 0.5 | 1.6`)
 * stay numbers, as do numbers within lists and objects.
 */
export type Amounts<T> = { readonly [Key in keyof T]: AmountsOf<T[Key]> };

/** The amount of a number; everything else as it is. */
export type AmountsOf<Value> = Value extends number ? (number extends Value ? Amount : Value) : Value;

/**
 * Turns the amounts back into numbers, for simulations.
 *
 * @returns an object of which a number that depends on an input throws `NotTraceable` when it is read
 */
export function numbersOf<T extends object>(amounts: Amounts<T>): T {
  return mapped(amounts, (amount) => amount.number);
}

/** Turns the amounts into their present numbers, for reports and remarks: see `Amount.exact`. */
export function shownOf<T extends object>(amounts: Amounts<T>): T {
  return mapped(amounts, (amount) => amount.shown);
}

function mapped<T extends object>(amounts: Amounts<T>, numberOf: (amount: Amount) => number): T {
  const numbers: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(amounts)) {
    if (!(value instanceof Amount)) numbers[key] = value;
    else if (value.isVaried) Object.defineProperty(numbers, key, { get: () => numberOf(value), enumerable: true });
    else numbers[key] = value.number;
  }
  return numbers as T;
}
