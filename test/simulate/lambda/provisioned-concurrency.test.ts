import { describe, expect, it } from 'vitest';
import {
  billedConcurrencySeconds,
  type ProvisionedPlan,
  provisionedSteps,
} from '../../../src/simulate/lambda/provisioned-concurrency.js';

const PLAN: ProvisionedPlan = { usual: 0, schedule: [], tracking: null, startS: 120, clock: { startWeekday: 0 } };
const minutes = (...levels: readonly (readonly [busy: number, minutes: number])[]) =>
  Float64Array.from(levels.flatMap(([busy, length]) => Array.from({ length }, () => busy)));

/** `[minute, provisioned]` of each change. */
function changes(steps: number | Float64Array): [number, number][] {
  if (typeof steps === 'number') throw new Error('one number all month');
  return [...steps].flatMap((level, minute) =>
    level === steps[minute - 1] ? [] : [[minute, level] as [number, number]],
  );
}

describe('provisionedSteps()', () => {
  it('is one number where nothing changes it', () => {
    expect(provisionedSteps({ ...PLAN, usual: 7 }, minutes([3, 10]), 60)).toBe(7);
  });

  it('follows the hours of the week; the last entry of an hour counts', () => {
    const schedule = [
      { hours: [0, 1], concurrency: 5 },
      { hours: [1], concurrency: 9 },
    ];
    expect(changes(provisionedSteps({ ...PLAN, usual: 2, schedule }, minutes([0, 180]), 60))).toEqual([
      [0, 5],
      [60, 9],
      [120, 2],
    ]);
    // A month that begins on a Sunday meets Monday's hours a day later.
    const sunday = provisionedSteps(
      { ...PLAN, usual: 2, schedule, clock: { startWeekday: 6 } },
      minutes([0, 25 * 60]),
      60,
    );
    expect(changes(sunday)).toEqual([
      [0, 2],
      [24 * 60, 5],
    ]);
  });

  it('grows after three minutes above its target, when the new ones are there, and shrinks after fifteen below', () => {
    const tracking = { target: 0.7, least: 2, most: 40 };
    const steps = provisionedSteps({ ...PLAN, tracking }, minutes([7, 10], [30, 20], [7, 40]), 60);
    // 7 / 0.7 = 10. From minute 10 all of them are busy: seen at the end of 10, 11 and 12, asked for at minute 13:
    // ⌈10 × 1 / 0.7⌉ = 15, there two minutes later. All 15 are busy still, so ⌈15 / 0.7⌉ = 22 is asked for at once, and
    // so on each time that the last ones are there. At the end 30 of 46, limited to 40, are 75 %.
    expect(changes(steps).filter(([minute]) => minute < 30)).toEqual([
      [0, 10],
      [15, 15],
      [18, 22],
      [21, 32],
      [24, 40],
    ]);
    // From minute 30 on 7 of 40 are busy, 17.5 %: after fifteen minutes ⌈40 × 0.175 / 0.7⌉ = 10.
    expect(changes(steps).filter(([minute]) => minute >= 30)).toEqual([[45, 10]]);
  });
});

describe('billedConcurrencySeconds()', () => {
  it('bills each five minutes at the most that was provisioned in them', () => {
    expect(billedConcurrencySeconds(minutes([1, 1], [5, 1], [2, 8]), 60, 600)).toBe(5 * 300 + 2 * 300);
  });

  it('begins a last five minutes that the month does not fill', () => {
    expect(billedConcurrencySeconds(3, 60, 601)).toBe(3 * 900);
    expect(billedConcurrencySeconds(minutes([3, 11]), 60, 601)).toBe(3 * 900);
  });
});
