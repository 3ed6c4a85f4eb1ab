import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exact, sum, ZERO } from '../../src/model/decimal.js';
import { quantity } from '../../src/model/quantity.js';
import type { Tier } from '../../src/prices/price.js';
import { splitByTier } from '../../src/prices/tiers.js';

const units = fc.bigInt({ min: 0n, max: 10n ** 15n }).map((value) => exact(value));

const tiers = fc
  .uniqueArray(fc.bigInt({ min: 1n, max: 10n ** 15n }), { maxLength: 6 })
  .map((starts): Tier<'Requests'>[] =>
    [0n, ...starts.sort((a, b) => (a < b ? -1 : 1))].map((start, index) => ({
      startsAt: exact(start),
      rate: { usdPerUnit: exact(index + 1), unit: 'Requests' },
    })),
  );

describe('splitByTier()', () => {
  it('puts every unit in exactly one tier, however many tiers there are', () => {
    fc.assert(
      fc.property(tiers, units, units, (steps, used, after) => {
        const parts = splitByTier(quantity(used, 'Requests'), steps, after);
        expect(sum(parts.map((part) => part.used.amount)).toFixed()).toBe(used.toFixed());
      }),
    );
  });

  it('is additive: what comes after the first units is what is left of the whole', () => {
    const cost = (parts: ReturnType<typeof splitByTier>) =>
      sum(parts.map((part) => part.used.amount.times(part.rate.usdPerUnit)));
    fc.assert(
      fc.property(tiers, units, units, (steps, first, second) => {
        const whole = splitByTier(quantity(first.plus(second), 'Requests'), steps);
        const before = splitByTier(quantity(first, 'Requests'), steps);
        const after = splitByTier(quantity(second, 'Requests'), steps, first);
        expect(cost(before).plus(cost(after)).toFixed()).toBe(cost(whole).toFixed());
      }),
    );
  });

  it('gives one zero part at the first price when nothing was used', () => {
    fc.assert(
      fc.property(tiers, (steps) => {
        const [part, ...rest] = splitByTier(quantity(ZERO, 'Requests'), steps);
        expect(rest).toEqual([]);
        expect(part).toMatchObject({ tier: 0, rate: steps[0]?.rate });
      }),
    );
  });
});
