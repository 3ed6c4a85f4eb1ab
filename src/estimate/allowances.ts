import type { UsageLine } from '../model/cost-line.js';
import { Decimal, exact, sum, ZERO } from '../model/decimal.js';
import type { PriceBook } from '../prices/price-book.js';
import type { Allowance } from '../prices/price-file.js';

/** What decides how free allowances are used. */
export interface AllowanceTerms {
  readonly book: PriceBook;
  readonly regionId: string;
  /** Units the organisation uses elsewhere, by `offer.meter`: they come first in tiers and allowances. */
  readonly account: ReadonlyMap<string, Decimal>;
}

/** How much of a free allowance one meter takes. */
export interface AllowanceUse {
  readonly allowance: Allowance;
  /** Units free in this design. */
  readonly here: Decimal;
  /** Units already free elsewhere in the organisation. */
  readonly elsewhere: Decimal;
}

type Pools = ReadonlyMap<string, readonly UsageLine[]>;

/**
 * Draws on the free allowances of every offer used. One allowance may cover several meters, which draw on it in the order
 * of its record, after usage elsewhere.
 *
 * @param pools lines by `offer.meter`
 * @returns by `offer.meter`; meters without an allowance are left out
 */
export function drawAllowances(pools: Pools, { book, regionId, account }: AllowanceTerms): Map<string, AllowanceUse> {
  const drawn = new Map<string, AllowanceUse>();
  const offers = new Set([...pools.values()].flatMap((lines) => lines.map((line) => line.offer)));
  for (const offer of offers) {
    for (const allowance of book.allowances(offer, regionId)) {
      if (allowance.exceptRegions?.includes(regionId)) continue;
      const keys = allowance.meters.map((meter) => `${offer}.${meter}`);
      let left = exact(allowance.quantity);
      const take = (amount: Decimal) => {
        const taken = Decimal.min(left, amount);
        left = left.minus(taken);
        return taken;
      };
      const elsewhere = keys.map((key) => take(account.get(key) ?? ZERO));
      keys.forEach((key, index) => {
        const used = sum((pools.get(key) ?? []).map((line) => line.pricingQuantity.amount));
        drawn.set(key, { allowance, here: take(used), elsewhere: elsewhere[index] ?? ZERO });
      });
    }
  }
  return drawn;
}
