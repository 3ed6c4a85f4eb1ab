import { Decimal, ZERO } from '../model/decimal.js';
import type { Quantity, Rate } from '../model/quantity.js';
import type { Unit } from '../model/unit.js';
import type { Tier } from './price.js';

/** The part of a quantity that one tier prices. */
export interface TierPart<U extends Unit = Unit> {
  readonly used: Quantity<U>;
  readonly rate: Rate<U>;
  /** Index of the tier, 0 is the first. */
  readonly tier: number;
}

/**
 * Splits a quantity over price tiers, lowest first. The parts always add up to the whole.
 *
 * @param used units in the billing month, e.g. 7e9 GB-Seconds
 * @param tiers ascending by `startsAt`, e.g. 0, 6e9, 15e9
 * @param after units of the month that came before these and have filled the lower tiers
 * @returns one part per tier reached; a single zero part when nothing was used
 */
export function splitByTier<U extends Unit>(
  used: Quantity<U>,
  tiers: readonly Tier<U>[],
  after: Decimal = ZERO,
): TierPart<U>[] {
  const end = after.plus(used.amount);
  const parts = tiers.flatMap(({ startsAt, rate }, tier) => {
    const tierEnd = tiers[tier + 1]?.startsAt ?? end;
    const amount = Decimal.min(end, tierEnd).minus(Decimal.max(after, startsAt));
    return amount.gt(ZERO) ? [{ used: { amount, unit: used.unit }, rate, tier }] : [];
  });
  const first = tiers[0];
  return parts.length > 0 || first === undefined
    ? parts
    : [{ used: { ...used, amount: ZERO }, rate: first.rate, tier: 0 }];
}
