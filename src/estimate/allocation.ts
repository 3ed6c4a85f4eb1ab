import { Decimal, sum, ZERO } from '../model/decimal.js';
import { COST_DECIMALS } from '../model/quantity.js';

/**
 * Allocates an amount by weight. The shares always add up to the amount: the remainder of rounding to 20 decimals goes to
 * the last share with a weight.
 *
 * @param weights 0 or more; when all are 0, the first share is the whole amount
 */
export function allocate(amount: Decimal, weights: readonly Decimal[]): Decimal[] {
  const totalWeight = sum(weights);
  if (totalWeight.isZero()) return weights.map((_, index) => (index === 0 ? amount : ZERO));
  if (amount.eq(totalWeight)) return [...weights];
  const shares = weights.map((weight) =>
    amount.times(weight).div(totalWeight).toDecimalPlaces(COST_DECIMALS, Decimal.ROUND_HALF_EVEN),
  );
  const last = weights.findLastIndex((weight) => !weight.isZero());
  const remainder = amount.minus(sum(shares));
  return shares.map((share, index) => (index === last ? share.plus(remainder) : share));
}
