import { WaitHistogram } from '../wait-histogram.js';
import { type AcuMonth, type DatabaseInstance, LONG_PAUSE_S } from './acu-month.js';
import { roundUpToHalfAcu, targetAcu } from './acu-scaling.js';

/** What determines the capacity of an instance under a steady rate. */
export type SteadyLoad = Pick<DatabaseInstance, 'minAcu' | 'maxAcu' | 'queriesPerRequest' | 'queriesPerSecondPerAcu'>;

/** Capacity that the queries of a rate require, before rounding to half ACUs and limits. */
export function requiredAcu(
  requestsPerSecond: number,
  { queriesPerRequest, queriesPerSecondPerAcu }: Pick<SteadyLoad, 'queriesPerRequest' | 'queriesPerSecondPerAcu'>,
): number {
  return (requestsPerSecond * queriesPerRequest) / queriesPerSecondPerAcu;
}

/** Half-ACU-seconds, whole, of an instance that is awake for `awakeS` seconds under a steady rate. */
export function steadyHalfAcuSeconds(requestsPerSecond: number, load: SteadyLoad, awakeS: number): number {
  return Math.round(targetAcu(requiredAcu(requestsPerSecond, load), load) * 2 * awakeS);
}

/**
 * Computes the `acuMonth` of requests at one rate in closed form: capacity is the same all month, paused for a share
 * exp(−rate × awake time) of it. Requests above the maximum capacity are lost, or never done.
 */
export function steadyAcuMonth(requestsPerSecond: number, instance: DatabaseInstance, monthS: number): AcuMonth {
  const { pause, maxAcu, patienceS } = instance;
  const required = requiredAcu(requestsPerSecond, instance);
  const waits = new WaitHistogram();
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
  const lostShare = roundUpToHalfAcu(required) > maxAcu ? 1 - maxAcu / required : 0;
  if (lostShare > 0) waits.add(Math.min(patienceS, monthS * lostShare), requestsPerSecond * monthS);
  return {
    halfAcuSeconds: steadyHalfAcuSeconds(requestsPerSecond, instance, monthS - pausedS),
    peakAcu: pausedS === monthS ? 0 : targetAcu(required, instance),
    requiredAcu: roundUpToHalfAcu(required),
    pausedS,
    resumes,
    waits,
    lostRequests: lostShare * requestsPerSecond * monthS + waits.longerThan(patienceS),
  };
}
