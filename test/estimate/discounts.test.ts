import { describe, expect, it } from 'vitest';
import { applyDiscounts } from '../../src/estimate/discounts.js';
import { rate } from '../../src/estimate/rate.js';
import { loadPriceBook } from '../../src/io/price-files.js';
import { exact, sum } from '../../src/model/decimal.js';
import { quantity } from '../../src/model/quantity.js';

const lines = rate(
  [
    {
      service: 'lambda',
      name: 'lambda',
      offer: 'lambda',
      meter: 'duration-x86_64',
      description: 'Duration (x86_64)',
      pricingQuantity: quantity(exact(6_001_000_000), 'GB-Seconds'),
      pricingCategory: 'Standard',
      derivation: '',
    },
  ],
  { book: loadPriceBook(), regionId: 'us-east-1', freeTier: true, account: new Map() },
);
const totalOf = (discounts: ReadonlyMap<string, ReturnType<typeof exact>>) =>
  sum(applyDiscounts(lines, discounts).map((line) => line.listCost));

describe('applyDiscounts()', () => {
  it('takes the percentage off what is left after the free tier, in every tier', () => {
    const list = sum(lines.map((line) => line.listCost));
    expect(totalOf(new Map([['lambda', exact('12.5')]])).toFixed()).toBe(list.times('0.875').toFixed());
  });

  it('prefers the service to `all`, and leaves others alone', () => {
    expect(
      totalOf(
        new Map([
          ['all', exact(50)],
          ['lambda', exact(0)],
        ]),
      ).toFixed(),
    ).toBe(totalOf(new Map()).toFixed());
    expect(totalOf(new Map([['fargate', exact(50)]])).toFixed()).toBe(totalOf(new Map()).toFixed());
    expect(totalOf(new Map([['all', exact(100)]])).toFixed()).toBe('0');
  });

  it('shows the percentage on a Credit line of its own, at the discounted rate', () => {
    const [credit] = applyDiscounts(lines, new Map([['all', exact(10)]])).filter((line) => line.discountPercent);
    expect(credit).toMatchObject({ chargeCategory: 'Credit', meter: 'duration-x86_64' });
    expect(`${credit?.pricingQuantity.amount} × ${credit?.listUnitPrice.usdPerUnit}`).toBe(
      '-6000000000 × 0.00000166667',
    );
  });
});
