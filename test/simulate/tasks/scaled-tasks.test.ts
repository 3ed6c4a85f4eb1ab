import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FargateHost } from '../../../src/simulate/tasks/fargate-host.js';
import { simulateTasks } from '../../../src/simulate/tasks/scaled-tasks.js';
import type { ScalingPolicy } from '../../../src/simulate/tasks/scaling-policy.js';
import { cpuUtilization, requestsPerTask, type ScalingMetric } from '../../../src/simulate/tasks/scaling-policy.js';
import { steadyTaskMonth } from '../../../src/simulate/tasks/steady-task-month.js';
import { adjusted, StepScaling } from '../../../src/simulate/tasks/step-scaling.js';
import { TargetTracking } from '../../../src/simulate/tasks/target-tracking.js';
import type { TaskCapacity } from '../../../src/simulate/tasks/task-capacity.js';
import type { TaskHost } from '../../../src/simulate/tasks/task-host.js';
import { TaskLimits } from '../../../src/simulate/tasks/task-limits.js';
import type { Arrivals } from '../../../src/workload/arrivals.js';
import { runs } from '../../property-runs.js';

/** 25 requests per second at 100% CPU, 15 at the target of 60%. */
const CAPACITY: TaskCapacity = {
  requestsPerSecond: 15,
  limit: 'cpu',
  serviceMs: 40,
  maxPerSecond: 25,
  servers: 1,
  fullUtilization: 1,
};
const COOLDOWNS = { outS: 300, inS: 300 };
const tracked = (metric: ScalingMetric) => new TargetTracking([metric], COOLDOWNS);

/** Whole requests per second, by minute, in steps of `stepSeconds`; and impulses. */
function arrivalsOf(rps: readonly number[], stepSeconds = 60, impulses: Arrivals['impulses'] = null): Arrivals {
  const expected = Float64Array.from(
    { length: (rps.length * 60) / stepSeconds },
    (_, step) => (rps[Math.floor((step * stepSeconds) / 60)] as number) * stepSeconds,
  );
  const counts = expected.slice();
  for (const [index, atS] of (impulses?.atS ?? new Float64Array()).entries()) {
    const step = Math.floor(atS / stepSeconds);
    counts[step] = (counts[step] as number) + (impulses?.sizes[index] as number);
  }
  return { stepSeconds, counts, expected, impulses };
}

/** Records when tasks are started and stopped; they serve after a minute. */
class RecordingHost implements TaskHost {
  readonly entries: string[] = [];
  private readonly ready: { atS: number; tasks: number }[] = [];
  start(nowS: number, tasks: number): void {
    this.entries.push(`minute ${nowS / 60}: +${tasks}`);
    this.ready.push({ atS: nowS + 60, tasks });
  }
  stop(nowS: number, tasks: number): void {
    this.entries.push(`minute ${nowS / 60}: -${tasks}`);
  }
  advance(nowS: number): number {
    let ready = 0;
    for (const start of this.ready) {
      if (start.atS > nowS) continue;
      ready += start.tasks;
      start.tasks = 0;
    }
    return ready;
  }
}

interface Case {
  readonly policy: ScalingPolicy;
  readonly patienceS?: number;
  readonly minTasks?: number;
  readonly maxTasks?: number;
  readonly schedule?: ConstructorParameters<typeof TaskLimits>[1];
  readonly deployments?: number;
}

function run(arrivals: Arrivals, { policy, patienceS = 60, schedule = [], deployments = 0, ...limits }: Case) {
  const { minTasks = 1, maxTasks = 1000 } = limits;
  const monthS = arrivals.counts.length * arrivals.stepSeconds;
  return simulateTasks(
    {
      arrivals,
      monthS,
      capacity: CAPACITY,
      patienceS,
      limits: new TaskLimits({ minTasks, maxTasks }, schedule, { startWeekday: 0 }),
      policy,
      deployments: { count: deployments, seconds: 600 },
    },
    () => new RecordingHost(),
  );
}

const minutes = (count: number, rps: number) => new Array<number>(count).fill(rps);

describe('a load that jumps from 1 to 5 times', () => {
  // 2 tasks carry 30/s at 60%; 150/s need 10.
  const jump = [...minutes(10, 30), ...minutes(50, 150)];

  it('is followed by CPU at no more than 1.67 times, three minutes later', () => {
    // Minutes 11 to 13 are at 100%: ⌈2 × 100/60⌉ = 4. These serve from minute 14 on and are at 100% again:
    // ⌈4 × 100/60⌉ = 7. These are at 150 / 175 = 86%: ⌈7 × 86/60⌉ = 10.
    const { host } = run(arrivalsOf(jump), { policy: tracked(cpuUtilization(CAPACITY, 0.6)), patienceS: 0 });
    expect(host.entries.slice(0, 3)).toEqual(['minute 13: +2', 'minute 15: +3', 'minute 17: +3']);
  });

  it('is followed by requests per target in one step', () => {
    const { host, month } = run(arrivalsOf(jump), { policy: tracked(requestsPerTask(CAPACITY)), patienceS: 0 });
    expect(host.entries).toEqual(['minute 13: +8']);
    // 4 minutes in which 50 of 150 per second are served.
    expect(month.lost).toBe(4 * 60 * 100);
    expect(month.peakTasks).toBe(10);
  });

  it('is followed back after 15 data points, when both cooldowns are over', () => {
    const { host } = run(arrivalsOf([...minutes(10, 30), ...minutes(20, 150), ...minutes(60, 30)]), {
      policy: tracked(requestsPerTask(CAPACITY)),
    });
    expect(host.entries).toEqual(['minute 13: +8', 'minute 45: -8']);
  });

  it('is noticed after five minutes where a step is that long', () => {
    const { host } = run(arrivalsOf(jump, 300), { policy: tracked(requestsPerTask(CAPACITY)) });
    expect(host.entries).toEqual(['minute 15: +8']);
  });

  it('never leaves its limits', () => {
    const { host, month } = run(arrivalsOf(jump), { policy: tracked(requestsPerTask(CAPACITY)), maxTasks: 6 });
    expect(host.entries).toEqual(['minute 13: +4']);
    expect(month.p95Ms).toBeGreaterThan(1000);
  });

  it('changes nothing between 90 and 100% of the target', () => {
    const { host } = run(arrivalsOf([...minutes(5, 30), ...minutes(60, 27)]), {
      policy: tracked(requestsPerTask(CAPACITY)),
    });
    expect(host.entries).toEqual([]);
  });

  it('starts no first task: without a task there is no metric', () => {
    const { host, month } = run(arrivalsOf([...minutes(5, 0), ...minutes(30, 30)]), {
      policy: tracked(cpuUtilization(CAPACITY, 0.6)),
      minTasks: 0,
    });
    expect(host.entries).toEqual([]);
    expect(month.lost).toBe(30 * 60 * 30);
  });
});

describe('step scaling', () => {
  const rules = {
    adjustmentType: 'ChangeInCapacity' as const,
    minAdjustmentMagnitude: 1,
    dataPoints: 1,
    scaleOut: [
      { bound: 0.7, adjustment: 2 },
      { bound: 0.9, adjustment: 5 },
    ],
    scaleIn: [{ bound: 0.3, adjustment: -1 }],
  };
  const utilization: ScalingMetric = (point) => cpuUtilization(CAPACITY, 1)(point);

  it('takes the step that the metric has reached; in a cooldown only the excess of a larger one', () => {
    // 2 tasks at 80%: +2. A minute later still 2 tasks, at 100%: +5, of which 2 are already starting.
    const { host } = run(arrivalsOf([30, 40, 60, ...minutes(20, 60)]), {
      policy: new StepScaling(rules, utilization, COOLDOWNS),
    });
    expect(host.entries.slice(0, 2)).toEqual(['minute 2: +2', 'minute 3: +3']);
  });

  it('scales in one step at a time, each after the cooldown', () => {
    const { host } = run(arrivalsOf([90, ...minutes(14, 5)]), {
      policy: new StepScaling(rules, utilization, COOLDOWNS),
    });
    expect(host.entries).toEqual(['minute 2: -1', 'minute 7: -1', 'minute 12: -1']);
  });

  it.each([
    ['PercentChangeInCapacity', 10, 25, 1, 12],
    ['PercentChangeInCapacity', 4, 10, 1, 5],
    ['PercentChangeInCapacity', 4, 25, 2, 6],
    ['PercentChangeInCapacity', 10, -25, 1, 8],
    ['PercentChangeInCapacity', 3, -10, 1, 2],
    ['ExactCapacity', 3, 8, 1, 8],
    ['ChangeInCapacity', 3, -2, 1, 1],
  ] as const)('%s of %d by %d, at least %d: %d', (adjustmentType, tasks, by, minAdjustmentMagnitude, after) => {
    expect(adjusted(tasks, by, { adjustmentType, minAdjustmentMagnitude })).toBe(after);
  });
});

describe('schedules and deployments', () => {
  it('raises the minimum on the hour, after which target tracking scales in', () => {
    const { host } = run(arrivalsOf(minutes(240, 15)), {
      policy: tracked(requestsPerTask(CAPACITY)),
      schedule: [{ hours: [1], minTasks: 20, maxTasks: undefined }],
    });
    expect(host.entries).toEqual(['minute 60: +19', 'minute 120: -19']);
  });

  it('runs every task twice during a deployment, and does not scale in meanwhile', () => {
    const { host, month } = run(arrivalsOf(minutes(240, 45)), {
      policy: tracked(requestsPerTask(CAPACITY)),
      deployments: 2,
    });
    expect(host.entries).toEqual(['minute 60: +3', 'minute 70: -3', 'minute 180: +3', 'minute 190: -3']);
    // Of 240 minutes 18 with three more tasks, which serve from the second minute on.
    expect(month.averageTasks).toBeCloseTo(3 + (3 * 18) / 240, 9);
    expect(month.peakTasks).toBe(3);
  });
});

describe('requests', () => {
  const loads = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 60, maxLength: 240 });
  const bursts = fc.array(
    fc.record({ second: fc.integer({ min: 0, max: 3599 }), size: fc.integer({ min: 1, max: 5000 }) }),
  );

  it('are served, lost or still waiting, all of them', () => {
    fc.assert(
      fc.property(loads, bursts, fc.constantFrom(0, 7, 60, Number.POSITIVE_INFINITY), (rps, atOnce, patienceS) => {
        const bySecond = new Map(atOnce.map(({ second, size }) => [second, size]));
        const sorted = [...bySecond].sort(([a], [b]) => a - b);
        const impulses = {
          atS: Float64Array.from(sorted, ([second]) => second),
          sizes: Float64Array.from(sorted, ([, size]) => size),
        };
        const arrivals = arrivalsOf(rps, 60, impulses);
        const { month } = run(arrivals, { policy: tracked(cpuUtilization(CAPACITY, 0.6)), patienceS, maxTasks: 9 });
        const requests = arrivals.counts.reduce((sum, count) => sum + count, 0);
        expect(month.served + month.lost + month.waiting).toBe(requests);
        for (const count of [month.served, month.lost, month.waiting]) expect(count).toBeGreaterThanOrEqual(0);
        const lost = month.hours.lost.reduce((sum, count) => sum + count, 0);
        expect(Math.abs(lost - month.lost)).toBeLessThanOrEqual(0.5 + 1e-6);
        if (patienceS === Number.POSITIVE_INFINITY) expect(month.lost).toBe(0);
        // Servers take part of an impulse at once; requests after that may wait no longer than their patience.
        else expect(month.longestWaitS).toBeLessThanOrEqual(patienceS + 60);
        expect(month.p50Ms).toBeLessThanOrEqual(month.p95Ms);
      }),
      runs(60),
    );
  });

  it('that arrive at once wait for those before them', () => {
    // 100 at once on one task of 25 per second: 1 is served at once, the last waits for 99.
    const impulses = { atS: Float64Array.of(600), sizes: Float64Array.of(100) };
    const { month } = run(arrivalsOf(minutes(60, 0), 60, impulses), { policy: tracked(requestsPerTask(CAPACITY)) });
    expect(month.longestWaitS).toBeCloseTo(99 / 25, 9);
    expect(month.p50Ms / 1000).toBeGreaterThan(49 / 25);
    expect(month.p50Ms / 1000).toBeLessThan(1.25 * (50 / 25 + 0.04));
    expect(month.lost).toBe(0);
  });

  it('wait in a backlog first in, first out', () => {
    // 100 per second for a minute on 2 tasks of 25: 3,000 are left, the last of which is served a minute later.
    const { month } = run(arrivalsOf([15, 100, ...minutes(10, 0)]), {
      policy: tracked(requestsPerTask(CAPACITY)),
      patienceS: Number.POSITIVE_INFINITY,
      minTasks: 2,
      maxTasks: 2,
    });
    expect(month.longestWaitS).toBeCloseTo(60, 6);
    expect(month.waiting).toBe(0);
  });
});

describe('a steady rate in closed form', () => {
  it.each([0, 1, 12, 29.9, 30, 74, 75, 80, 400])('of %d per second is the result of the simulation', (rps) => {
    for (const patienceS of [60, Number.POSITIVE_INFINITY]) {
      const [limits, monthS] = [{ minTasks: 1, maxTasks: 3 }, 48 * 3600];
      const requests = rps * monthS;
      const traffic = {
        ...{ requests, requestsPerSecond: rps, trigger: 'http' as const, durationMs: 40, cpuMs: 40 },
        ...{ memoryMb: 1, requestKb: 1, responseKb: 1, serviceLevel: {} },
      };
      const { host: _, month } = run(arrivalsOf(minutes(48 * 60, rps)), {
        policy: tracked(requestsPerTask(CAPACITY)),
        patienceS,
        ...limits,
      });
      const closed = steadyTaskMonth(traffic, { capacity: CAPACITY, limits, patienceS, monthS });
      expect(closed.averageTasks).toBe(month.averageTasks);
      expect(Math.abs(closed.lost - month.lost)).toBeLessThanOrEqual(1);
      expect(Math.abs(closed.waiting - month.waiting)).toBeLessThanOrEqual(1);
      // Recorded waits are rounded up to 2%, and each group of waits counts with its longest.
      expect(closed.longestWaitS).toBeCloseTo(month.longestWaitS, 5);
      for (const key of ['p50Ms', 'p95Ms'] as const) expect(Math.abs(closed[key] / month[key] - 1)).toBeLessThan(0.05);
    }
  });
});

describe('Fargate', () => {
  const times = { startDelayS: 30, deregistrationDelayS: 300, endS: 7200 };

  it('launches 100 at once and 20 per second after those', () => {
    const host = new FargateHost(times, 0);
    host.start(60, 250);
    const at = [89, 90, 91, 92, 97, 98, 99].map((second) => host.advance(second));
    expect(at).toEqual([0, 100, 20, 20, 100, 10, 0]);
  });

  it('bills from the launch to the end of deregistration, a task that does not serve yet until it is stopped', () => {
    const host = new FargateHost(times, 2);
    host.start(1000, 3);
    host.advance(1030);
    host.start(1060, 4);
    host.stop(1070, 5);
    host.finish();
    // 4 never served: 10 s each. 1 of the first two: 1070 + 300. The other lives all month, the 3 from 1000 on.
    expect(host.lifetimes.short).toEqual([{ tasks: 4, secondsEach: 10 }]);
    expect(host.lifetimes.long).toEqual({ tasks: 5, seconds: 1370 + 7200 + 3 * 6200 });
  });

  it('does not bill tasks that were never launched, and returns their launch tokens', () => {
    const host = new FargateHost(times, 0);
    host.start(0, 200);
    host.stop(0, 100);
    host.start(0, 20);
    host.finish();
    expect(host.lifetimes.tasks).toBe(120);
    expect(host.lifetimes.taskSeconds).toBe(100 * 7200 + 20 * 7199);
  });
});
