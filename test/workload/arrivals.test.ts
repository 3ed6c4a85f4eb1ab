import { describe, expect, it } from 'vitest';
import { arrivals, requestsPerHour, statedRequests } from '../../src/workload/arrivals.js';
import type { Shape } from '../../src/workload/shapes.js';
import { parseTrace } from '../../src/workload/trace.js';
import { monthOf } from './months.js';

const MONTH = monthOf(730);

function spread(shape: Shape, requests = 1_000_000, hours = 730, stepSeconds = 60) {
  return arrivals(shape, { requests, month: monthOf(hours), stepSeconds });
}

function perHour(shape: Shape, requests = 1_000_000, hours = 730): number[] {
  return [...requestsPerHour(spread(shape, requests, hours))];
}

describe('steady', () => {
  it('carries what it rounds off', () => {
    expect([...spread({ type: 'steady' }, 10, 1, 1200).counts]).toEqual([3, 4, 3]);
    expect([...spread({ type: 'steady' }, 1, 1, 600).counts].filter((count) => count > 0)).toEqual([1]);
  });

  it('the last step is as short as the month leaves it', () => {
    // 3,600 s in steps of 1,000 s: 5 : 5 : 5 : 3.
    expect([...spread({ type: 'steady' }, 36, 1, 1000).counts]).toEqual([10, 10, 10, 6]);
  });

  it('keeps the mean of each step apart from its whole count', () => {
    expect([...spread({ type: 'steady' }, 1, 1, 900).expected]).toEqual([0.25, 0.25, 0.25, 0.25]);
  });
});

describe('daily', () => {
  const weekdays = (peakToMean: number, peakHour = 14) =>
    perHour({ type: 'daily', peakHour, peakToMean }, 24_000_000, 24);

  it.each([1.5, 3, 10])('rises to %d times the mean at the peak hour', (peakToMean) => {
    const { counts } = spread({ type: 'daily', peakHour: 14, peakToMean }, 1e9, 24, 60);
    const highest = Math.max(...counts);
    expect(highest / (1e9 / 1440)).toBeCloseTo(peakToMean, 2);
    expect([839, 840]).toContain(counts.indexOf(highest));
  });

  it('1 is steady, and the day is symmetric about its peak', () => {
    expect(new Set(weekdays(1))).toEqual(new Set([1_000_000]));
    const hours = weekdays(4, 12);
    for (let hour = 0; hour < 12; hour += 1) {
      expect(Math.abs((hours[hour] as number) - (hours[23 - hour] as number))).toBeLessThanOrEqual(1);
    }
  });

  it('peakToMean is of a weekday, weekends have their factor', () => {
    const days = (startWeekday: number) => {
      const shape: Shape = { type: 'daily', peakHour: 9, peakToMean: 2, weekendFactor: 0.25 };
      const { counts } = arrivals(shape, { requests: 5_500_000, month: monthOf(168, startWeekday), stepSeconds: 60 });
      return Array.from({ length: 7 }, (_, day) => Math.round(sum(counts.slice(day * 1440, (day + 1) * 1440)) / 1000));
    };
    expect(days(0)).toEqual([1000, 1000, 1000, 1000, 1000, 250, 250]);
    expect(days(5)).toEqual([250, 250, 1000, 1000, 1000, 1000, 1000]);
  });

  it('is the same curve whether or not the step divides the day', () => {
    const shape: Shape = { type: 'daily', peakHour: 14, peakToMean: 3 };
    const even = requestsPerHour(spread(shape, 1_000_000, 48, 60));
    const uneven = requestsPerHour(spread(shape, 1_000_000, 48, 7));
    expect((uneven[14] as number) / (even[14] as number)).toBeCloseTo(1, 2);
    expect((uneven[38] as number) / (even[38] as number)).toBeCloseTo(1, 2);
  });
});

describe('weekly', () => {
  const weights = Array.from({ length: 168 }, (_, hour) => hour);

  it('gives each hour of the week its weight, Monday first', () => {
    expect(perHour({ type: 'weekly', weights }, sum(weights) * 10, 168)).toEqual(weights.map((weight) => weight * 10));
  });

  it('begins on the weekday of the month', () => {
    const { counts } = arrivals(
      { type: 'weekly', weights },
      { requests: 24 * 10 + 23 * 12, month: monthOf(24, 0), stepSeconds: 3600 },
    );
    expect(counts[0]).toBe(0);
    const saturday = arrivals(
      { type: 'weekly', weights },
      { requests: 131.5 * 24, month: monthOf(24, 5), stepSeconds: 3600 },
    );
    expect(saturday.counts[0]).toBe(120);
    expect(saturday.counts[23]).toBe(143);
  });
});

describe('spikes', () => {
  it('raises the rate by its factor, count times, never overlapping', () => {
    const { expected } = spread({ type: 'spikes', count: 5, lengthS: 600, factor: 11, seed: 3 }, 1_000_000, 24, 1);
    const base = Math.min(...expected);
    const raised = [...expected].filter((rate) => rate > base * 1.5);
    expect(raised.length).toBeGreaterThanOrEqual(5 * 599);
    expect(raised.length).toBeLessThanOrEqual(5 * 602);
    expect(Math.max(...expected) / base).toBeCloseTo(11, 6);
    // The area is the month's seconds and ten more in each second of a spike.
    expect(base * (86_400 + 5 * 600 * 10)).toBeCloseTo(1_000_000, 3);
  });

  it('fill the month when they have to, and the seed moves them', () => {
    const full = spread({ type: 'spikes', count: 24, lengthS: 3600, factor: 2, seed: 1 }, 1440, 24);
    expect(new Set(full.counts)).toEqual(new Set([1]));
    const at = (seed: number) => spread({ type: 'spikes', count: 1, lengthS: 60, factor: 100, seed }, 1e6, 24).counts;
    expect(at(1)).toEqual(at(1));
    expect(at(1)).not.toEqual(at(2));
  });
});

describe('stages', () => {
  const stages = [
    { target: 10, durationS: 3600 },
    { target: 10, durationS: 3600 },
    { target: 0, durationS: 0 },
    { target: 4, durationS: 3600 },
  ];

  it('has the area of its ramps', () => {
    expect(perHour({ type: 'stages', stages }, 61_200, 3)).toEqual([18_000, 36_000, 7200]);
    expect(statedRequests({ type: 'stages', stages }, monthOf(3))).toBe(61_200);
    expect(statedRequests({ type: 'stages', startRate: 10, timeUnitS: 60, stages }, monthOf(1))).toBe(600);
  });

  it('begins again, holds or stops', () => {
    const stated = (afterwards: 'repeat' | 'hold' | 'stop') =>
      statedRequests({ type: 'stages', stages, afterwards }, monthOf(6));
    expect(stated('repeat')).toBe(2 * 61_200);
    expect(stated('hold')).toBe(61_200 + 3 * 3600 * 4);
    expect(stated('stop')).toBe(61_200);
  });
});

describe('cron', () => {
  it('comes all at once', () => {
    const { counts, expected, impulses } = spread({ type: 'cron', everyS: 300, burst: 50, offsetS: 60 }, 600, 1);
    expect([...(impulses?.atS ?? [])]).toEqual([60, 360, 660, 960, 1260, 1560, 1860, 2160, 2460, 2760, 3060, 3360]);
    expect(new Set(impulses?.sizes)).toEqual(new Set([50]));
    expect([...counts].flatMap((count, step) => (count > 0 ? [step] : []))).toEqual([
      1, 6, 11, 16, 21, 26, 31, 36, 41, 46, 51, 56,
    ]);
    expect(sum(expected)).toBe(0);
  });

  it('states its own volume, and gives way to the one asked for', () => {
    const shape: Shape = { type: 'cron', everyS: 86_400, burst: 1000 };
    expect(statedRequests(shape, monthOf(720))).toBe(30_000);
    expect([...(spread(shape, 100, 72).impulses?.sizes ?? [])]).toEqual([33, 34, 33]);
  });
});

describe('growth', () => {
  it('compounds: the rate at the end is factor times that at the start', () => {
    const { expected } = spread({ type: 'growth', factor: 3 }, 1e9);
    expect((expected.at(-1) as number) / (expected[0] as number)).toBeCloseTo(3, 3);
    expect((expected[21_900] as number) / (expected[0] as number)).toBeCloseTo(Math.sqrt(3), 3);
    expect(perHour({ type: 'growth', factor: 1 }, 730)).toEqual(Array.from({ length: 730 }, () => 1));
  });
});

describe('noise', () => {
  it('varies by what it says, about the same mean, whatever the step', () => {
    const noise: Shape = { type: 'noise', variation: 0.3, seed: 9 };
    const { expected } = spread(noise, 43_800_000);
    const mean = sum(expected) / expected.length;
    const variance = sum(expected.map((rate) => (rate - mean) ** 2)) / expected.length;
    expect(Math.sqrt(variance) / mean).toBeCloseTo(0.3, 2);
    const fine = spread(noise, 43_800_000, 730, 20).expected;
    expect((fine[0] as number) + (fine[1] as number) + (fine[2] as number)).toBeCloseTo(expected[0] as number, 6);
  });
});

describe('trace', () => {
  const trace = parseTrace('timestamp,requests\n2026-01-01T00:00:00,0\n2026-01-01T00:30:00,30\n2026-01-01T01:00:00,60');

  it('is tiled, stretched or laid once', () => {
    expect(statedRequests({ type: 'trace', trace }, monthOf(3))).toBe(180);
    expect(perHour({ type: 'trace', trace }, 180, 3)).toEqual([30, 60, 90]);
    expect(perHour({ type: 'trace', trace, fit: 'stop' }, 90, 3)).toEqual([30, 60, 0]);
    expect(perHour({ type: 'trace', trace, fit: 'stretch' }, 90, 3)).toEqual([0, 30, 60]);
  });

  it('used as it is, comes out as it is', () => {
    expect([...spread({ type: 'trace', trace }, 90, 1.5, 1800).counts]).toEqual([0, 30, 60]);
  });

  it('is scaled to the volume asked for', () => {
    expect(perHour({ type: 'trace', trace }, 18_000, 3)).toEqual([3000, 6000, 9000]);
  });
});

describe('compound shapes', () => {
  it('a sum gives each part its share', () => {
    const { expected, impulses } = spread(
      {
        type: 'sum',
        parts: [
          { shape: { type: 'steady' }, share: 3 },
          { shape: { type: 'cron', everyS: 3600, burst: 1 }, share: 1 },
        ],
      },
      1000,
      5,
    );
    expect(sum(expected)).toBeCloseTo(750, 9);
    expect([...(impulses?.sizes ?? [])]).toEqual([50, 50, 50, 50, 50]);
  });

  it('impulses of one instant are one', () => {
    const parts = [
      { shape: { type: 'cron', everyS: 1200, burst: 1 }, share: 1 },
      { shape: { type: 'cron', everyS: 1800, burst: 1 }, share: 1 },
    ] as const;
    const { impulses } = spread({ type: 'sum', parts }, 600, 1);
    expect([...(impulses?.atS ?? [])]).toEqual([0, 1200, 1800, 2400]);
    expect([...(impulses?.sizes ?? [])]).toEqual([250, 100, 150, 100]);
  });

  it('a product multiplies rates, and impulses by the rate where they are', () => {
    const ramp: Shape = { type: 'stages', stages: [{ target: 1, durationS: 7200 }] };
    const square = perHour({ type: 'product', parts: [ramp, ramp] }, 8_000_000, 2);
    expect((square[1] as number) / (square[0] as number)).toBeCloseTo(7, 2);
    const cron: Shape = { type: 'cron', everyS: 3600, burst: 1, offsetS: 1800 };
    const { impulses } = spread({ type: 'product', parts: [cron, ramp] }, 400, 2, 1);
    expect([...(impulses?.sizes ?? [])]).toEqual([100, 300]);
  });
});

describe('what is refused', () => {
  it.each<[string, Shape]>([
    ['peakHour 25', { type: 'daily', peakHour: 25, peakToMean: 2 }],
    ['peakToMean 0.5', { type: 'daily', peakHour: 1, peakToMean: 0.5 }],
    ['weekendFactor -1', { type: 'daily', peakHour: 1, peakToMean: 2, weekendFactor: -1 }],
    ['2 weights', { type: 'weekly', weights: [1, 2] }],
    [
      'Weight 3 of a weekly shape is -1',
      { type: 'weekly', weights: Array.from({ length: 168 }, (_, i) => (i === 3 ? -1 : 1)) },
    ],
    ['longer than the month', { type: 'spikes', count: 1000, lengthS: 86_400, factor: 2, seed: 1 }],
    ['1.5 spikes', { type: 'spikes', count: 1.5, lengthS: 60, factor: 2, seed: 1 }],
    ['Stage 0 with target -1', { type: 'stages', stages: [{ target: -1, durationS: 1 }] }],
    ['less than a second', { type: 'stages', stages: [{ target: 1, durationS: 0 }] }],
    ['timeUnitS 0', { type: 'stages', timeUnitS: 0, stages: [{ target: 1, durationS: 1 }] }],
    ['without any traffic', { type: 'stages', stages: [{ target: 0, durationS: 60 }] }],
    ['Cron every 0 s', { type: 'cron', everyS: 0, burst: 1 }],
    ['factor of 0', { type: 'growth', factor: 0 }],
    ['variation -1', { type: 'noise', variation: -1, seed: 1 }],
    ['sum of no shapes', { type: 'sum', parts: [] }],
    ['Part 0 of a sum with share 0', { type: 'sum', parts: [{ shape: { type: 'steady' }, share: 0 }] }],
    ['product of no shapes', { type: 'product', parts: [] }],
    [
      'two shapes with impulses',
      {
        type: 'product',
        parts: [
          { type: 'cron', everyS: 60, burst: 1 },
          { type: 'cron', everyS: 90, burst: 1 },
        ],
      },
    ],
  ])('%s', (message, shape) => {
    expect(() => spread(shape)).toThrow(
      expect.objectContaining({ code: 'USAGE_INVALID', message: expect.stringContaining(message) }),
    );
  });

  it('a volume that is not whole, a step that is not', () => {
    expect(() => spread({ type: 'steady' }, 0.5)).toThrow('0.5 requests');
    expect(() => spread({ type: 'steady' }, 1, 1, 0)).toThrow('A step of 0 s');
  });
});

it('a month has a step for every started minute', () => {
  expect(arrivals({ type: 'steady' }, { requests: 1, month: MONTH, stepSeconds: 60 }).counts.length).toBe(43_800);
});

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
