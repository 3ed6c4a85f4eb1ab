import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asWritten, exact, isDecimalText, sum } from '../../src/model/decimal.js';

describe('exact()', () => {
  it.each([
    0.1,
    1.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    2 ** 53,
    '1e3',
    '1,000',
    ' 1',
    '+1',
    '.5',
    '1.',
    '01',
    '',
    'NaN',
    '0x10',
  ])('refuses %s', (value) => {
    expect(() => exact(value)).toThrow(RangeError);
  });

  it('keeps every digit of decimal text', () => {
    const text = '123456789012345678901234567890.0000000000000001';
    expect(exact(text).toFixed()).toBe(text);
  });

  it('never prints an exponent', () => {
    expect(`${exact('0.0000000309')}`).toBe('0.0000000309');
    expect(JSON.stringify({ usd: exact('0.0000000309') })).toBe('{"usd":"0.0000000309"}');
    expect(`${exact(10n ** 30n)}`).toBe(`1${'0'.repeat(30)}`);
  });

  it('takes every safe integer and every bigint as it is', () => {
    fc.assert(fc.property(fc.maxSafeInteger(), (value) => exact(value).toFixed() === `${value === 0 ? 0 : value}`));
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 40n }), (value) => exact(value).toFixed() === `${value}`));
  });
});

describe('asWritten()', () => {
  it('takes a number as the text a person wrote, not as its binary value', () => {
    expect(asWritten(0.1).plus(asWritten(0.2)).toFixed()).toBe('0.3');
    expect(asWritten(1e-7).toFixed()).toBe('0.0000001');
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses %s', (value) => {
    expect(() => asWritten(value)).toThrow(RangeError);
  });
});

it('adds nothing up to zero', () => {
  expect(sum([]).toFixed()).toBe('0');
});

it('calls decimal text what exact() takes', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const taken = (() => {
        try {
          exact(text);
          return true;
        } catch {
          return false;
        }
      })();
      return taken === isDecimalText(text);
    }),
  );
});
