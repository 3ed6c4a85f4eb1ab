import type { Arrivals } from '../../workload/arrivals.js';
import type { Waits } from '../waits.js';
import { type AcuRange, AcuScaling, aimOf } from './acu-scaling.js';

/** What of each request reaches one database instance, and how much of it an ACU serves. */
export interface QueryLoad extends AcuRange {
  /** Queries of one request; 0 for a reader that is never asked. */
  readonly queriesPerRequest: number;
  readonly queriesPerSecondPerAcu: number;
  /** Longest wait in seconds before a request fails; infinite where work waits in a queue. */
  readonly patienceS: number;
}

/** Of the queries of a second, this share may wait without a backlog: noise of floats. */
const NOISE = 1e-9;

/**
 * The queries of one instance while it is awake. What a second cannot serve is a backlog, which asks for capacity too; a
 * request waits as long as the backlog before it takes at the capacity of the moment, and fails where that is more than
 * `patienceS`.
 */
export class AcuLoad {
  /** ACU-seconds of the step gone through last. */
  acuSeconds = 0;
  peakAcu = 0;
  /** Capacity that the busiest step asked for, but for what comes at once. */
  wantedAcu = 0;
  private readonly scaling: AcuScaling;
  private nextImpulse = 0;
  /** Queries that wait. */
  private backlog = 0;
  private lostQueries = 0;
  /** With requests of a step above one and up to the other bound, capacity stays as it is. */
  private staysAbove = Number.POSITIVE_INFINITY;
  private staysUpTo = 0;
  private nextBurstS: number;

  constructor(
    private readonly arrivals: Arrivals,
    private readonly load: QueryLoad,
    private readonly waits: Waits,
  ) {
    const first = ((arrivals.expected[0] ?? 0) / arrivals.stepSeconds) * load.queriesPerRequest;
    this.scaling = new AcuScaling(load, aimOf(first / load.queriesPerSecondPerAcu, load));
    this.nextBurstS = arrivals.impulses?.atS[0] ?? Number.POSITIVE_INFINITY;
  }

  /** Requests that failed so far, or wait still. */
  get notServed(): number {
    const { queriesPerRequest } = this.load;
    return queriesPerRequest === 0 ? 0 : (this.lostQueries + this.backlog) / queriesPerRequest;
  }

  /** It was paused, and comes back small. */
  reset(): void {
    this.scaling.reset();
    this.staysAbove = Number.POSITIVE_INFINITY;
  }

  /** Whether a step of full length with so many requests has the capacity of the last one, and `serve` is not needed. */
  stays(step: number, expected: number): boolean {
    if (expected <= this.staysAbove || expected > this.staysUpTo) return false;
    if (this.nextBurstS < (step + 1) * this.arrivals.stepSeconds) return false;
    this.acuSeconds = this.scaling.acus * this.arrivals.stepSeconds;
    return true;
  }

  /** Goes through a step; those that stay may be left out. */
  serve(step: number, lengthS: number): void {
    const { queriesPerRequest, queriesPerSecondPerAcu } = this.load;
    const { scaling } = this;
    const perSecond = ((this.arrivals.expected[step] as number) * queriesPerRequest) / lengthS;
    const wantedAcu = perSecond / queriesPerSecondPerAcu;
    const startS = step * this.arrivals.stepSeconds;
    this.wantedAcu = Math.max(this.wantedAcu, wantedAcu);
    this.peakAcu = Math.max(this.peakAcu, scaling.acus);
    this.acuSeconds = 0;
    let nowS = 0;
    while (nowS < lengthS) {
      const burst = this.burstUntil(startS + nowS + 1);
      if (burst === 0 && this.backlog === 0 && wantedAcu <= scaling.acus * (1 + NOISE)) {
        // Nothing waits, and nothing will until requests come at once: the seconds need not be gone through.
        const quietS = Math.min(lengthS - nowS, Math.max(1, Math.floor(this.nextBurstS - startS) - nowS));
        this.acuSeconds += scaling.fall(aimOf(wantedAcu, this.load), quietS);
        nowS += quietS;
      } else {
        const alikeS =
          burst > 0 ? 0 : Math.min(this.alikeS(perSecond), lengthS - nowS, this.nextBurstS - startS - nowS);
        if (alikeS >= 2) nowS += this.stretch(perSecond, Math.floor(alikeS));
        else {
          this.second(perSecond, burst);
          nowS += 1;
        }
      }
    }
    this.setBounds();
  }

  /** Seconds in which the same capacity works on a backlog that does not end and does not become too long. */
  private alikeS(perSecond: number): number {
    if (this.backlog === 0) return 0;
    const rate = this.scaling.acus * this.load.queriesPerSecondPerAcu;
    const most = rate * this.load.patienceS;
    const growth = perSecond - rate;
    // The last second of a backlog is looked at by itself.
    const lasts = growth < 0 ? this.backlog / -growth - 1 : Number.POSITIVE_INFINITY;
    const fits = growth > 0 && this.backlog < most ? (most - this.backlog) / growth : Number.POSITIVE_INFINITY;
    return Math.min(this.scaling.unchangedS, lasts, fits);
  }

  private stretch(perSecond: number, seconds: number): number {
    const { acus } = this.scaling;
    const rate = acus * this.load.queriesPerSecondPerAcu;
    this.scaling.rise(seconds);
    this.acuSeconds += acus * seconds;
    const after = this.take((perSecond - rate) * seconds, rate);
    this.waits.addEvenly(this.backlog / rate, after / rate, (perSecond * seconds) / this.load.queriesPerRequest);
    this.backlog = after;
    return seconds;
  }

  /** One second in which something waits. */
  private second(perSecond: number, burst: number): void {
    const { queriesPerRequest, queriesPerSecondPerAcu } = this.load;
    this.scaling.step(aimOf((this.backlog + burst + perSecond) / queriesPerSecondPerAcu, this.load));
    const { acus } = this.scaling;
    const rate = acus * queriesPerSecondPerAcu;
    this.acuSeconds += acus;
    this.peakAcu = Math.max(this.peakAcu, acus);
    // What comes at once comes first; the rest follows evenly.
    const start = this.backlog;
    const before = this.take(burst, rate);
    // Each waits for those before it, the first for what was there.
    const last = Math.max(start, before - queriesPerRequest);
    if (burst > 0) this.waits.addEvenly(start / rate, last / rate, (before - start) / queriesPerRequest);
    this.backlog = before;
    const after = this.take(perSecond - rate, rate);
    this.waits.addEvenly(before / rate, after / rate, perSecond / queriesPerRequest);
    this.backlog = after < NOISE * rate ? 0 : after;
  }

  /** The backlog with so many more queries, or fewer; those that would wait too long are lost. */
  private take(queries: number, rate: number): number {
    const whole = Math.max(0, this.backlog + queries);
    const kept = Math.min(whole, Math.max(this.backlog, rate * this.load.patienceS));
    this.lostQueries += whole - kept;
    return kept;
  }

  private setBounds(): void {
    const { minAcu, queriesPerRequest, queriesPerSecondPerAcu } = this.load;
    const { acus, rests } = this.scaling;
    const requests = (queriesPerSecondPerAcu * this.arrivals.stepSeconds) / queriesPerRequest;
    // Close to a bound a step is looked at.
    this.staysUpTo = acus * requests * (1 - 1e-8);
    this.staysAbove = acus === minAcu ? -1 : (acus - 0.5) * requests * (1 + 1e-8);
    if (!rests || this.backlog > 0) this.staysAbove = Number.POSITIVE_INFINITY;
  }

  /** Queries that come at once before a time, from the last one asked for on. */
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
