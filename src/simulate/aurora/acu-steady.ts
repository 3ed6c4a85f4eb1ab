import { Waits } from '../waits.js';
import { type AcuMonth, type DatabaseInstance, LONG_PAUSE_S } from './acu-month.js';
import { aimOf, halfUp } from './acu-scaling.js';

/** What decides over the capacity of an instance under a steady rate. */
export type SteadyLoad = Pick<DatabaseInstance, 'minAcu' | 'maxAcu' | 'queriesPerRequest' | 'queriesPerSecondPerAcu'>;

/** Capacity that the queries of a rate want, before it is rounded to halves and limited. */
export function wantedAcu(
  requestsPerSecond: number,
  { queriesPerRequest, queriesPerSecondPerAcu }: Pick<SteadyLoad, 'queriesPerRequest' | 'queriesPerSecondPerAcu'>,
): number {
  return (requestsPerSecond * queriesPerRequest) / queriesPerSecondPerAcu;
}

/** Half-ACU-seconds of an instance that is awake for some seconds, under a steady rate; whole. */
export function steadyHalfAcuSeconds(requestsPerSecond: number, load: SteadyLoad, awakeS: number): number {
  return Math.round(aimOf(wantedAcu(requestsPerSecond, load), load) * 2 * awakeS);
}

/**
 * `acuMonth` of requests at one rate: the same capacity all month, paused for a share exp(−rate × awake time) of it.
 * What is above the most capacity is lost, or never done.
 */
export function steadyAcuMonth(requestsPerSecond: number, instance: DatabaseInstance, monthS: number): AcuMonth {
  const { pause, maxAcu, patienceS } = instance;
  const wanted = wantedAcu(requestsPerSecond, instance);
  const waits = new Waits();
  let [pausedS, resumes] = [0, 0];
  if (pause !== null) {
    const reaching = requestsPerSecond * pause.share;
    pausedS = monthS * Math.exp(-reaching * pause.awakeS);
    resumes = reaching * pausedS;
    const long = resumes * Math.exp(-reaching * LONG_PAUSE_S);
    for (const [times, seconds] of [
      [resumes - long, pause.resumeS],
      [long, pause.longResumeS],
    ] as const) {
      waits.add(seconds, times);
      waits.addEvenly(0, seconds, times * reaching * seconds);
    }
  }
  const lostShare = halfUp(wanted) > maxAcu ? 1 - maxAcu / wanted : 0;
  if (lostShare > 0) waits.add(Math.min(patienceS, monthS * lostShare), requestsPerSecond * monthS);
  return {
    halfAcuSeconds: steadyHalfAcuSeconds(requestsPerSecond, instance, monthS - pausedS),
    peakAcu: pausedS === monthS ? 0 : aimOf(wanted, instance),
    wantedAcu: halfUp(wanted),
    pausedS,
    resumes,
    waits,
    lostRequests: lostShare * requestsPerSecond * monthS + waits.longerThan(patienceS),
  };
}
