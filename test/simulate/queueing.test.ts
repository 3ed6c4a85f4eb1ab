import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  erlangB,
  erlangC,
  responseQuantile,
  serversNeeded,
  waitingQuantile,
  waitsLongerThan,
} from '../../src/simulate/queueing.js';

/** load, servers, B, C: printed tables of Erlang's formulas. */
const TABLE = [
  [1, 2, '0.200000', '0.333333'],
  [5, 8, '0.070048', '0.167267'],
  [10, 12, '0.119739', '0.449388'],
  [10, 15, '0.036497', '0.102042'],
  [100, 110, '0.027463', '0.237008'],
  [1000, 1050, '0.003813', '0.074402'],
] as const;

/** The definition, in logarithms so that it does not overflow: B = (a^c / c!) / Σ a^k / k!. */
function erlangBByDefinition(servers: number, offeredLoad: number): number {
  let logTerm = 0;
  const logTerms = [0];
  for (let k = 1; k <= servers; k += 1) {
    logTerm += Math.log(offeredLoad / k);
    logTerms.push(logTerm);
  }
  return 1 / logTerms.reduce((sum, term) => sum + Math.exp(term - logTerm), 0);
}

const loads = fc.double({ min: 0.001, max: 300, noNaN: true });
const servers = fc.integer({ min: 1, max: 400 });

describe('Erlang', () => {
  it.each(TABLE)('load %d on %d servers', (load, count, blocked, waits) => {
    expect(erlangB(count, load).toFixed(6)).toBe(blocked);
    expect(erlangC(count, load).toFixed(6)).toBe(waits);
  });

  it('is the ratio of its definition, whatever the load', () => {
    fc.assert(
      fc.property(servers, loads, (count, load) => {
        const expected = erlangBByDefinition(count, load);
        if (expected > 1e-250) expect(erlangB(count, load) / expected).toBeCloseTo(1, 10);
      }),
    );
  });

  it('blocks less with one more server, more with more load, and never less than the fluid limit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.double({ min: 0.01, max: 5000, noNaN: true }),
        (count, load) => {
          const blocked = erlangB(count, load);
          expect(erlangB(count + 1, load)).toBeLessThanOrEqual(blocked);
          expect(erlangB(count, load * 1.01)).toBeGreaterThanOrEqual(blocked);
          expect(blocked).toBeGreaterThanOrEqual(1 - count / load - 1e-12);
        },
      ),
    );
  });

  it('stays exact at 100,000 servers', () => {
    // Asymptotic at load = servers: 1 / B = √(πc/2) + 2/3 + …
    expect(1 / erlangB(100_000, 100_000)).toBeCloseTo(Math.sqrt((Math.PI * 100_000) / 2) + 2 / 3, 3);
    expect(erlangB(100_000, 200_000.25)).toBeCloseTo(0.5, 4);
    expect(erlangB(100_000, 12.5)).toBe(0);
    expect(erlangC(100_000, 99_999.5)).toBeGreaterThan(0.99);
  });

  it('has defined values without load or servers', () => {
    expect(erlangB(0, 0)).toBe(1);
    expect(erlangB(0, 3)).toBe(1);
    expect(erlangB(3, 0)).toBe(0);
    expect(erlangC(3, 0)).toBe(0);
    expect(erlangC(3, 3)).toBe(1);
  });
});

describe('waiting', () => {
  it('exceeds its quantile with the probability that remains', () => {
    fc.assert(
      fc.property(servers, fc.double({ min: 0.5, max: 0.99, noNaN: true }), (count, utilization) => {
        const queue = { servers: count, offeredLoad: count * utilization, serviceTime: 100 };
        const wait = waitingQuantile(queue, 0.95);
        if (wait > 0) expect(waitsLongerThan(queue, wait)).toBeCloseTo(0.05, 10);
        else expect(waitsLongerThan(queue, 0)).toBeLessThanOrEqual(0.05);
      }),
    );
  });

  it('with one server (M/M/1) makes response times exponential', () => {
    const queue = { servers: 1, offeredLoad: 0.8, serviceTime: 100 };
    expect(responseQuantile(queue, 0.95, 'exponential')).toBeCloseTo((-Math.log(0.05) * 100) / 0.2, 6);
    expect(responseQuantile(queue, 0.5, 'exponential')).toBeCloseTo((-Math.log(0.5) * 100) / 0.2, 6);
  });

  it('is negligible with many idle servers', () => {
    const queue = { servers: 50, offeredLoad: 1, serviceTime: 100 };
    expect(responseQuantile(queue, 0.95, 'constant')).toBe(100);
    expect(responseQuantile(queue, 0.95, 'exponential')).toBeCloseTo(-Math.log(0.05) * 100, 6);
  });

  it('is continuous where exactly one server is spare', () => {
    const at = (offeredLoad: number) =>
      responseQuantile({ servers: 4, offeredLoad, serviceTime: 1 }, 0.95, 'exponential');
    expect(at(3)).toBeCloseTo((at(3 - 1e-6) + at(3 + 1e-6)) / 2, 6);
  });

  it('never ends with too few servers', () => {
    const queue = { servers: 2, offeredLoad: 2, serviceTime: 100 };
    expect(waitingQuantile(queue, 0.5)).toBe(Number.POSITIVE_INFINITY);
    expect(responseQuantile(queue, 0.5, 'exponential')).toBe(Number.POSITIVE_INFINITY);
    expect(waitsLongerThan(queue, 1e9)).toBe(1);
  });
});

describe('serversNeeded()', () => {
  it.each([
    [1, 2],
    [10, 3],
    [50, 8],
    [100, 14],
    [500, 55],
    [1000, 105],
  ])('%d rps of 100 ms, at most 5%% waiting over 50 ms: %d', (rps, expected) => {
    expect(serversNeeded({ offeredLoad: rps / 10, serviceTime: 100 }, 50, 0.05)).toBe(expected);
  });

  it('returns enough servers, of which one less is too few', () => {
    const shares = fc.double({ min: 1e-6, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(loads, fc.double({ min: 0, max: 3, noNaN: true }), shares, (offeredLoad, time, share) => {
        const load = { offeredLoad, serviceTime: 1 };
        const needed = serversNeeded(load, time, share);
        expect(waitsLongerThan({ ...load, servers: needed }, time)).toBeLessThanOrEqual(share * (1 + 1e-9));
        expect(waitsLongerThan({ ...load, servers: needed - 1 }, time)).toBeGreaterThan(share * (1 - 1e-9));
      }),
    );
  });
});
