import type { Arrivals } from '../../workload/arrivals.js';
import { Waits } from '../waits.js';
import { AcuLoad, type QueryLoad } from './acu-load.js';
import { halfUp } from './acu-scaling.js';
import { AutoPause, Expected } from './auto-pause.js';

/** How an instance pauses and resumes. */
export interface Pause {
  /** Seconds after a request from which on it is paused: its connection, then the time without any. */
  readonly awakeS: number;
  /** Of the requests that come one by one, those that reach it, 0 to 1. */
  readonly share: number;
  /** Seconds a resume takes. */
  readonly resumeS: number;
  /** The same after a day or longer. */
  readonly longResumeS: number;
}

/** One database instance of Aurora Serverless v2. */
export interface DatabaseInstance extends QueryLoad {
  /** null when it never pauses. */
  readonly pause: Pause | null;
}

/** What the capacity of an instance was in a month. */
export interface AcuMonth {
  /** Whole. */
  readonly halfAcuSeconds: number;
  readonly peakAcu: number;
  /** Capacity that the busiest step asked for; above `maxAcu` it was not given. */
  readonly wantedAcu: number;
  readonly pausedS: number;
  readonly resumes: number;
  /** Requests that waited, for a resume or for capacity. */
  readonly waits: Waits;
  /** Requests that failed, or were not served by the end of the month. */
  readonly lostRequests: number;
  /** Of each hour the mean ACUs, and the share that it was paused; left out when every hour is alike. */
  readonly hours?: { readonly acus: Float64Array; readonly paused: Float64Array };
}

/** A resume takes longer after a pause of this length. */
export const LONG_PAUSE_S = 86_400;

/**
 * The capacity of an instance through a month, and what waits for it. A paused second costs nothing. Requests that find
 * the instance paused wait for it to resume, and so do those that come meanwhile.
 */
export function acuMonth(arrivals: Arrivals, instance: DatabaseInstance, monthS: number): AcuMonth {
  const { expected, stepSeconds } = arrivals;
  const waits = new Waits();
  const load = new AcuLoad(arrivals, instance, waits);
  const pauses =
    instance.pause === null ? null : new Pauses(new Expected(arrivals, instance.pause.share), instance.pause);
  const acus = new Float64Array(Math.ceil(monthS / 3600));
  const paused = new Float64Array(acus.length);
  let acuSeconds = 0;
  let pausedS = 0;
  for (let step = 0; step < expected.length; step += 1) {
    const lengthS = Math.min(stepSeconds, monthS - step * stepSeconds);
    const hour = Math.floor((step * stepSeconds) / 3600);
    const awayS = pauses === null ? 0 : pauses.advance(step, lengthS);
    if (awayS > 0) {
      pausedS += awayS;
      paused[hour] = (paused[hour] as number) + awayS / 3600;
    }
    // The load is served as if awake, in the share of cases in which it is. What was away for certain comes back small.
    if (awayS < lengthS) {
      if (lengthS < stepSeconds || !load.stays(step, expected[step] as number)) load.serve(step, lengthS);
      const used = load.acuSeconds * (1 - awayS / lengthS);
      acuSeconds += used;
      acus[hour] = (acus[hour] as number) + used / 3600;
    }
    if (awayS > 0 && pauses?.endsPaused === true) load.reset();
  }
  pauses?.addTo(waits);
  return {
    halfAcuSeconds: Math.round(acuSeconds * 2),
    peakAcu: load.peakAcu,
    wantedAcu: halfUp(load.wantedAcu),
    pausedS,
    resumes: pauses?.resumes ?? 0,
    waits,
    lostRequests: load.notServed + waits.longerThan(instance.patienceS),
    hours: { acus, paused },
  };
}

/** The pauses of a month, short and long, and how many wait for their end. */
class Pauses {
  resumes = 0;
  private readonly all: AutoPause;
  private readonly long: AutoPause;
  /** Requests that wait for all of a resume, and those that wait for what is left of it. */
  private readonly waiting = { short: 0, shortRest: 0, long: 0, longRest: 0 };
  private impulse = 0;

  constructor(
    private readonly requests: Expected,
    private readonly pause: Pause,
  ) {
    this.all = new AutoPause(requests, pause.awakeS);
    this.long = new AutoPause(requests, pause.awakeS + LONG_PAUSE_S);
  }

  get endsPaused(): boolean {
    return this.all.endsPaused;
  }

  /** Goes through a step. @returns seconds of it that the instance is paused */
  advance(step: number, lengthS: number): number {
    const { all, long } = this;
    if (all.isBusy(step)) return 0;
    all.advance(step, lengthS);
    if (all.resumes === 0 && all.found.length === 0) return all.pausedS;
    const isLong = !long.isBusy(step);
    if (isLong) long.advance(step, lengthS);
    const rate = this.requests.between(step, step + 1) / lengthS;
    this.count(all.resumes, isLong ? long.resumes : 0, 1, rate);
    for (let index = 0; index < all.found.length; index += 1) {
      this.count(
        all.found[index] as number,
        long.found[index] as number,
        this.requests.sizes[this.impulse] as number,
        rate,
      );
      this.impulse += 1;
    }
    return all.pausedS;
  }

  /** @param size requests that come at once, each time; @param rate requests per second that come meanwhile */
  private count(resumes: number, long: number, size: number, rate: number): void {
    const { waiting, pause } = this;
    const short = resumes - long;
    waiting.short += short * size;
    waiting.shortRest += short * rate * pause.resumeS;
    waiting.long += long * size;
    waiting.longRest += long * rate * pause.longResumeS;
    this.resumes += resumes;
  }

  /** Who comes first waits for all of a resume, who comes meanwhile for what is left of it. */
  addTo(waits: Waits): void {
    const { waiting, pause } = this;
    waits.add(pause.resumeS, waiting.short);
    waits.addEvenly(0, pause.resumeS, waiting.shortRest);
    waits.add(pause.longResumeS, waiting.long);
    waits.addEvenly(0, pause.longResumeS, waiting.longRest);
  }
}
