import { Waits } from '../waits.js';
import { type AcuMonth, type DatabaseInstance, LONG_PAUSE_S } from './acu-month.js';
import { aimOf, halfUp } from './acu-scaling.js';

/**
 * `acuMonth` of requests at one rate: the same capacity all month, paused for a share exp(−rate × awake time) of it.
 * What is above the most capacity is lost, or never done.
 */
export function steadyAcuMonth(requestsPerSecond: number, instance: DatabaseInstance, monthS: number): AcuMonth {
  const { pause, queriesPerRequest, queriesPerSecondPerAcu, maxAcu, patienceS } = instance;
  const wantedAcu = (requestsPerSecond * queriesPerRequest) / queriesPerSecondPerAcu;
  const acus = aimOf(wantedAcu, instance);
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
  const lostShare = halfUp(wantedAcu) > maxAcu ? 1 - maxAcu / wantedAcu : 0;
  if (lostShare > 0) waits.add(Math.min(patienceS, monthS * lostShare), requestsPerSecond * monthS);
  return {
    halfAcuSeconds: Math.round(acus * 2 * (monthS - pausedS)),
    peakAcu: pausedS === monthS ? 0 : acus,
    wantedAcu: halfUp(wantedAcu),
    pausedS,
    resumes,
    waits,
    lostRequests: lostShare * requestsPerSecond * monthS + waits.longerThan(patienceS),
  };
}
