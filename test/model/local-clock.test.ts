import { describe, expect, it } from 'vitest';
import { aheadAt, clockOf, secondOfWeek } from '../../src/model/local-clock.js';
import { inTimezone, type Month, parseMonth } from '../../src/model/month.js';
import { TaskLimits } from '../../src/simulate/tasks/task-limits.js';
import { arrivals, requestsPerHour } from '../../src/workload/arrivals.js';
import type { Shape } from '../../src/workload/shapes.js';

const HOUR_S = 3600;

function monthIn(label: string, timezone: string): Month {
  return inTimezone(parseMonth(label) ?? expect.fail(), timezone);
}

/** Seconds from the beginning of a month to an ISO time in it. */
function secondsTo(iso: string): number {
  return (Date.parse(iso) - Date.parse(`${iso.slice(0, 7)}-01T00:00:00Z`)) / 1000;
}

describe('clockOf()', () => {
  const of = (timezone: string, month: string) =>
    clockOf(timezone, Date.parse(`${month}-01T00:00:00Z`), 31 * 24 * HOUR_S);

  it.each([
    // The European Union changes its clocks at 01:00 UTC of the last Sunday of March and of October.
    ['Europe/Berlin', '2026-10', [2, '2026-10-25T01:00:00Z', 1]],
    ['Europe/Berlin', '2026-03', [1, '2026-03-29T01:00:00Z', 2]],
    // The United States at 02:00 by the clock of the place, of the second Sunday of March.
    ['America/New_York', '2026-03', [-5, '2026-03-08T07:00:00Z', -4]],
    // Lord Howe Island goes back half an hour at 02:00, of the first Sunday of April.
    ['Australia/Lord_Howe', '2026-04', [11, '2026-04-04T15:00:00Z', 10.5]],
  ] as const)('%s in %s', (timezone, month, [before, changed, after]) => {
    expect(of(timezone, month)).toEqual([
      { fromS: 0, aheadS: before * HOUR_S },
      { fromS: secondsTo(changed), aheadS: after * HOUR_S },
    ]);
  });

  it.each([
    ['Asia/Kolkata', 5.5],
    ['Asia/Kathmandu', 5.75],
    ['Pacific/Kiritimati', 14],
    ['America/Phoenix', -7],
    ['UTC', 0],
  ])('%s is %d hours ahead all year', (timezone, ahead) => {
    for (const month of ['2026-03', '2026-10', '2026-11']) {
      expect(of(timezone, month)).toEqual([{ fromS: 0, aheadS: ahead * HOUR_S }]);
    }
  });
});

describe('the second of a local week', () => {
  it('begins anew on Monday, 00:00 of the place', () => {
    // 1 November 2026 is a Sunday.
    const { startWeekday, clock } = monthIn('2026-11', 'America/New_York');
    const at = (iso: string) => secondOfWeek({ startWeekday, ...(clock && { clock }) }, secondsTo(iso)) / HOUR_S;
    // 20:00 of Saturday there; at 06:00 UTC the clock goes back from two to one.
    expect(at('2026-11-01T00:00:00Z')).toBe(5 * 24 + 20);
    expect(at('2026-11-01T05:30:00Z')).toBe(6 * 24 + 1.5);
    expect(at('2026-11-01T06:30:00Z')).toBe(6 * 24 + 1.5);
    expect(at('2026-11-02T04:59:00Z')).toBeCloseTo(168, 1);
    expect(at('2026-11-02T05:00:00Z')).toBe(0);
  });

  it('is that of the month without a clock', () => {
    expect(secondOfWeek({ startWeekday: 3 }, 5 * 24 * HOUR_S)).toBe(24 * HOUR_S);
    expect(aheadAt(undefined, 1000)).toBe(0);
  });
});

describe('inTimezone()', () => {
  it('leaves a month alone that has no calendar, and one of UTC', () => {
    for (const label of ['730h', '30d']) expect(monthIn(label, 'Europe/Berlin')).toEqual(parseMonth(label));
    expect(monthIn('2026-10', 'UTC')).toEqual(parseMonth('2026-10'));
  });
});

describe('hours of a place', () => {
  const hourly = (shape: Shape, month: Month, stepSeconds = 60) =>
    requestsPerHour(arrivals(shape, { requests: 10_000_000, month, stepSeconds }));

  it.each([60, 300, 70])('a day peaks at its hour before and after the clock is changed, in steps of %d s', (step) => {
    const hours = hourly({ type: 'daily', peakHour: 14.5, peakToMean: 3 }, monthIn('2026-10', 'Europe/Berlin'), step);
    const peak = (day: number) => {
      const ofDay = hours.subarray((day - 1) * 24, day * 24);
      return ofDay.indexOf(Math.max(...ofDay));
    };
    expect([1, 12, 24, 25, 26, 31].map(peak)).toEqual([12, 12, 12, 13, 13, 13]);
  });

  it('a weekend begins and ends when it does there', () => {
    const shape: Shape = { type: 'daily', peakHour: 12, peakToMean: 1, weekendFactor: 0 };
    // Tokyo is nine hours ahead: Saturday 7 November begins on Friday at 15:00 UTC, Monday on Sunday at 15:00.
    const hours = hourly(shape, monthIn('2026-11', 'Asia/Tokyo'));
    const isQuiet = (day: number, hour: number) => hours[(day - 1) * 24 + hour] === 0;
    expect([isQuiet(6, 14), isQuiet(6, 15), isQuiet(8, 14), isQuiet(8, 15)]).toEqual([false, true, true, false]);
    // 1 November is a Sunday there until 15:00.
    expect([isQuiet(1, 0), isQuiet(1, 14), isQuiet(1, 15)]).toEqual([true, true, false]);
  });

  it('weights of a week may begin in the middle of an hour of the month', () => {
    const weights = Array.from({ length: 168 }, (_, hour) => (hour === 0 ? 1 : 0));
    const hours = hourly({ type: 'weekly', weights }, monthIn('2026-11', 'Asia/Kolkata'));
    // Monday 00:00 is Sunday 18:30 UTC, on 1, 8, 15, 22 and 29 November.
    const busy = [...hours.entries()].filter(([, requests]) => requests > 0);
    const expected = [1, 8, 15, 22, 29].flatMap((day) => [18, 19].map((hour) => [(day - 1) * 24 + hour, 1_000_000]));
    expect(busy).toEqual(expected);
  });

  it('a schedule begins by the clock of the place', () => {
    const schedule = [{ hours: [8], minTasks: 7 }];
    const limits = new TaskLimits({ minTasks: 1, maxTasks: 9 }, schedule, monthIn('2026-11', 'Asia/Kolkata'));
    const least = (iso: string) => limits.at(secondsTo(iso)).minTasks;
    // Monday 08:00 to 09:00 is 02:30 to 03:30 UTC.
    expect(['02:29', '02:30', '03:29', '03:30'].map((time) => least(`2026-11-02T${time}:00Z`))).toEqual([1, 7, 7, 1]);
  });
});
