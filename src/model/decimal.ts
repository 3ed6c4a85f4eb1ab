import { Decimal as DecimalJs } from 'decimal.js';

/**
 * The only Decimal of the program: 50 significant digits, half-even, never printed with an exponent.
 * decimal.js takes the settings of the left operand, so no other constructor may exist.
 */
export const Decimal = DecimalJs.clone({
  precision: 50,
  rounding: DecimalJs.ROUND_HALF_EVEN,
  toExpNeg: -9e15,
  toExpPos: 9e15,
});
/** An exact decimal number, of decimal.js. */
export type Decimal = DecimalJs;

export const ZERO: Decimal = new Decimal(0);

const DECIMAL_TEXT = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/**
 * Converts to Decimal; the only way in, so that no float becomes one unnoticed.
 *
 * @param value a safe integer, a bigint, or plain decimal text such as `0.0000166667`
 * @throws RangeError for a fraction, an unsafe integer, or text with exponent, sign `+`, blanks or separators
 */
export function exact(value: number | bigint | string): Decimal {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new RangeError(`${value} is not a safe integer: pass its decimal text`);
  }
  if (typeof value === 'string' && !isDecimalText(value)) throw new RangeError(`"${value}" is not decimal text`);
  return decimalOf(value);
}

/** decimal.js takes a number by its shortest text. It would keep the sign of −0. */
function decimalOf(value: number | bigint | string): Decimal {
  return new Decimal(typeof value === 'number' ? value || 0 : value.toString());
}

/** Whether `exact()` takes this text. */
export function isDecimalText(text: string): boolean {
  return DECIMAL_TEXT.test(text);
}

/**
 * A number a person wrote (0.25 vCPU, 120.5 ms) as the Decimal they wrote: its shortest text, not its binary value.
 *
 * @throws RangeError when the number is not finite
 */
export function asWritten(value: number): Decimal {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is not a finite number`);
  return decimalOf(value);
}

/** The nearest float of a Decimal, for simulations and activity; never for money. The only way out of Decimal. */
export function nearestFloat(value: Decimal): number {
  return value.toNumber();
}

/** The sum of the terms; 0 of none. */
export function sum(terms: Iterable<Decimal>): Decimal {
  let total = ZERO;
  for (const term of terms) total = total.plus(term);
  return total;
}
