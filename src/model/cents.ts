import { Decimal } from './decimal.js';

/** US dollars to the cent, as AWS bills: half a cent is rounded away from zero. The only place that rounds money. */
export function toCents(usd: Decimal): Decimal {
  return usd.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
}
