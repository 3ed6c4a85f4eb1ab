import fc from 'fast-check';
import { expect, it } from 'vitest';
import { allocate } from '../../src/estimate/allocation.js';
import { exact, sum } from '../../src/model/decimal.js';

const amounts = fc.bigInt({ min: 0n, max: 10n ** 18n }).map((value) => exact(value));

it('gives away everything, and nothing twice', () => {
  fc.assert(
    fc.property(amounts, fc.array(amounts, { minLength: 1, maxLength: 9 }), (amount, weights) => {
      expect(sum(allocate(amount, weights)).toFixed()).toBe(amount.toFixed());
    }),
  );
});

it('gives nothing to what has no weight, and the same to what has the same', () => {
  expect(allocate(exact(9), [exact(1), exact(0), exact(2)]).map(String)).toEqual(['3', '0', '6']);
  expect(allocate(exact(5), [exact(0), exact(0)]).map(String)).toEqual(['5', '0']);
});
