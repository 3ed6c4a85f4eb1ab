import { describe, expect, it } from 'vitest';
import { admit } from '../../../src/simulate/lambda/admission.js';
import type { PoolMonth } from '../../../src/simulate/lambda/function-pool.js';
import { warmPool } from '../../../src/simulate/lambda/warm-pool.js';
import { arrivals } from '../../../src/workload/arrivals.js';
import type { Shape } from '../../../src/workload/shapes.js';

const DAY = { label: '24h', hours: 24, seconds: 86_400, startWeekday: 0 };

/** No requests for two hours, then one rate for an hour. */
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
  const load = arrivals(jumpTo(perSecond), { requests: perSecond * 3600, month: DAY, stepSeconds });
  const pool = {
    ...{ durationS: 60, lifetimeS: 360, limit: 10_000, rpsPerEnvironment: Number.POSITIVE_INFINITY },
    ...{ startsAtOnce: 1000, startsPerSecond: 100, isLost: true },
  };
  return warmPool(load, { ...pool, ...rules }, () => 0);
}

describe('steps of a minute admit what steps of a second admit', () => {
  // 100 requests per second of 60 s each are an offered load of 6,000: 1,000 starts at once and 100 per second keep up with
  // it; 30 per second fall behind for three minutes.
  it.each([100, 30, 10])('of requests that may be lost, with %i starts per second', (startsPerSecond) => {
    const [minute, second] = [60, 1].map((step) => jump(100, step, { startsPerSecond }));
    const share = (pool: PoolMonth | undefined) => (pool?.throttled ?? 0) / 360_000;
    expect(Math.abs(share(minute) - share(second))).toBeLessThan(0.012);
    expect((minute?.coldStarts ?? 0) / (second?.coldStarts ?? 1)).toBeCloseTo(1, 1);
  });

  it('of messages that wait, with the five starts and five per second of an SQS event source', () => {
    const sqs = { startsAtOnce: 5, startsPerSecond: 5, isLost: false, limit: 1250 };
    const [minute, second] = [60, 1].map((step) => jump(10, step, sqs)) as [PoolMonth, PoolMonth];
    expect(minute).toMatchObject({ throttled: 0, waiting: 0 });
    // 10 per second arrive and 5 start, until the first have been served: 295 wait then, and 10 per second begin.
    for (const { longestDelayS } of [minute, second]) expect(longestDelayS).toBeCloseTo(29.5, 0);
    expect(Math.abs(minute.coldStarts / second.coldStarts - 1)).toBeLessThan(0.1);
  });

  it('and none is lost or waits where environments start in time', () => {
    const steady = jump(10, 60, { startsAtOnce: 1000, startsPerSecond: 100 });
    expect(steady).toMatchObject({ throttled: 0, longestDelayS: 0 });
  });
});

describe('a backlog at a limit of 100', () => {
  it('is not admitted while requests of earlier steps run, however short it is', () => {
    const steps = 20;
    const load = {
      ...{ stepSeconds: 60, counts: new Float64Array(steps), expected: new Float64Array(steps) },
      // Of the first burst 100 run at once and 90 after them, from 300 s to 660 s; of the second 10 are admitted, 5 wait.
      impulses: { atS: Float64Array.of(0, 400), sizes: Float64Array.of(190, 15) },
    };
    const rules = { limit: 100, startsAtOnce: 1000, startsPerSecond: 100, isLost: false };
    const { busy, bursts, waiting } = admit(load, rules, { serviceS: 300, keptS: 660 });
    expect([...(bursts?.sizes ?? [])]).toEqual([100, 10]);
    expect(Math.max(...busy.subarray(0, 10))).toBeCloseTo(90, 6);
    expect(waiting).toBeCloseTo(0, 6);
  });
});
