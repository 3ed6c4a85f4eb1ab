import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exact } from '../../src/model/decimal.js';
import { difference, digits, dollars, percentAbove, unitPrice } from '../../src/render/money.js';

describe('dollars()', () => {
  it.each([
    ['0', '$0.00'],
    ['0.004999999999', '$0.00'],
    ['0.005', '$0.01'],
    ['0.015', '$0.02'],
    ['0.025', '$0.03'],
    ['1.005', '$1.01'],
    ['-0.005', '-$0.01'],
    ['-0.004', '$0.00'],
    ['999999.995', '$1,000,000.00'],
    ['1234567.891', '$1,234,567.89'],
    ['123456789012345678901234567890.12', '$123,456,789,012,345,678,901,234,567,890.12'],
  ])('%s is %s', (usd, text) => {
    expect(dollars(exact(usd))).toBe(text);
  });

  it('rounds every half cent away from zero', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), (cents) => {
        const half = exact(cents).plus('0.5').div(100);
        const up = (cents + 1n).toString().padStart(3, '0');
        const whole = up.slice(0, -2).replace(/\B(?=(?:\d{3})+$)/g, ',');
        expect(dollars(half)).toBe(`$${whole}.${up.slice(-2)}`);
        expect(dollars(half.neg())).toBe(`-$${whole}.${up.slice(-2)}`);
      }),
    );
  });
});

describe('the other ways to show an amount', () => {
  it('shows a difference with its sign', () => {
    expect([difference(exact('2.8')), difference(exact('-2.8')), difference(exact(0))]).toEqual([
      '+$2.80',
      '-$2.80',
      '+$0.00',
    ]);
  });

  it('shows how much more in percent, and nothing above nothing', () => {
    expect(percentAbove(exact('102.35'), exact(100))).toBe('+2.4%');
    expect(percentAbove(exact(90), exact(100))).toBe('-10.0%');
    expect(percentAbove(exact(1200), exact(100))).toBe('+1,100.0%');
    expect(percentAbove(exact(1), exact(0))).toBeUndefined();
  });

  it('shows a small price per million', () => {
    expect(unitPrice(exact('0.0000002'), 'Requests')).toBe('$0.20 / 1M Requests');
    expect(unitPrice(exact('0.0000166667'), 'GB-Seconds')).toBe('$16.6667 / 1M GB-Seconds');
    expect(unitPrice(exact('0.04048'), 'vCPU-Hours')).toBe('$0.04048 / vCPU-Hour');
    expect(unitPrice(exact(0), 'Requests')).toBe('$0.00 / Request');
  });

  it('shows quantities in threes', () => {
    expect(digits(exact('30000000'))).toBe('30,000,000');
    expect(digits(exact('0.5'))).toBe('0.5');
    expect(digits(exact(1).div(3))).toBe('0.333');
  });
});
