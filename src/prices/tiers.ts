import { Decimal, ZERO } from '../model/decimal.js';
import type { Quantity, Rate } from '../model/quantity.js';
import type { Unit } from '../model/unit.js';
import type { Price, Tier } from './price.js';

/** The part of a quantity that one tier prices. */
export interface TierPart<U extends Unit = Unit> {
  readonly used: Quantity<U>;
  readonly rate: Rate<U>;
  /** Index of the tier, from 0. */
  readonly tier: number;
}

/**
 * Splits a quantity over price tiers, lowest first. The parts always add up to the whole.
 *
 * @param used units in the billing month, e.g. 7e9 GB-Seconds
 * @param tiers ascending by `startsAt`, e.g. 0, 6e9, 15e9
 * @param after units used elsewhere in the month, which fill the lower tiers first
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

/** Names a tier as AWS's pricing pages do: `first 6B GB-Seconds`, `next 9B …`, `over 15B …`; empty where there is one rate. */
export function describeTier({ tiers, unit }: Price, tier: number): string[] {
  if (tiers.length === 1) return [];
  const startsAt = tiers[tier]?.startsAt;
  const endsAt = tiers[tier + 1]?.startsAt;
  if (startsAt === undefined) return [];
  if (endsAt === undefined) return [`over ${short(startsAt)} ${unit}`];
  return [`${tier === 0 ? 'first' : 'next'} ${short(endsAt.minus(startsAt))} ${unit}`];
}

const SUFFIXES = [
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'K'],
] as const;

/** `7.5B`, `300M`, `2,200` is `2.2K`. */
function short(amount: Decimal): string {
  const scale = SUFFIXES.find(([size]) => amount.gte(size));
  return scale === undefined ? amount.toFixed() : `${amount.div(scale[0]).toFixed()}${scale[1]}`;
}
