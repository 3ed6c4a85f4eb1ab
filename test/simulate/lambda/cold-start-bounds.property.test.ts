import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coldRateBounds } from '../../../src/simulate/lambda/cold-start-bounds.js';
import { steadyPool } from '../../../src/simulate/lambda/steady-pool.js';
import { runs } from '../../property-runs.js';

const decimal = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const powerOf10 = (min: number, max: number) => decimal(min, max).map((exponent) => 10 ** exponent);

/** A lighter and a heavier load, and some between them. */
const loads = fc
  .record({
    rate: powerOf10(-6, 3),
    serviceS: powerOf10(-2, 1),
    lifetimeS: fc.constantFrom(60, 360, 600),
    moreRequests: fc.oneof(fc.constant(1), powerOf10(0, 1e-6), powerOf10(0, 2)),
    longer: fc.oneof(fc.constant(1), powerOf10(0, 1e-6), powerOf10(0, 1)),
    between: fc.array(fc.tuple(decimal(0, 1), decimal(0, 1)), { minLength: 1, maxLength: 6 }),
  })
  .filter(({ rate, serviceS, moreRequests, longer }) => rate * serviceS * moreRequests * longer < 5000)
  .map(({ rate, serviceS, lifetimeS, moreRequests, longer, between }) => {
    const load = (x: number, y: number) => ({
      rate: rate * (1 + (moreRequests - 1) * x),
      serviceS: serviceS * (1 + (longer - 1) * y),
      lifetimeS,
    });
    return { light: load(0, 0), heavy: load(1, 1), between: between.map(([x, y]) => load(x, y)) };
  });

describe('bounds of cold starts', () => {
  it('hold for every load between the ends, and at both', () => {
    fc.assert(
      fc.property(loads, ({ light, heavy, between }) => {
        const { low, high } = coldRateBounds(light, heavy);
        for (const load of [light, ...between, heavy]) {
          const { coldRate } = steadyPool(load, 0);
          expect(coldRate).toBeGreaterThanOrEqual(low);
          expect(coldRate).toBeLessThanOrEqual(high);
        }
      }),
      runs(2000),
    );
  });

  it('hold beyond any number of provisioned environments, and however long environments are kept', () => {
    const kept = fc.tuple(decimal(0, 1), decimal(1, 10));
    const provisioned = fc.tuple(fc.nat(30), fc.nat(10));
    fc.assert(
      fc.property(loads, kept, provisioned, ({ light, heavy, between }, [shorter, longer], [low, more]) => {
        const keptFor = (load: typeof light, factor: number) => ({ ...load, lifetimeS: load.lifetimeS * factor });
        const ends = [keptFor(light, shorter), keptFor(heavy, longer)] as const;
        const bounds = coldRateBounds(...ends, { low, high: low + more });
        for (const load of [ends[0], ...between, ends[1]]) {
          for (const environments of [low, low + Math.floor(more / 2), low + more]) {
            const { coldRate } = steadyPool(load, environments);
            expect(coldRate).toBeGreaterThanOrEqual(bounds.low);
            expect(coldRate).toBeLessThanOrEqual(bounds.high);
          }
        }
      }),
      runs(1000),
    );
  });

  it('are the rate itself where both loads are the same', () => {
    fc.assert(
      fc.property(loads, ({ light }) => {
        const { coldRate } = steadyPool(light, 0);
        const { low, high } = coldRateBounds(light, light);
        expect(low).toBeCloseTo(coldRate, 9);
        expect(high / Math.max(coldRate, 1e-300)).toBeLessThan(1 + 1e-6);
      }),
      runs(300),
    );
  });

  it('are 0 and no less than the rate where the lighter load is none', () => {
    const load = { rate: 2, serviceS: 0.1, lifetimeS: 360 };
    const { low, high } = coldRateBounds({ ...load, rate: 0 }, load);
    expect(low).toBe(0);
    expect(high).toBeGreaterThanOrEqual(steadyPool(load, 0).coldRate);
  });
});
