import { Decimal } from './decimal.js';
import type { Unit } from './unit.js';

/** How much of something, in one unit. */
export interface Quantity<U extends Unit = Unit> {
  readonly amount: Decimal;
  readonly unit: U;
}

/** US dollars for one unit, before any discount (FOCUS ListUnitPrice). */
export interface Rate<U extends Unit = Unit> {
  readonly usdPerUnit: Decimal;
  readonly unit: U;
}

export function quantity<U extends Unit>(amount: Decimal, unit: U): Quantity<U> {
  return { amount, unit };
}

/** Decimal places of a cost: more than any AWS price has, few enough to print. */
export const COST_DECIMALS = 20;

/** US dollars = units × dollars per unit, half-even to 20 decimals; both in the same unit. */
export function listCost<U extends Unit>(used: Quantity<U>, rate: Rate<NoInfer<U>>): Decimal {
  return used.amount.times(rate.usdPerUnit).toDecimalPlaces(COST_DECIMALS, Decimal.ROUND_HALF_EVEN);
}

/** Rounds US dollars to the cent as AWS bills: half a cent away from zero. Nothing else rounds money. */
export function toCents(usd: Decimal): Decimal {
  return usd.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
}
