import { Decimal } from '../model/decimal.js';
import { grouped, percentText } from '../model/number-text.js';
import { toCents } from '../model/quantity.js';

/**
 * US dollars to the cent, as AWS bills: half a cent is rounded away from zero.
 *
 * @returns `$1,234.56`, `-$3.20`
 */
export function dollars(usd: Decimal): string {
  const cents = toCents(usd);
  const sign = cents.isNegative() && !cents.isZero() ? '-' : '';
  return `${sign}$${grouped(cents.abs().toFixed(2))}`;
}

/** US dollars without cents, half a dollar away from zero: `$1,235`. */
export function wholeDollars(usd: Decimal): string {
  return dollars(usd.toDecimalPlaces(0, Decimal.ROUND_HALF_UP)).replace(/\.00$/, '');
}

/** US dollars to the cent, or to two figures of what is less than ten cents: `$0.0042`. */
export function fewCents(usd: Decimal): string {
  if (usd.isZero() || usd.abs().gte('0.1')) return dollars(usd);
  return `${usd.isNegative() ? '-' : ''}$${usd.abs().toSignificantDigits(2, Decimal.ROUND_HALF_UP).toFixed()}`;
}

/** Dollars with their sign: `+$2.80`. */
export function difference(usd: Decimal): string {
  const text = dollars(usd);
  return text.startsWith('-') ? text : `+${text}`;
}

/** How much more than `base`, in percent to one decimal: `+2.4%`; nothing where the base is zero. */
export function percentAbove(usd: Decimal, base: Decimal): string | undefined {
  if (base.isZero()) return undefined;
  const percent = usd.minus(base).times(100).div(base).toDecimalPlaces(1, Decimal.ROUND_HALF_UP);
  return `${percent.isNegative() ? '' : '+'}${percentText(grouped(percent.toFixed(1)))}`;
}

/** A quantity to be read, its digits in threes: `30,000,000`, `0.5`. Beyond six decimals it is shown to three. */
export function digits(amount: Decimal): string {
  const shown = amount.decimalPlaces() > 6 ? amount.toDecimalPlaces(3, Decimal.ROUND_HALF_EVEN) : amount;
  return grouped(shown.toFixed());
}

/**
 * A unit price that can be read: per unit, or per million units where a unit costs less than a tenth of a cent.
 *
 * @returns `$0.04048 / vCPU-Hour`, `$0.20 / 1M Requests`
 */
export function unitPrice(usdPerUnit: Decimal, unit: string): string {
  const isSmall = usdPerUnit.abs().lt('0.001') && !usdPerUnit.isZero();
  const shown = isSmall ? usdPerUnit.times(1_000_000) : usdPerUnit;
  const text = shown.decimalPlaces() < 2 ? shown.toFixed(2) : shown.toFixed();
  return `$${grouped(text)} / ${isSmall ? `1M ${unit}` : singular(unit)}`;
}

function singular(unit: string): string {
  return unit.endsWith('s') ? unit.slice(0, -1) : unit;
}
