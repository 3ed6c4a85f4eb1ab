import { expect, it } from 'vitest';
import { Amount, InputTrace } from '../../src/model/amount.js';
import { derivationOf } from '../../src/model/derivation.js';

const varied = (value: number) => Amount.input(value, { index: 0, isWhole: true }, new InputTrace());

it('is nothing, whatever the inputs, where one factor is known to be 0', () => {
  for (const nothing of [varied(3).times(0), Amount.ZERO.times(varied(3))]) {
    expect(nothing.isVaried).toBe(false);
    expect(nothing.exact.isZero()).toBe(true);
  }
  // An input that is 0 here may be something elsewhere.
  expect(varied(0).times(varied(0)).isVaried).toBe(true);
  expect(derivationOf(Amount.of(3, 'requests').times(Amount.of(0, 'KB')))).toBe('3 requests × 0 KB');
});
