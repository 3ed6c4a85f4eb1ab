import type { Arrivals } from '../../workload/arrivals.js';
import { WaitHistogram } from '../wait-histogram.js';
import { roundUpToHalfAcu } from './acu-scaling.js';
import { AutoPause, ExpectedRequests } from './auto-pause.js';
import { AwakeInstance, type QueryLoad } from './awake-instance.js';

/** How an instance pauses and resumes. */
export interface Pause {
  /** Seconds from the last request until it pauses: the length of its connection, and the time without connections. */
  readonly awakeS: number;
  /** Share of the requests that reach it, 0 to 1; 0 also keeps bursts from it. */
  readonly share: number;
  /** Seconds that a resume takes. */
  readonly resumeS: number;
  /** The same after a pause of a day or longer. */
  readonly longResumeS: number;
}

/** One database instance of Aurora Serverless v2. */
export interface DatabaseInstance extends QueryLoad {
  /** null when it never pauses. */
  readonly pause: Pause | null;
}

/** The capacity of an instance over a month. */
export interface AcuMonth {
  /** Whole. */
  readonly halfAcuSeconds: number;
  readonly peakAcu: number;
  /** Capacity that the busiest step required; it may be above `maxAcu`. */
  readonly requiredAcu: number;
  readonly pausedS: number;
  readonly resumes: number;
  /** WaitHistogram for a resume or for capacity. */
  readonly waits: WaitHistogram;
  /** Requests that failed, or were not served by the end of the month. */
  readonly lostRequests: number;
  /** By hour: mean ACUs, and the share of the time paused; left out when every hour is alike. */
  readonly hours?: { readonly acus: Float64Array; readonly paused: Float64Array };
}

/** A resume takes longer after a pause of at least this length. */
export const LONG_PAUSE_S = 86_400;

/**
 * Simulates the capacity of an instance over a month, and the requests that wait for it. A paused second is not billed.
 * Requests that find the instance paused, or resuming, wait until it has resumed.
 */
export function acuMonth(arrivals: Arrivals, instance: DatabaseInstance, monthS: number): AcuMonth {
  const { expected, stepSeconds } = arrivals;
  const waits = new WaitHistogram();
  const awake = new AwakeInstance(arrivals, instance, waits);
  const pauses =
    instance.pause === null ? null : new Pauses(new ExpectedRequests(arrivals, instance.pause.share), instance.pause);
  const acus = new Float64Array(Math.ceil(monthS / 3600));
  const paused = new Float64Array(acus.length);
  let acuSeconds = 0;
  let pausedS = 0;
  for (let step = 0; step < expected.length; step += 1) {
    const lengthS = Math.min(stepSeconds, monthS - step * stepSeconds);
    const hour = Math.floor((step * stepSeconds) / 3600);
    const pausedNowS = pauses === null ? 0 : pauses.advance(step, lengthS);
    if (pausedNowS > 0) {
      pausedS += pausedNowS;
      paused[hour] = (paused[hour] as number) + pausedNowS / 3600;
    }
    // The load is served as if awake, weighted by the probability that it is; after a certain pause it starts small.
    if (pausedNowS < lengthS) {
      if (lengthS < stepSeconds || !awake.isUnchanged(step, expected[step] as number)) awake.serve(step, lengthS);
      const used = awake.acuSeconds * (1 - pausedNowS / lengthS);
      acuSeconds += used;
      acus[hour] = (acus[hour] as number) + used / 3600;
    }
    if (pausedNowS > 0 && pauses?.endsPaused === true) awake.reset();
  }
  pauses?.addTo(waits);
  return {
    halfAcuSeconds: Math.round(acuSeconds * 2),
    peakAcu: awake.peakAcu,
    requiredAcu: roundUpToHalfAcu(awake.requiredAcu),
    pausedS,
    resumes: pauses?.resumes ?? 0,
    waits,
    lostRequests: awake.notServed + waits.longerThan(instance.patienceS),
    hours: { acus, paused },
  };
}

/** The pauses of a month, short and long, and the requests that wait for their ends. */
class Pauses {
  resumes = 0;
  private readonly all: AutoPause;
  private readonly long: AutoPause;
  /** Requests that wait for a whole resume, and requests that arrive during one. */
  private readonly waiting = { short: 0, shortRest: 0, long: 0, longRest: 0 };
  private impulse = 0;

  constructor(
    private readonly requests: ExpectedRequests,
    private readonly pause: Pause,
  ) {
    this.all = new AutoPause(requests, pause.awakeS);
    this.long = new AutoPause(requests, pause.awakeS + LONG_PAUSE_S);
  }

  get endsPaused(): boolean {
    return this.all.endsPaused;
  }

  /** Simulates a step. @returns expected seconds of it in which the instance is paused */
  advance(step: number, lengthS: number): number {
    const { all, long } = this;
    if (all.isAwakeThroughout(step)) return 0;
    all.advance(step, lengthS);
    if (all.resumes === 0 && all.foundPaused.length === 0) return all.pausedS;
    const isLong = !long.isAwakeThroughout(step);
    if (isLong) long.advance(step, lengthS);
    const rate = this.requests.between(step, step + 1) / lengthS;
    this.count(all.resumes, isLong ? long.resumes : 0, 1, rate);
    for (let index = 0; index < all.foundPaused.length; index += 1) {
      this.count(
        all.foundPaused[index] as number,
        long.foundPaused[index] as number,
        this.requests.sizes[this.impulse] as number,
        rate,
      );
      this.impulse += 1;
    }
    return all.pausedS;
  }

  /** @param size requests that cause each resume @param rate requests per second that arrive during it */
  private count(resumes: number, long: number, size: number, rate: number): void {
    const { waiting, pause } = this;
    const short = resumes - long;
    waiting.short += short * size;
    waiting.shortRest += short * rate * pause.resumeS;
    waiting.long += long * size;
    waiting.longRest += long * rate * pause.longResumeS;
    this.resumes += resumes;
  }

  /** The request that causes a resume waits for all of it, later ones for what is left. */
  addTo(waits: WaitHistogram): void {
    const { waiting, pause } = this;
    waits.add(pause.resumeS, waiting.short);
    waits.addEvenly(0, pause.resumeS, waiting.shortRest);
    waits.add(pause.longResumeS, waiting.long);
    waits.addEvenly(0, pause.longResumeS, waiting.longRest);
  }
}
