import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateCode } from '../../src/estimate/compiled/generated-code.js';
import type { PointPrices } from '../../src/estimate/compiled/point-prices.js';
import { asWritten } from '../../src/model/decimal.js';
import { EstimatorError } from '../../src/model/errors.js';
import { toCents } from '../../src/model/quantity.js';
import { numberIn } from '../../src/scenario/numeric-path.js';
import { loadService, SERVICE_IDS } from '../../src/services/index.js';
import { runs } from '../property-runs.js';
import { compileCase, compilePair, designsOf, services } from './compiled-cases.js';
import { companions } from './compiled-companions.js';

/** Points may hold values that are not allowed together, which both ways refuse. */
function exactly(prices: PointPrices, values: readonly number[]) {
  try {
    return prices.exact(0, values);
  } catch (error) {
    if (error instanceof EstimatorError) return undefined;
    throw error;
  }
}

const columnsOf = (point: readonly number[]) => point.map((value) => Float64Array.of(value));

it('has cases for every service', () => {
  expect(Object.keys(services).sort()).toEqual([...SERVICE_IDS].sort());
});

describe.each(Object.keys(services))('compiled designs of %s', (id) => {
  it('are off by no more than they say, wherever they hold, and mostly hold', async () => {
    const seen = { designs: 0, compiled: 0, holding: 0, points: 0 };
    await fc.assert(
      fc.asyncProperty(designsOf(id), async ({ around, points }) => {
        const valid = points.find((point) => point !== undefined);
        if (valid === undefined) return;
        const prices = await compileCase(around, valid).catch((error) => {
          if (error instanceof EstimatorError) return undefined;
          throw error;
        });
        if (prices === undefined) return;
        seen.designs += 1;
        const formulas = prices.designs[0];
        if (formulas === undefined) return;
        seen.compiled += 1;
        const run = generateCode(formulas, { checksFeasibility: formulas.feasible !== undefined });
        for (const point of points) {
          const [usd, bounds] = [new Float64Array(1), new Float64Array(1)];
          run(columnsOf(point), 1, usd, bounds);
          seen.points += 1;
          if (Number.isNaN(usd[0])) continue;
          seen.holding += 1;
          const exact = exactly(prices, point);
          expect(exact, `${point} is refused`).toBeDefined();
          if (formulas.feasible !== undefined) expect(exact?.feasible, `${point} is not feasible`).toBe(true);
          const off = asWritten(usd[0] as number)
            .minus(exact?.usd ?? 0)
            .abs();
          expect(
            off.lte(asWritten(bounds[0] as number)),
            `${usd[0]} is not ${exact?.usd} ± ${bounds[0]} at ${point}`,
          ).toBe(true);
        }
      }),
      runs(id in companions ? 20 : 60),
    );
    expect(seen.compiled / seen.designs).toBeGreaterThan(0.3);
    expect(seen.holding / seen.points).toBeGreaterThan(0.3);
  });

  it('cost the same to the cent as estimated ones', async () => {
    await fc.assert(
      fc.asyncProperty(designsOf(id), async ({ around, points }) => {
        const [first] = points;
        const prices = await compileCase(around, first ?? []).catch(() => undefined);
        if (prices === undefined) return;
        for (const point of points) {
          const exact = exactly(prices, point);
          if (exact === undefined) continue;
          const { cents, feasible } = prices.price(0, columnsOf(point), 1);
          expect(cents[0]).toBe(Number(toCents(exact.usd).times(100).toFixed()));
          expect(feasible[0] === 1).toBe(exact.feasible);
        }
      }),
      runs(id in companions ? 10 : 40),
    );
  });

  it('do not hold where the reader refuses two of its numbers together', async () => {
    const service = (await loadService(id)) ?? expect.fail();
    const fields = Object.keys(service.input.shape).filter((field) => numberIn(service.input.shape[field] as never));
    if (fields.length < 2) return;
    const values = fc.array(
      fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
      {
        minLength: 4,
        maxLength: 8,
      },
    );
    await fc.assert(
      fc.asyncProperty(
        services[id] as fc.Arbitrary<object>,
        fc.shuffledSubarray(fields, { minLength: 2, maxLength: 2 }),
        values,
        async (design, [one = '', other = ''], shares) => {
          const prices = await compilePair(id, design, [one, other], shares);
          const formulas = prices?.prices.designs[0];
          if (prices === undefined || formulas === undefined) return;
          const compute = generateCode(formulas, { checksFeasibility: false });
          for (const point of prices.points) {
            const [usd, bounds] = [new Float64Array(1), new Float64Array(1)];
            compute(columnsOf(point), 1, usd, bounds);
            if (Number.isNaN(usd[0])) continue;
            const exact = exactly(prices.prices, point);
            expect(exact, `${one} and ${other} of ${point} are refused`).toBeDefined();
            const off = asWritten(usd[0] as number)
              .minus(exact?.usd ?? 0)
              .abs();
            expect(off.lte(asWritten(bounds[0] as number)), `${usd[0]} is not ${exact?.usd} at ${point}`).toBe(true);
          }
        },
      ),
      runs(40),
    );
  });
});
