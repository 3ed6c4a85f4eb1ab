import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CapacityProvider,
  type CapacityProviderSettings,
  ECS_CAPACITY_PROVIDER,
  settledInstances,
} from '../../../src/simulate/instances/capacity-provider.js';
import { runs } from '../../property-runs.js';
import { NaiveCapacityProvider } from './naive-capacity-provider.js';

const SETTINGS: CapacityProviderSettings = {
  ...ECS_CAPACITY_PROVIDER,
  tasksPerInstance: 3,
  placement: 'binpack',
  zones: 1,
  minInstances: 0,
  maxInstances: 1_000,
  targetCapacity: 100,
  minimumScalingStepSize: 1,
  maximumScalingStepSize: 10_000,
  instanceWarmupS: 300,
  instanceStartS: 150,
  taskStartS: 30,
  taskStopS: 0,
};

const settings: fc.Arbitrary<CapacityProviderSettings> = fc.record({
  tasksPerInstance: fc.integer({ min: 1, max: 6 }),
  placement: fc.constantFrom('binpack', 'spread'),
  zones: fc.integer({ min: 1, max: 3 }),
  minInstances: fc.integer({ min: 0, max: 4 }),
  maxInstances: fc.integer({ min: 4, max: 30 }),
  targetCapacity: fc.constantFrom(100, 100, 100, 90, 75, 50),
  minimumScalingStepSize: fc.integer({ min: 1, max: 3 }),
  maximumScalingStepSize: fc.constantFrom(3, 5, 10_000),
  instanceWarmupS: fc.constantFrom(0, 60, 300),
  instanceStartS: fc.integer({ min: 0, max: 200 }),
  taskStartS: fc.integer({ min: 0, max: 90 }),
  taskStopS: fc.constantFrom(0, 25, 300),
  instancesFromNone: fc.constantFrom(2, undefined),
  scaleInMinutes: fc.constantFrom(15, 15, 1, 5),
  scaleInShare: fc.constantFrom(0.5, 1),
  consolidates: fc.constantFrom(false, false, true),
});

/** The desired tasks from step to step. */
const script: fc.Arbitrary<Script> = fc.record({
  stepS: fc.constantFrom(60, 60, 1, 7, 300),
  first: fc.integer({ min: 0, max: 40 }),
  phases: fc.array(fc.record({ steps: fc.integer({ min: 1, max: 40 }), tasks: fc.integer({ min: 0, max: 60 }) }), {
    maxLength: 7,
  }),
});

interface Script {
  readonly stepS: number;
  readonly first: number;
  readonly phases: readonly { readonly steps: number; readonly tasks: number }[];
}

/** Runs a script: at the start of each step the desired tasks change by `change`. */
function play({ stepS, first, phases }: Script, step: (nowS: number, change: number) => void): void {
  let nowS = 0;
  let before = first;
  for (const { steps, tasks } of phases) {
    for (let done = 0; done < steps; done += 1) {
      nowS += stepS;
      step(nowS, tasks - before);
      before = tasks;
    }
  }
}

describe('capacity provider', () => {
  it('does the same as a reference that simulates every task in every second', () => {
    fc.assert(
      fc.property(settings, script, (given, load) => {
        const fast = new CapacityProvider(given, load.first, 24);
        const naive = new NaiveCapacityProvider(given, load.first);
        let serving = naive.serving;
        play(load, (nowS, change) => {
          serving += fast.advance(nowS);
          naive.advance(nowS);
          expect([nowS, serving]).toEqual([nowS, naive.serving]);
          if (change > 0) {
            fast.start(nowS, change);
            naive.start(change);
          } else if (change < 0) {
            fast.stop(nowS, -change);
            naive.stop(-change);
            serving = naive.serving;
          }
          expect([nowS, fast.instances, fast.occupancy()]).toEqual([nowS, naive.instances, naive.occupancy()]);
        });
        expect(fast.instanceSeconds).toBe(naive.allLifetimes().reduce((a, b) => a + b, 0));
      }),
      runs(30),
    );
  }, 120_000);

  it('places every running task on exactly one instance, never more than it holds', () => {
    fc.assert(
      fc.property(settings, script, (given, load) => {
        const host = new CapacityProvider({ ...given, maxInstances: 1_000, taskStopS: 0 }, load.first, 24);
        let desired = load.first;
        play(load, (nowS, change) => {
          host.advance(nowS);
          if (change > 0) host.start(nowS, change);
          if (change < 0) host.stop(nowS, -change);
          desired += change;
          const placed = host.occupancy();
          expect(Math.max(0, ...placed)).toBeLessThanOrEqual(given.tasksPerInstance);
          const sum = placed.reduce((a, b) => a + b, 0);
          expect(sum).toBeLessThanOrEqual(desired);
          // A task only waits when no instance has room.
          if (sum < desired) expect(placed.every((tasks) => tasks === given.tasksPerInstance)).toBe(true);
        });
      }),
      runs(100),
    );
  });

  it('starts two instances from none, however many are needed, and the rest when these have warmed up', () => {
    const host = new CapacityProvider(SETTINGS, 0, 24);
    host.start(0, 30);
    const instances = [59, 60, 359, 360].map((nowS) => {
      host.advance(nowS);
      return host.instances;
    });
    expect(instances).toEqual([0, 2, 2, 10]);
  });

  it('serves from a new instance after the evaluation, its start and the start of the task', () => {
    const host = new CapacityProvider(SETTINGS, 0, 24);
    host.start(0, 4);
    expect([239, 240].map((nowS) => host.advance(nowS))).toEqual([0, 4]);
  });

  it('terminates empty instances after 15 minutes, half of them per minute', () => {
    const host = new CapacityProvider(SETTINGS, 30, 24);
    host.stop(0, 29);
    const at = (minutes: number) => {
      host.advance(minutes * 60);
      return host.instances;
    };
    expect([14, 15, 16, 17, 18, 30].map(at)).toEqual([10, 5, 3, 2, 1, 1]);
  });

  it('keeps an instance as long as one task is on it', () => {
    const left = (placement: 'binpack' | 'spread') => {
      const host = new CapacityProvider({ ...SETTINGS, placement }, 12, 24);
      host.stop(0, 8);
      host.advance(86_400);
      return host.occupancy();
    };
    expect(left('binpack')).toEqual([1, 3]);
    expect(left('spread')).toEqual([1, 1, 1, 1]);
  });

  it('keeps the settled instances as long as nothing changes', () => {
    fc.assert(
      fc.property(settings, fc.integer({ min: 0, max: 100 }), (given, tasks) => {
        const unlimited = { ...given, maxInstances: 1_000 };
        const host = new CapacityProvider(unlimited, tasks, 24);
        host.advance(86_400);
        expect(host.instances).toBe(settledInstances(unlimited, tasks).instances);
        expect(host.instanceSeconds).toBe(host.instances * 86_400);
      }),
    );
  });

  it('adds up the same instance-seconds hour by hour', () => {
    const host = new CapacityProvider(SETTINGS, 3, 24);
    for (let minute = 1; minute <= 1_440; minute += 1) {
      host.advance(minute * 60);
      if (minute % 100 === 0) host.start(minute * 60, 20);
      if (minute % 100 === 50 && minute > 100) host.stop(minute * 60, 20);
    }
    expect(host.secondsPerHour.reduce((a, b) => a + b, 0)).toBe(host.instanceSeconds);
    expect(host.peakInstances).toBeGreaterThan(5);
  });
});
