import { normalVariate, poissonVariate, type Random, seededRandom } from '../../src/workload/random.js';

/** A trace that is made, not measured: counts of a row of steps, with the figures of real traffic. */
export interface ShippedTrace {
  readonly file: string;
  readonly stepSeconds: number;
  /** Mean requests per second, and highest step over the mean, that the trace is made to have. */
  readonly meanRps: number;
  readonly peakToMean: number;
  /** Share of the steps without a request; undefined where it does not say anything. */
  readonly emptyShare?: number;
  /** The real traffic whose figures these are. */
  readonly after: string;
  readonly counts: readonly number[];
}

const HOUR_S = 3600;
const DAY_S = 24 * HOUR_S;

/** All of them, from one seed each. */
export function shippedTraces(): ShippedTrace[] {
  return [diurnalWeb(), flashCrowd(), burstyQueue(), fiveMinuteTimer(), mostlyIdle(), nightlyBatch()];
}

/** The file as it is shipped. Undated: a trace begins with the month, whatever its stamps say. */
export function traceText({ counts, stepSeconds }: ShippedTrace): string {
  const start = Date.UTC(2026, 0, 5);
  const rows = counts.map((count, step) => `${new Date(start + step * stepSeconds * 1000).toISOString()},${count}`);
  return `${['timestamp,requests', ...rows].join('\n')}\n`;
}

/** People by day, fewer at weekends, and a mood that drifts for hours. */
function diurnalWeb(): ShippedTrace {
  const random = seededRandom(11);
  const stepSeconds = 300;
  const drift = drifting(random, { length: (7 * DAY_S) / stepSeconds, memory: 0.97, deviation: 0.45 });
  const rates = drift.map((mood, step) => {
    const day = Math.floor((step * stepSeconds) / DAY_S);
    const hour = ((step * stepSeconds) % DAY_S) / HOUR_S;
    return bell(hour - 15, 5) * (day >= 5 ? 0.6 : 1) * mood + 0.15;
  });
  const counts = drawn(random, rates, 0.618 * stepSeconds);
  return {
    file: 'diurnal-web.csv',
    stepSeconds,
    meanRps: 0.618,
    peakToMean: 5.3,
    after: 'NASA-HTTP, August 1995',
    counts,
  };
}

/** A quiet API that a crowd finds on the fourth day, for some hours. */
function flashCrowd(): ShippedTrace {
  const random = seededRandom(12);
  const stepSeconds = 300;
  const foundS = 3 * DAY_S + 10 * HOUR_S;
  const drift = drifting(random, { length: (7 * DAY_S) / stepSeconds, memory: 0.9, deviation: 0.4 });
  const rates = drift.map((mood, step) => {
    const sinceS = step * stepSeconds - foundS;
    const crowd = sinceS < 0 ? 0 : 6 * Math.min(1, sinceS / 900) * Math.exp(-sinceS / (4 * HOUR_S));
    return mood * (1 + crowd);
  });
  const counts = drawn(random, rates, 0.206 * stepSeconds);
  return {
    file: 'flash-crowd.csv',
    stepSeconds,
    meanRps: 0.206,
    peakToMean: 10.6,
    after: 'CloudWatch RequestCount of a load balancer, NAB',
    counts,
  };
}

/** Long silence, and bursts of minutes in which a producer empties itself. */
function burstyQueue(): ShippedTrace {
  const random = seededRandom(13);
  const stepSeconds = 60;
  const rates = Array.from({ length: (2 * DAY_S) / stepSeconds }, () => 0.3);
  for (let burst = 0; burst < 60; burst += 1) {
    const from = Math.floor(random() * rates.length);
    const length = 1 + Math.floor(random() * 6);
    const height = 3 + 42 * random() ** 2;
    for (let step = from; step < Math.min(rates.length, from + length); step += 1) rates[step] = height;
  }
  const counts = drawn(random, rates, 0.4 * stepSeconds);
  return {
    file: 'bursty-queue.csv',
    stepSeconds,
    meanRps: 0.4,
    peakToMean: 36,
    after: 'queue-triggered functions, Azure 2019',
    counts,
  };
}

/** One request each five minutes. */
function fiveMinuteTimer(): ShippedTrace {
  const counts = Array.from({ length: 480 }, (_, step) => (step % 5 === 0 ? 1 : 0));
  return {
    file: 'five-minute-timer.csv',
    stepSeconds: 60,
    meanRps: 1 / 300,
    peakToMean: 5,
    emptyShare: 0.8,
    after: 'timer-triggered functions, Azure 2019',
    counts,
  };
}

/** Hours without anything, and now and then an hour in which somebody works. */
function mostlyIdle(): ShippedTrace {
  const random = seededRandom(14);
  const stepSeconds = HOUR_S;
  const rates = Array.from({ length: 28 * 24 }, (_, step) => {
    const hour = step % 24;
    const isAtWork = hour >= 8 && hour < 23 && random() < 0.95;
    return isAtWork ? Math.exp(2 * normalVariate(random)) : 0;
  });
  const counts = drawn(random, rates, 0.0002 * stepSeconds);
  return {
    file: 'mostly-idle.csv',
    stepSeconds,
    meanRps: 0.0002,
    peakToMean: 78,
    emptyShare: 0.73,
    after: 'commits to a project on GitHub, by the hour',
    counts,
  };
}

/** A night's work handed over within minutes. */
function nightlyBatch(): ShippedTrace {
  const random = seededRandom(15);
  const stepSeconds = 60;
  const rates = Array.from({ length: (2 * DAY_S) / stepSeconds }, (_, step) => {
    const minute = step % (24 * 60);
    return minute >= 120 && minute < 131 ? 60 * bell(minute - 123, 4) + 6 : 0;
  });
  const counts = drawn(random, rates, 0.3 * stepSeconds);
  return {
    file: 'nightly-batch.csv',
    stepSeconds,
    meanRps: 0.3,
    peakToMean: 215,
    emptyShare: 0.99,
    after: 'orchestrated batch functions, Azure 2019, at night only',
    counts,
  };
}

/** Poisson counts of rates that are scaled to a mean of `mean` a step. */
function drawn(random: Random, rates: readonly number[], mean: number): number[] {
  const factor = (mean * rates.length) / rates.reduce((sum, rate) => sum + rate, 0);
  return rates.map((rate) => poissonVariate(random, rate * factor));
}

/** A bell of height 1 around 0, `width` to both sides, on the circle of 24. */
function bell(distance: number, width: number): number {
  const around = (((distance % 24) + 36) % 24) - 12;
  return Math.exp(-((around / width) ** 2));
}

interface Drift {
  readonly length: number;
  /** Share of a step's mood that the next one keeps. */
  readonly memory: number;
  /** Of its logarithm. */
  readonly deviation: number;
}

/** A lognormal mood of mean 1 that changes slowly. */
function drifting(random: Random, { length, memory, deviation }: Drift): number[] {
  let mood = 0;
  return Array.from({ length }, () => {
    mood = memory * mood + Math.sqrt(1 - memory ** 2) * normalVariate(random);
    return Math.exp(deviation * mood - deviation ** 2 / 2);
  });
}
