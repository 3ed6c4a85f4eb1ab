import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RatingTerms, rate } from '../../src/estimate/rate.js';
import { loadPriceBook } from '../../src/io/price-files.js';
import type { CostLine, UsageLine } from '../../src/model/cost-line.js';
import { Decimal, exact, sum, ZERO } from '../../src/model/decimal.js';
import { quantity } from '../../src/model/quantity.js';

const book = loadPriceBook();
const REGION = 'us-east-1';

function terms(more: Partial<RatingTerms> = {}): RatingTerms {
  return { book, regionId: REGION, freeTier: true, account: new Map(), ...more };
}

function usageLine(meter: string, amount: Decimal | bigint, name = 'lambda'): UsageLine {
  const unit = meter.startsWith('requests') ? 'Requests' : 'GB-Seconds';
  return {
    service: 'lambda',
    name,
    offer: 'lambda',
    meter,
    description: meter,
    pricingQuantity: quantity(exact(amount.toString()), unit),
    pricingCategory: 'Standard',
    derivation: '',
  };
}

/** The cost of an amount by walking AWS's tiers unit by unit of tier: another way than `rate` works it out. */
function walk(meter: string, amount: Decimal): Decimal {
  const { tiers } = book.price('lambda', meter, meter.startsWith('requests') ? 'Requests' : 'GB-Seconds', REGION);
  return tiers.reduceRight(
    ({ cost, left }, { startsAt, rate: { usdPerUnit } }) => {
      const above = Decimal.max(ZERO, left.minus(startsAt));
      return { cost: cost.plus(above.times(usdPerUnit)), left: left.minus(above) };
    },
    { cost: ZERO, left: amount },
  ).cost;
}

const total = (lines: readonly CostLine[]) => sum(lines.map((line) => line.listCost));
const meter = fc.constantFrom('requests-x86_64', 'requests-arm64', 'duration-x86_64', 'duration-arm64');
const amount = fc.oneof(
  fc.bigInt({ min: 0n, max: 3_000_000n }),
  fc.bigInt({ min: 0n, max: 10n ** 11n }),
  fc.constantFrom(0n, 1n, 400_000n, 1_000_000n, 6_000_000_000n, 15_000_000_000n, 7_500_000_000n),
);
const usage = fc.array(fc.record({ meter, amount }), { minLength: 1, maxLength: 8 });
const build = (parts: readonly { meter: string; amount: bigint }[]) =>
  parts.map((part, index) => usageLine(part.meter, part.amount, `lambda-${index}`));

describe('rate()', () => {
  it('takes 1M requests and 400,000 GB-seconds off, x86_64 first, as Credit lines', () => {
    const lines = rate([usageLine('requests-x86_64', 3_000_000n), usageLine('duration-x86_64', 540_000n)], terms());
    expect(lines.map((line) => `${line.chargeCategory} ${line.pricingQuantity.amount} ${line.listCost}`)).toEqual([
      'Usage 3000000 0.6',
      'Credit -1000000 -0.2',
      'Usage 540000 9.000018',
      'Credit -400000 -6.66668',
    ]);
  });

  it('gives what x86_64 leaves of the allowance to arm64', () => {
    const lines = rate([usageLine('duration-arm64', 900_000n), usageLine('duration-x86_64', 300_000n)], terms());
    const credits = lines.filter((line) => line.chargeCategory === 'Credit');
    expect(credits.map((line) => `${line.meter} ${line.pricingQuantity.amount}`)).toEqual([
      'duration-arm64 -100000',
      'duration-x86_64 -300000',
    ]);
  });

  it('credits what the free units would have cost at the end of the walk: one line per tier touched', () => {
    const lines = rate([usageLine('duration-x86_64', 6_000_100_000n)], terms());
    expect(lines.map((line) => `${line.pricingQuantity.amount} × ${line.listUnitPrice.usdPerUnit}`)).toEqual([
      '6000000000 × 0.0000166667',
      '100000 × 0.000015',
      '-300000 × 0.0000166667',
      '-100000 × 0.000015',
    ]);
  });

  it('costs what a walk over the tiers of the paid units costs, however the usage is cut up', () => {
    fc.assert(
      fc.property(usage, (parts) => {
        const used = (name: string) =>
          exact(parts.filter((part) => part.meter === name).reduce((all, part) => all + part.amount, 0n));
        const paid = (x86: Decimal, arm: Decimal, free: bigint) => {
          const x86Free = Decimal.min(x86, exact(free));
          const armFree = Decimal.min(arm, exact(free).minus(x86Free));
          return [x86.minus(x86Free), arm.minus(armFree)] as const;
        };
        const [x86Requests, armRequests] = paid(used('requests-x86_64'), used('requests-arm64'), 1_000_000n);
        const [x86Duration, armDuration] = paid(used('duration-x86_64'), used('duration-arm64'), 400_000n);
        const expected = walk('requests-x86_64', x86Requests)
          .plus(walk('requests-arm64', armRequests))
          .plus(walk('duration-x86_64', x86Duration))
          .plus(walk('duration-arm64', armDuration));
        expect(
          total(rate(build(parts), terms()))
            .minus(expected)
            .abs()
            .lt('1e-15'),
        ).toBe(true);
      }),
    );
  });

  it('does not care about the order of the lines', () => {
    fc.assert(
      fc.property(usage, (parts) => {
        const forth = total(rate(build(parts), terms()));
        const back = total(rate(build(parts).reverse(), terms()));
        expect(forth.minus(back).abs().lt('1e-15')).toBe(true);
      }),
    );
  });

  it('never falls when usage rises, and is never below zero', () => {
    fc.assert(
      fc.property(usage, meter, fc.bigInt({ min: 1n, max: 10n ** 10n }), (parts, grown, by) => {
        const before = total(rate(build(parts), terms()));
        const after = total(rate(build([...parts, { meter: grown, amount: by }]), terms()));
        expect(after.gte(before.minus('1e-15'))).toBe(true);
        expect(before.gte(0)).toBe(true);
      }),
    );
  });

  it('adds up: every line of a meter keeps its own quantity', () => {
    fc.assert(
      fc.property(usage, (parts) => {
        const lines = rate(build(parts), terms());
        for (const own of build(parts)) {
          const charged = lines.filter((line) => line.name === own.name && line.chargeCategory === 'Usage');
          const difference = sum(charged.map((line) => line.pricingQuantity.amount)).minus(own.pricingQuantity.amount);
          expect(difference.abs().lt('1e-15')).toBe(true);
        }
      }),
    );
  });

  it('charges what comes on top of the account: whole = elsewhere + here', () => {
    fc.assert(
      fc.property(amount, amount, (elsewhere, here) => {
        const meterName = 'duration-x86_64';
        const account = new Map([[`lambda.${meterName}`, exact(elsewhere)]]);
        const first = total(rate([usageLine(meterName, elsewhere)], terms()));
        const then = total(rate([usageLine(meterName, here)], terms({ account })));
        const whole = total(rate([usageLine(meterName, elsewhere + here)], terms()));
        expect(first.plus(then).minus(whole).abs().lt('1e-15')).toBe(true);
      }),
    );
  });

  it('has no Credits without the free tier', () => {
    const lines = rate([usageLine('requests-x86_64', 3_000_000n)], terms({ freeTier: false }));
    expect(lines.map((line) => `${line.chargeCategory} ${line.listCost}`)).toEqual(['Usage 0.6']);
  });

  it('refuses to price what the book has no price for', () => {
    const unknown = { ...usageLine('requests-x86_64', 1n), meter: 'requests-riscv' };
    expect(() => rate([unknown], terms())).toThrow(expect.objectContaining({ code: 'PRICE_NOT_FOUND' }));
  });
});
