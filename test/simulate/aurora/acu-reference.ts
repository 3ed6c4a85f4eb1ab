import type { DatabaseInstance } from '../../../src/simulate/aurora/acu-month.js';
import type { Arrivals } from '../../../src/workload/arrivals.js';

/** The results of a simulation second by second. */
export interface ReferenceMonth {
  readonly acuSeconds: number;
  readonly pausedS: number;
  /** The share of each second in which it is paused. */
  readonly paused: readonly number[];
  readonly resumes: number;
  readonly lostRequests: number;
  /** Requests that waited for capacity longer than a millisecond. */
  readonly slowRequests: number;
  readonly acus: readonly number[];
}

/**
 * Simulates Aurora Serverless v2 second by second, without shortcuts: capacity doubles or halves over time from where it
 * last was on target; a pause looks back over every second on which it depends.
 */
export function referenceMonth(arrivals: Arrivals, instance: DatabaseInstance, seconds: number): ReferenceMonth {
  const perSecond = Array.from({ length: seconds }, (_, second) => {
    const step = Math.floor(second / arrivals.stepSeconds);
    const length = Math.min(arrivals.stepSeconds, seconds - step * arrivals.stepSeconds);
    return (arrivals.expected[step] ?? 0) / length;
  });
  const bursts = new Map<number, number>();
  for (const [index, atS] of (arrivals.impulses?.atS ?? []).entries()) {
    const size = arrivals.impulses?.sizes[index] ?? 0;
    if (size > 0) bursts.set(atS, size);
  }
  // A reader without queries receives no bursts.
  const received = instance.pause?.share === 0 ? new Map<number, number>() : bursts;
  const paused = perSecond.map((_, second) => pausedPart(second, { perSecond, bursts: received, instance }));
  const capacity = simulateCapacity(perSecond, { bursts, instance, paused });
  const found = [...received.keys()].map((second) => pausedAt(second, { perSecond, bursts: received, instance }, true));
  return {
    ...capacity,
    acuSeconds: capacity.acus.reduce((sum, acus, second) => sum + acus * (1 - (paused[second] ?? 0)), 0),
    pausedS: paused.reduce((sum, part) => sum + part, 0),
    paused,
    resumes:
      found.reduce((sum, share) => sum + share, 0) +
      paused.reduce((sum, part, second) => sum + part * (perSecond[second] ?? 0) * (instance.pause?.share ?? 0), 0),
  };
}

interface Load {
  readonly perSecond: readonly number[];
  readonly bursts: ReadonlyMap<number, number>;
  readonly instance: DatabaseInstance;
}

/** Probability that the database is paused at the start of a second; an arrival at that very time still finds it awake. */
function pausedAt(second: number, { perSecond, bursts, instance: { pause } }: Load, isArrival = false): number {
  if (pause === null) return 0;
  let expected = 0;
  for (let back = 1; back <= pause.awakeS; back += 1) {
    const before = (second - back + perSecond.length * 9) % perSecond.length;
    if (back < pause.awakeS + (isArrival ? 1 : 0) && bursts.has(before)) return 0;
    expected += (perSecond[before] ?? 0) * pause.share;
  }
  return Math.exp(-expected);
}

/** The share of a second in which it is paused, from twenty samples. */
function pausedPart(second: number, load: Load): number {
  const { perSecond, bursts, instance } = load;
  const { pause } = instance;
  if (pause === null || bursts.has(second)) return 0;
  const start = pausedAt(second, load);
  if (start === 0) return 0;
  const oldest = perSecond[(second - pause.awakeS + perSecond.length * 9) % perSecond.length] ?? 0;
  const change = ((perSecond[second] ?? 0) - oldest) * pause.share;
  let sum = 0;
  for (let sample = 0; sample < 20; sample += 1) sum += start * Math.exp((-change * (sample + 0.5)) / 20);
  return sum / 20;
}

function simulateCapacity(
  perSecond: readonly number[],
  { bursts, instance, paused }: Omit<Load, 'perSecond'> & { readonly paused: readonly number[] },
) {
  const { minAcu, maxAcu, doublingS, halvingS, queriesPerRequest, queriesPerSecondPerAcu, patienceS } = instance;
  const targetAt = (queries: number) => {
    const halves = Math.ceil((queries / queriesPerSecondPerAcu) * 2 - 1e-9);
    return Math.min(maxAcu, Math.max(minAcu, halves / 2));
  };
  const acus: number[] = [];
  let now = targetAt((perSecond[0] ?? 0) * queriesPerRequest);
  let [from, movingS, direction, backlog, lost, slow] = [now, 0, 0, 0, 0, 0];
  for (const [second, rate] of perSecond.entries()) {
    if (paused[second] === 1) {
      [now, from, movingS, direction] = [minAcu, minAcu, 0, 0];
      acus.push(0);
      continue;
    }
    const burst = (bursts.get(second) ?? 0) * queriesPerRequest;
    const target = targetAt(backlog + burst + rate * queriesPerRequest);
    const towards = Math.sign(target - now);
    if (towards !== direction) [from, movingS, direction] = [now, 0, towards];
    if (towards !== 0) movingS += 1;
    const halves = from * 2 * (towards > 0 ? 2 ** (movingS / doublingS) : 2 ** (-movingS / halvingS));
    if (towards > 0) now = Math.min(target, Math.max(now, Math.floor(halves + 1e-9) / 2));
    if (towards < 0) now = Math.max(target, Math.min(now, Math.ceil(halves - 1e-9) / 2));
    if (now === target) direction = 0;
    acus.push(now);
    const capacity = now * queriesPerSecondPerAcu;
    const queued = Math.min(backlog + burst, Math.max(backlog, capacity * patienceS));
    const left = Math.max(0, queued + rate * queriesPerRequest - capacity);
    const kept = Math.min(left, Math.max(queued, capacity * patienceS));
    lost += backlog + burst - queued + (left - kept);
    if (Math.max(queued, kept) / capacity > 0.001 && queriesPerRequest > 0)
      slow += rate + (queued - backlog) / queriesPerRequest;
    backlog = kept < 1e-9 * capacity ? 0 : kept;
  }
  return { acus, lostRequests: queriesPerRequest === 0 ? 0 : (lost + backlog) / queriesPerRequest, slowRequests: slow };
}
