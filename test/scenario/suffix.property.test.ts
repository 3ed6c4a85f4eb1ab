import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSuffixed } from '../../src/scenario/suffix.js';

describe('parseSuffixed()', () => {
  it.each([
    ['30M', 'count', 30e6],
    ['1.5K', 'count', 1500],
    ['2B', 'count', 2e9],
    ['30_000_000', 'count', 30e6],
    ['120ms', 'ms', 120],
    ['1.5h', 'ms', 5_400_000],
    ['10m', 's', 600],
    ['90s', 's', 90],
    ['36m', 'hours', 0.6],
    ['1d', 'hours', 24],
    ['0.3GB', 'MB', 307.2],
    ['1TB', 'GB', 1024],
    ['512MB', 'GB', 0.5],
    ['2 KB', 'KB', 2],
    ['7', 'GB', 7],
  ] as const)('%s in a field of %s is %d', (text, unit, value) => {
    expect(parseSuffixed(text, unit)).toBe(value);
  });

  it.each([
    ['30m', 'count'],
    ['30k', 'count'],
    ['30MB', 'count'],
    ['10M', 'ms'],
    ['10 minutes', 'ms'],
    ['1gb', 'MB'],
    ['1GiB', 'MB'],
    ['', 'count'],
    ['M', 'count'],
    ['1e6', 'count'],
    ['0x10', 'count'],
    ['1,000', 'count'],
    ['_1', 'count'],
    ['1__0', 'count'],
    ['NaN', 'count'],
    ['9999999B', 'count'],
    ['1constructor', 'count'],
  ] as const)('%s is no number of %s', (text, unit) => {
    expect(parseSuffixed(text, unit)).toBeUndefined();
  });

  it('is exact: the suffix moves the point, nothing else', () => {
    fc.assert(
      fc.property(fc.nat(9_000_000), fc.nat(999), (whole, thousandths) => {
        const text = `${whole}.${`${thousandths}`.padStart(3, '0')}K`;
        expect(parseSuffixed(text, 'count')).toBe(whole * 1000 + thousandths);
      }),
    );
  });
});
