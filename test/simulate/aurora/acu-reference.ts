import type { DatabaseInstance } from '../../../src/simulate/aurora/acu-month.js';
import type { Arrivals } from '../../../src/workload/arrivals.js';

/** What a second-by-second walk through the facts finds. */
export interface ReferenceMonth {
  readonly acuSeconds: number;
  readonly pausedS: number;
  /** The share of each second that it is paused. */
  readonly paused: readonly number[];
  readonly resumes: number;
  readonly lostRequests: number;
  /** Requests that waited for capacity longer than a millisecond. */
  readonly slowRequests: number;
  readonly acus: readonly number[];
}

/**
 * Aurora Serverless v2 as the facts say, one second after the other, with nothing clever: capacity moves from where it
 * last rested by doubling and halving over time; the pause looks back over every second it depends on.
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
  // A reader that nobody asks sees nothing of them.
  const felt = instance.pause?.share === 0 ? new Map<number, number>() : bursts;
  const paused = perSecond.map((_, second) => pausedPart(second, { perSecond, bursts: felt, instance }));
  const walk = capacityWalk(perSecond, { bursts, instance, paused });
  const found = [...felt.keys()].map((second) => pausedAt(second, { perSecond, bursts: felt, instance }, true));
  return {
    ...walk,
    acuSeconds: walk.acus.reduce((sum, acus, second) => sum + acus * (1 - (paused[second] ?? 0)), 0),
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

/** Probability that the database is paused at a second's start; what comes at that very instant still finds it awake. */
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

/** The share of a second that it is paused: looked at twenty times. */
function pausedPart(second: number, load: Load): number {
  const { perSecond, bursts, instance } = load;
  const { pause } = instance;
  if (pause === null || bursts.has(second)) return 0;
  const start = pausedAt(second, load);
  if (start === 0) return 0;
  const oldest = perSecond[(second - pause.awakeS + perSecond.length * 9) % perSecond.length] ?? 0;
  const change = ((perSecond[second] ?? 0) - oldest) * pause.share;
  let sum = 0;
  for (let look = 0; look < 20; look += 1) sum += start * Math.exp((-change * (look + 0.5)) / 20);
  return sum / 20;
}

function capacityWalk(
  perSecond: readonly number[],
  { bursts, instance, paused }: Omit<Load, 'perSecond'> & { readonly paused: readonly number[] },
) {
  const { minAcu, maxAcu, doublingS, halvingS, queriesPerRequest, queriesPerSecondPerAcu, patienceS } = instance;
  const aimAt = (queries: number) => {
    const halves = Math.ceil((queries / queriesPerSecondPerAcu) * 2 - 1e-9);
    return Math.min(maxAcu, Math.max(minAcu, halves / 2));
  };
  const acus: number[] = [];
  let now = aimAt((perSecond[0] ?? 0) * queriesPerRequest);
  let [from, moving, direction, backlog, lost, slow] = [now, 0, 0, 0, 0, 0];
  for (const [second, rate] of perSecond.entries()) {
    if (paused[second] === 1) {
      [now, from, moving, direction] = [minAcu, minAcu, 0, 0];
      acus.push(0);
      continue;
    }
    const burst = (bursts.get(second) ?? 0) * queriesPerRequest;
    const aim = aimAt(backlog + burst + rate * queriesPerRequest);
    const wanted = Math.sign(aim - now);
    if (wanted !== direction) [from, moving, direction] = [now, 0, wanted];
    if (wanted !== 0) moving += 1;
    const halves = from * 2 * (wanted > 0 ? 2 ** (moving / doublingS) : 2 ** (-moving / halvingS));
    if (wanted > 0) now = Math.min(aim, Math.max(now, Math.floor(halves + 1e-9) / 2));
    if (wanted < 0) now = Math.max(aim, Math.min(now, Math.ceil(halves - 1e-9) / 2));
    if (now === aim) direction = 0;
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
