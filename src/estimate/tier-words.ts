import type { Decimal } from '../model/decimal.js';
import type { Price } from '../prices/price.js';

/** The tier as AWS's pricing pages name it: `first 6B GB-Seconds`, `next 9B …`, `over 15B …`; nothing without tiers. */
export function tierWords({ tiers, unit }: Price, tier: number): string[] {
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
