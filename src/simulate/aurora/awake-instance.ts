import type { Arrivals } from '../../workload/arrivals.js';
import type { WaitHistogram } from '../wait-histogram.js';
import { type AcuRange, AcuScaling, targetAcu } from './acu-scaling.js';

/** The queries of one database instance, and how many of them an ACU serves. */
export interface QueryLoad extends AcuRange {
  /** Queries per request; 0 for a reader that receives none. */
  readonly queriesPerRequest: number;
  readonly queriesPerSecondPerAcu: number;
  /** Longest wait in seconds before a request fails; Infinity for work in a queue. */
  readonly patienceS: number;
}

/** A share of the queries of a second that is float noise, not a backlog. */
const NOISE = 1e-9;

/**
 * The capacity and the backlog of one instance while it is awake. Queries that a second cannot serve are a backlog, which
 * requires capacity too. A request waits until the backlog before it is served at the current capacity, and fails when that
 * takes longer than `patienceS`.
 */
export class AwakeInstance {
  /** ACU-seconds of the last step. */
  acuSeconds = 0;
  peakAcu = 0;
  /** Capacity that the busiest step required, without requests that arrive at once. */
  requiredAcu = 0;
  private readonly scaling: AcuScaling;
  private nextImpulse = 0;
  /** Queries that wait. */
  private backlog = 0;
  private lostQueries = 0;
  /** Requests of a step above the one and up to the other bound leave capacity unchanged. */
  private unchangedAbove = Number.POSITIVE_INFINITY;
  private unchangedUpTo = 0;
  private nextBurstS: number;

  constructor(
    private readonly arrivals: Arrivals,
    private readonly load: QueryLoad,
    private readonly waits: WaitHistogram,
  ) {
    const first = ((arrivals.expected[0] ?? 0) / arrivals.stepSeconds) * load.queriesPerRequest;
    this.scaling = new AcuScaling(load, targetAcu(first / load.queriesPerSecondPerAcu, load));
    this.nextBurstS = arrivals.impulses?.atS[0] ?? Number.POSITIVE_INFINITY;
  }

  /** Requests that have failed or still wait. */
  get notServed(): number {
    const { queriesPerRequest } = this.load;
    return queriesPerRequest === 0 ? 0 : (this.lostQueries + this.backlog) / queriesPerRequest;
  }

  /** Starts at the minimum capacity, as after a pause. */
  reset(): void {
    this.scaling.reset();
    this.unchangedAbove = Number.POSITIVE_INFINITY;
  }

  /** Whether a step of full length leaves capacity unchanged, so that `serve` is not needed; sets its `acuSeconds`. */
  isUnchanged(step: number, expected: number): boolean {
    if (expected <= this.unchangedAbove || expected > this.unchangedUpTo) return false;
    if (this.nextBurstS < (step + 1) * this.arrivals.stepSeconds) return false;
    this.acuSeconds = this.scaling.acus * this.arrivals.stepSeconds;
    return true;
  }

  /** Simulates a step; unchanged ones may be skipped. */
  serve(step: number, lengthS: number): void {
    const { queriesPerRequest, queriesPerSecondPerAcu } = this.load;
    const { scaling } = this;
    const perSecond = ((this.arrivals.expected[step] as number) * queriesPerRequest) / lengthS;
    const requiredAcu = perSecond / queriesPerSecondPerAcu;
    const startS = step * this.arrivals.stepSeconds;
    this.requiredAcu = Math.max(this.requiredAcu, requiredAcu);
    this.peakAcu = Math.max(this.peakAcu, scaling.acus);
    this.acuSeconds = 0;
    let nowS = 0;
    while (nowS < lengthS) {
      const burst = this.burstUntil(startS + nowS + 1);
      if (burst === 0 && this.backlog === 0 && requiredAcu <= scaling.acus * (1 + NOISE)) {
        // Nothing waits until requests arrive at once, so these seconds are simulated together.
        const quietS = Math.min(lengthS - nowS, Math.max(1, Math.floor(this.nextBurstS - startS) - nowS));
        this.acuSeconds += scaling.fall(targetAcu(requiredAcu, this.load), quietS);
        nowS += quietS;
      } else {
        const uniformS =
          burst > 0 ? 0 : Math.min(this.uniformS(perSecond), lengthS - nowS, this.nextBurstS - startS - nowS);
        if (uniformS >= 2) nowS += this.serveUniform(perSecond, Math.floor(uniformS));
        else {
          this.serveSecond(perSecond, burst);
          nowS += 1;
        }
      }
    }
    this.setBounds();
  }

  /** Seconds in which capacity stays the same, and the backlog neither ends nor makes requests wait too long. */
  private uniformS(perSecond: number): number {
    if (this.backlog === 0) return 0;
    const rate = this.scaling.acus * this.load.queriesPerSecondPerAcu;
    const maxBacklog = rate * this.load.patienceS;
    const growth = perSecond - rate;
    // The last second of a backlog is simulated alone.
    const lasts = growth < 0 ? this.backlog / -growth - 1 : Number.POSITIVE_INFINITY;
    const fits =
      growth > 0 && this.backlog < maxBacklog ? (maxBacklog - this.backlog) / growth : Number.POSITIVE_INFINITY;
    return Math.min(this.scaling.unchangedS, lasts, fits);
  }

  /** Several seconds with the same capacity and a backlog. @returns the seconds */
  private serveUniform(perSecond: number, seconds: number): number {
    const { acus } = this.scaling;
    const rate = acus * this.load.queriesPerSecondPerAcu;
    this.scaling.rise(seconds);
    this.acuSeconds += acus * seconds;
    const after = this.backlogAfter((perSecond - rate) * seconds, rate);
    this.waits.addEvenly(this.backlog / rate, after / rate, (perSecond * seconds) / this.load.queriesPerRequest);
    this.backlog = after;
    return seconds;
  }

  /** One second with a backlog or a burst. */
  private serveSecond(perSecond: number, burst: number): void {
    const { queriesPerRequest, queriesPerSecondPerAcu } = this.load;
    this.scaling.step(targetAcu((this.backlog + burst + perSecond) / queriesPerSecondPerAcu, this.load));
    const { acus } = this.scaling;
    const rate = acus * queriesPerSecondPerAcu;
    this.acuSeconds += acus;
    this.peakAcu = Math.max(this.peakAcu, acus);
    // The burst arrives first; the rest follows evenly.
    const start = this.backlog;
    const before = this.backlogAfter(burst, rate);
    // Each request waits for those before it, the first for the backlog at the start.
    const last = Math.max(start, before - queriesPerRequest);
    if (burst > 0) this.waits.addEvenly(start / rate, last / rate, (before - start) / queriesPerRequest);
    this.backlog = before;
    const after = this.backlogAfter(perSecond - rate, rate);
    this.waits.addEvenly(before / rate, after / rate, perSecond / queriesPerRequest);
    this.backlog = after < NOISE * rate ? 0 : after;
  }

  /** The backlog after so many more (or fewer) queries; those that would wait too long are lost. */
  private backlogAfter(queries: number, rate: number): number {
    const total = Math.max(0, this.backlog + queries);
    const kept = Math.min(total, Math.max(this.backlog, rate * this.load.patienceS));
    this.lostQueries += total - kept;
    return kept;
  }

  private setBounds(): void {
    const { minAcu, queriesPerRequest, queriesPerSecondPerAcu } = this.load;
    const { acus, isOnTarget } = this.scaling;
    const requestsPerAcu = (queriesPerSecondPerAcu * this.arrivals.stepSeconds) / queriesPerRequest;
    // Steps close to a bound are simulated.
    this.unchangedUpTo = acus * requestsPerAcu * (1 - 1e-8);
    this.unchangedAbove = acus === minAcu ? -1 : (acus - 0.5) * requestsPerAcu * (1 + 1e-8);
    if (!isOnTarget || this.backlog > 0) this.unchangedAbove = Number.POSITIVE_INFINITY;
  }

  /** Queries of bursts before a time that are not yet counted. */
  private burstUntil(timeS: number): number {
    let requests = 0;
    while (this.nextBurstS < timeS) {
      requests += this.arrivals.impulses?.sizes[this.nextImpulse] ?? 0;
      this.nextImpulse += 1;
      this.nextBurstS = this.arrivals.impulses?.atS[this.nextImpulse] ?? Number.POSITIVE_INFINITY;
    }
    return requests * this.load.queriesPerRequest;
  }
}
