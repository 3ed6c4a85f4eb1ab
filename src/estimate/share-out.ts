import { Decimal, sum, ZERO } from '../model/decimal.js';
import { COST_DECIMALS } from '../model/quantity.js';

/**
 * Shares an amount out by weight. The parts always add up to the whole: what rounding to 20 decimals leaves over goes
 * to the last part that has a weight.
 *
 * @param weights 0 or more; when all are 0, the first takes everything
 */
export function shareOut(amount: Decimal, weights: readonly Decimal[]): Decimal[] {
  const whole = sum(weights);
  if (whole.isZero()) return weights.map((_, index) => (index === 0 ? amount : ZERO));
  if (amount.eq(whole)) return [...weights];
  const shares = weights.map((weight) =>
    amount.times(weight).div(whole).toDecimalPlaces(COST_DECIMALS, Decimal.ROUND_HALF_EVEN),
  );
  const last = weights.findLastIndex((weight) => !weight.isZero());
  const rest = amount.minus(sum(shares));
  return shares.map((share, index) => (index === last ? share.plus(rest) : share));
}
