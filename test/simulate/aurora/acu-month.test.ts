import { describe, expect, it } from 'vitest';
import { acuMonth, type DatabaseInstance } from '../../../src/simulate/aurora/acu-month.js';
import { AcuScaling } from '../../../src/simulate/aurora/acu-scaling.js';
import { steadyAcuMonth } from '../../../src/simulate/aurora/steady-acu-month.js';
import { WaitHistogram } from '../../../src/simulate/wait-histogram.js';
import { arrivals } from '../../../src/workload/arrivals.js';
import { normalVariate, seededRandom } from '../../../src/workload/random.js';
import { monthOf } from '../../workload/months.js';

const DAY = monthOf(24);
const PAUSE = { awakeS: 300, share: 1, resumeS: 15, longResumeS: 30 };
const DATABASE: DatabaseInstance = {
  minAcu: 0.5,
  maxAcu: 16,
  doublingS: 60,
  halvingS: 300,
  queriesPerRequest: 1,
  queriesPerSecondPerAcu: 100,
  patienceS: 30,
  pause: PAUSE,
};

const cron = (everyS: number, requests: number, stepSeconds = 60) =>
  arrivals({ type: 'cron', everyS, burst: 1 }, { requests, month: DAY, stepSeconds });

describe('auto-pause', () => {
  it.each([1, 60, 300, 7])('pauses 300 s after each firing of a cron of ten minutes, in steps of %d s', (step) => {
    const month = acuMonth(cron(600, 144, step), DATABASE, DAY.seconds);
    // Half of the day awake at half an ACU.
    expect(month.pausedS).toBeCloseTo(43_200, 6);
    expect(month.halfAcuSeconds).toBe(43_200);
    expect(month.resumes).toBe(144);
    // Every request waits for a resume of 15 s.
    expect(month.waits.waiting).toBe(144);
    expect(month.waits.quantile(0.95, 144)).toBe(15);
  });

  it('never pauses with a request every five minutes', () => {
    const month = acuMonth(cron(300, 288), DATABASE, DAY.seconds);
    expect(month).toMatchObject({ pausedS: 0, halfAcuSeconds: 86_400, resumes: 0 });
  });

  it('is always paused without requests', () => {
    const load = arrivals({ type: 'steady' }, { requests: 0, month: DAY, stepSeconds: 60 });
    expect(acuMonth(load, DATABASE, DAY.seconds)).toMatchObject({ pausedS: 86_400, halfAcuSeconds: 0, peakAcu: 0 });
    expect(steadyAcuMonth(0, DATABASE, DAY.seconds)).toMatchObject({ pausedS: 86_400, halfAcuSeconds: 0, peakAcu: 0 });
  });

  it('resumes more slowly after a pause of a day', () => {
    const month = monthOf(240);
    const every = (hours: number) =>
      arrivals({ type: 'cron', everyS: hours * 3600, burst: 1 }, { requests: 240 / hours, month, stepSeconds: 60 });
    expect(acuMonth(every(24), DATABASE, month.seconds).waits.longestS).toBe(15);
    expect(acuMonth(every(48), DATABASE, month.seconds).waits.longestS).toBe(30);
  });

  it('includes requests during a resume in those that wait', () => {
    // From nothing to 50 per second at 08:00: the first waits 15 s, and 750 arrive meanwhile.
    const stages = {
      type: 'stages' as const,
      stages: [
        { target: 0, durationS: 28_800 },
        { target: 50, durationS: 0 },
        { target: 50, durationS: 57_600 },
      ],
    };
    const load = arrivals(stages, { requests: 2_880_000, month: DAY, stepSeconds: 60 });
    const month = acuMonth(load, { ...DATABASE, minAcu: 1 }, DAY.seconds);
    expect(month.resumes).toBeCloseTo(1, 6);
    expect(month.waits.waiting).toBeCloseTo(751, 0);
  });

  it('has the mean pauses of random arrivals', () => {
    // One request in 400 s on average for 200 days, drawn at random.
    const random = seededRandom(7);
    const seconds = 200 * 86_400;
    let [now, paused, resumes] = [0, 0, 0];
    while (now < seconds) {
      const gap = -Math.log(1 - random()) * 400;
      if (gap > 300) [paused, resumes] = [paused + gap - 300, resumes + 1];
      now += gap;
    }
    const closed = steadyAcuMonth(1 / 400, DATABASE, seconds);
    expect(Math.abs(closed.pausedS / paused - 1)).toBeLessThan(0.02);
    expect(Math.abs(closed.resumes / resumes - 1)).toBeLessThan(0.02);
  });
});

describe('capacity', () => {
  const range = { minAcu: 0.5, maxAcu: 64, doublingS: 60, halvingS: 300 };
  const acusAfter = (scaling: AcuScaling, target: number, seconds: number) => {
    for (let second = 0; second < seconds; second += 1) scaling.step(target);
    return scaling.acus;
  };

  it('at most doubles in a minute, in steps of half an ACU', () => {
    const scaling = new AcuScaling(range, 1);
    // 1 × 2^(35/60) = 1.498, 1 × 2^(36/60) = 1.516.
    expect(acusAfter(scaling, 64, 35)).toBe(1);
    expect(acusAfter(scaling, 64, 1)).toBe(1.5);
    expect(acusAfter(scaling, 64, 24)).toBe(2);
    expect(acusAfter(scaling, 64, 120)).toBe(8);
    expect(acusAfter(scaling, 64, 1000)).toBe(64);
  });

  it('at most halves in five minutes, in steps of half an ACU', () => {
    const scaling = new AcuScaling(range, 4);
    // 4 × 2^(−57/300) = 3.506, 4 × 2^(−58/300) = 3.498.
    expect(acusAfter(scaling, 0.5, 57)).toBe(4);
    expect(acusAfter(scaling, 0.5, 1)).toBe(3.5);
    expect(acusAfter(scaling, 0.5, 242)).toBe(2);
    expect(acusAfter(scaling, 1, 10_000)).toBe(1);
  });

  it('reverses from its current capacity', () => {
    const scaling = new AcuScaling(range, 4);
    expect(acusAfter(scaling, 1, 100)).toBe(3.5);
    expect(acusAfter(scaling, 64, 60)).toBe(7);
  });

  it.each([
    [50, 0.5],
    [50.1, 1],
    [100, 1],
    [1600, 16],
    [2000, 16],
  ])('serves %d queries per second with %d ACU', (rate, acus) => {
    expect(steadyAcuMonth(rate, { ...DATABASE, pause: null }, DAY.seconds).halfAcuSeconds).toBe(acus * 2 * 86_400);
  });

  it('loses requests above the maximum capacity, or never serves them', () => {
    const lost = (patienceS: number) =>
      steadyAcuMonth(2000, { ...DATABASE, patienceS, pause: null }, DAY.seconds).lostRequests / (2000 * 86_400);
    expect(lost(30)).toBeCloseTo(0.2, 9);
    expect(lost(Number.POSITIVE_INFINITY)).toBeCloseTo(0.2, 9);
  });

  it('makes requests of a burst wait for those before them', () => {
    // 1,000 queries at once on half an ACU, 50 per second: the last waits 20 s, 5% longer than 19 s.
    const load = arrivals(
      { type: 'cron', everyS: 3600, burst: 1000 },
      { requests: 24_000, month: DAY, stepSeconds: 60 },
    );
    const { waits } = acuMonth(load, { ...DATABASE, pause: null }, DAY.seconds);
    expect(waits.longestS).toBeCloseTo(19.98, 9);
    expect(waits.quantile(0.95, 24_000) / 19).toBeCloseTo(1, 1);
  });
});

describe('WaitHistogram', () => {
  it('returns shares and quantiles of recorded waits to 2%', () => {
    const waits = new WaitHistogram();
    const random = seededRandom(3);
    const all: number[] = [];
    for (let request = 0; request < 20_000; request += 1) {
      const wait = Math.exp(normalVariate(random) * 2);
      all.push(wait);
      waits.add(wait, 1);
    }
    waits.addEvenly(10, 20, 10_000);
    for (let request = 0; request < 10_000; request += 1) all.push(10 + request / 1000);
    all.sort((a, b) => a - b);
    for (const quantile of [0.5, 0.9, 0.95, 0.99]) {
      const exact = all[Math.floor(quantile * 30_000)] as number;
      expect(Math.abs(waits.quantile(quantile, 30_000) / exact - 1)).toBeLessThan(0.02);
      expect(waits.longerThan(exact) / (30_000 * (1 - quantile))).toBeCloseTo(1, 0);
    }
    expect(waits.quantile(0.95, 600_000)).toBe(0);
  });
});
