import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PodAutoscaler } from '../../../src/simulate/tasks/pod-autoscaler.js';
import type { DataPoint } from '../../../src/simulate/tasks/scaling-policy.js';

/** A minute whose `arrived` is metric / target. */
const minute = (ratio: number, pods: number, more: Partial<DataPoint> = {}): DataPoint => ({
  nowS: 0,
  points: 1,
  running: pods,
  desired: pods,
  taskSeconds: 60 * pods,
  arrived: ratio,
  served: ratio,
  backlog: 0,
  minTasks: 1,
  maxTasks: 100,
  mayScaleIn: true,
  ...more,
});
const autoscaler = () => new PodAutoscaler([({ arrived }) => arrived]);

describe('Horizontal Pod Autoscaler', () => {
  it.each([
    ['grows to ⌈pods × metric / target⌉ at once', 1.5, 4, 6],
    ['rounds up', 1.3, 3, 4],
    ['keeps the pods within a tenth of the target', 1.1, 10, 10],
    ['keeps the pods without data', Number.NaN, 4, 4],
    ['does not exceed the maximum', 9, 50, 100],
  ])('%s', (_what, ratio, pods, expected) => {
    expect(autoscaler().desiredTasks(minute(ratio, pods))).toBe(expected);
  });

  it('starts the first pods for waiting work', () => {
    expect(autoscaler().desiredTasks(minute(3, 0, { running: 0, minTasks: 0 }))).toBe(3);
  });

  it('counts pods that serve, so that starting ones are not requested again', () => {
    expect(autoscaler().desiredTasks(minute(1.5, 4, { desired: 6 }))).toBe(6);
  });

  it('shrinks to the highest recommendation of five minutes', () => {
    const pods = autoscaler();
    expect([1, 0.5, 0.5, 0.8, 0.5].map((ratio) => pods.desiredTasks(minute(ratio, 10)))).toEqual([10, 10, 10, 10, 10]);
    // The minute at the target is no longer among the last five; that at 80% of it is.
    expect(pods.desiredTasks(minute(0.5, 10))).toBe(8);
    expect([0.625, 0.625, 0.625].map((ratio) => pods.desiredTasks(minute(ratio, 8)))).toEqual([8, 8, 5]);
  });

  it('does not shrink during a deployment', () => {
    const pods = autoscaler();
    for (let passed = 0; passed < 9; passed += 1) pods.desiredTasks(minute(0.5, 10, { mayScaleIn: false }));
    expect(pods.desiredTasks(minute(0.5, 10, { mayScaleIn: false }))).toBe(10);
    expect(pods.desiredTasks(minute(0.5, 10))).toBe(5);
  });

  it('stays constant once a steady load is met, whatever it began with', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.double({ min: 0.2, max: 80, noNaN: true }), (first, load) => {
        const scaler = autoscaler();
        let pods = first;
        for (let passed = 0; passed < 30; passed += 1) pods = scaler.desiredTasks(minute(load / pods, pods));
        expect(load / pods).toBeLessThanOrEqual(1.1 + 1e-6);
        expect(scaler.desiredTasks(minute(load / pods, pods))).toBe(pods);
        // Not more than the target requires, apart from the tolerance and rounding.
        expect(pods).toBeLessThanOrEqual(Math.ceil(load / 0.9 + 1));
      }),
    );
  });
});
