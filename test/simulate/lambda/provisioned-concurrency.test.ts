import { describe, expect, it } from 'vitest';
import {
  billedConcurrencySeconds,
  type ProvisionedSettings,
  provisionedPerStep,
} from '../../../src/simulate/lambda/provisioned-concurrency.js';

const PLAN: ProvisionedSettings = { usual: 0, schedule: [], tracking: null, startS: 120, clock: { startWeekday: 0 } };
const minutes = (...levels: readonly (readonly [busy: number, minutes: number])[]) =>
  Float64Array.from(levels.flatMap(([busy, length]) => Array.from({ length }, () => busy)));

/** `[minute, provisioned]` of each change. */
function changes(steps: number | Float64Array): [number, number][] {
  if (typeof steps === 'number') throw new Error('one number all month');
  return [...steps].flatMap((level, minute) =>
    level === steps[minute - 1] ? [] : [[minute, level] as [number, number]],
  );
}

describe('provisionedPerStep()', () => {
  it('is a single number where nothing changes it', () => {
    expect(provisionedPerStep({ ...PLAN, usual: 7 }, minutes([3, 10]), 60)).toBe(7);
  });

  it('follows the hours of the week; the last entry of an hour counts', () => {
    const schedule = [
      { hours: [0, 1], concurrency: 5 },
      { hours: [1], concurrency: 9 },
    ];
    expect(changes(provisionedPerStep({ ...PLAN, usual: 2, schedule }, minutes([0, 180]), 60))).toEqual([
      [0, 5],
      [60, 9],
      [120, 2],
    ]);
    // In a month that begins on a Sunday, Monday's hours are a day later.
    const sunday = provisionedPerStep(
      { ...PLAN, usual: 2, schedule, clock: { startWeekday: 6 } },
      minutes([0, 25 * 60]),
      60,
    );
    expect(changes(sunday)).toEqual([
      [0, 2],
      [24 * 60, 5],
    ]);
  });

  it('grows after three minutes above its target once environments have started, and shrinks after fifteen below', () => {
    const tracking = { target: 0.7, min: 2, max: 40 };
    const steps = provisionedPerStep({ ...PLAN, tracking }, minutes([7, 10], [30, 20], [7, 40]), 60);
    // 7 / 0.7 = 10. From minute 10 all of them are busy: measured in minutes 10, 11 and 12, so that ⌈10 × 1 / 0.7⌉ = 15 are
    // requested at minute 13 and ready two minutes later. All 15 are busy too, so ⌈15 / 0.7⌉ = 22 are requested at once,
    // and so on. At last ⌈32 / 0.7⌉ = 46 are limited to 40, of which 30 are busy, 75%.
    expect(changes(steps).filter(([minute]) => minute < 30)).toEqual([
      [0, 10],
      [15, 15],
      [18, 22],
      [21, 32],
      [24, 40],
    ]);
    // From minute 30 on 7 of 40 are busy, 17.5%: after fifteen minutes ⌈40 × 0.175 / 0.7⌉ = 10.
    expect(changes(steps).filter(([minute]) => minute >= 30)).toEqual([[45, 10]]);
  });
});

describe('billedConcurrencySeconds()', () => {
  it('bills each period of five minutes at its maximum', () => {
    expect(billedConcurrencySeconds(minutes([1, 1], [5, 1], [2, 8]), 60, 600)).toBe(5 * 300 + 2 * 300);
  });

  it('bills the last period in full where the month ends within it', () => {
    expect(billedConcurrencySeconds(3, 60, 601)).toBe(3 * 900);
    expect(billedConcurrencySeconds(minutes([3, 11]), 60, 601)).toBe(3 * 900);
  });
});
