import { describe, expect, it } from 'vitest';
import { admit } from '../../../src/simulate/lambda/admission.js';
import { type PoolMonth, warmPool } from '../../../src/simulate/lambda/warm-pool.js';
import { arrivals } from '../../../src/workload/arrivals.js';
import type { Shape } from '../../../src/workload/shapes.js';

const DAY = { label: '24h', hours: 24, seconds: 86_400, startWeekday: 0 };

/** Nothing, then at once so many requests a second, for an hour. */
const jumpTo = (perSecond: number): Shape => ({
  type: 'stages',
  stages: [
    { target: 0, durationS: 7200 },
    { target: perSecond, durationS: 0 },
    { target: perSecond, durationS: 3600 },
  ],
  afterwards: 'stop',
});

function jump(perSecond: number, stepSeconds: number, rules: Partial<Parameters<typeof warmPool>[1]>): PoolMonth {
  const asked = arrivals(jumpTo(perSecond), { requests: perSecond * 3600, month: DAY, stepSeconds });
  const pool = {
    ...{ durationS: 60, lifetimeS: 360, limit: 10_000, rpsPerEnvironment: Number.POSITIVE_INFINITY },
    ...{ startsAtOnce: 1000, startsPerSecond: 100, isLost: true },
  };
  return warmPool(asked, { ...pool, ...rules }, () => 0);
}

describe('steps of a minute let in what steps of a second do', () => {
  // 100 a second of 60 s each ask for 6,000 places: 1,000 at once and 100 a second keep up with the load, 30 a second do
  // not for three minutes.
  it.each([100, 30, 10])('of requests that are lost, with %i starts a second', (startsPerSecond) => {
    const [minute, second] = [60, 1].map((step) => jump(100, step, { startsPerSecond }));
    const share = (pool: PoolMonth | undefined) => (pool?.throttled ?? 0) / 360_000;
    expect(Math.abs(share(minute) - share(second))).toBeLessThan(0.012);
    expect((minute?.coldStarts ?? 0) / (second?.coldStarts ?? 1)).toBeCloseTo(1, 1);
  });

  it('of messages that wait, with the five and five a second of an SQS event source', () => {
    const sqs = { startsAtOnce: 5, startsPerSecond: 5, isLost: false, limit: 1250 };
    const [minute, second] = [60, 1].map((step) => jump(10, step, sqs)) as [PoolMonth, PoolMonth];
    expect(minute).toMatchObject({ throttled: 0, waiting: 0 });
    // 10 a second wait for 5 that start, until the first have been served: 295 are left then, and 10 a second begin.
    for (const { longestDelayS } of [minute, second]) expect(longestDelayS).toBeCloseTo(29.5, 0);
    expect(Math.abs(minute.coldStarts / second.coldStarts - 1)).toBeLessThan(0.1);
  });

  it('and none is lost or waits that finds its place in time', () => {
    const steady = jump(10, 60, { startsAtOnce: 1000, startsPerSecond: 100 });
    expect(steady).toMatchObject({ throttled: 0, longestDelayS: 0 });
  });
});

describe('what waits behind a limit of 100', () => {
  it('is not let in while those of earlier steps run, however few wait', () => {
    const steps = 20;
    const asked = {
      ...{ stepSeconds: 60, counts: new Float64Array(steps), expected: new Float64Array(steps) },
      // 100 of the first run at once and 90 after them, from 300 s to 660 s; of the others 10 find a place, 5 wait.
      impulses: { atS: Float64Array.of(0, 400), sizes: Float64Array.of(190, 15) },
    };
    const rules = { limit: 100, startsAtOnce: 1000, startsPerSecond: 100, isLost: false };
    const { busy, bursts, waiting } = admit(asked, rules, { serviceS: 300, keptS: 660 });
    expect([...(bursts?.sizes ?? [])]).toEqual([100, 10]);
    expect(Math.max(...busy.subarray(0, 10))).toBeCloseTo(90, 6);
    expect(waiting).toBeCloseTo(0, 6);
  });
});
