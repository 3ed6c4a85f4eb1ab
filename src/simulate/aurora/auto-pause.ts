import type { Arrivals } from '../../workload/arrivals.js';

/** With as many requests expected as this in the time a pause takes, there is none: exp(−40) = 4e-18. */
const CERTAIN = 40;

/** The requests that a month expects to reach a database; the months before it are like it. */
export class Expected {
  readonly steps: number;
  readonly stepSeconds: number;
  /** Instants of the requests that come at once, and how many they are. */
  readonly impulsesS: Float64Array;
  readonly sizes: Float64Array;
  /** Requests expected up to the start of each step; the last entry is the month. */
  private readonly upTo: Float64Array;

  /** @param share of the requests that come one by one; 0: those that come at once do not reach it either */
  constructor({ expected, impulses, stepSeconds }: Arrivals, share: number) {
    this.steps = expected.length;
    this.stepSeconds = stepSeconds;
    this.upTo = new Float64Array(expected.length + 1);
    for (let step = 0; step < expected.length; step += 1) {
      this.upTo[step + 1] = (this.upTo[step] as number) + (expected[step] as number) * share;
    }
    // Of a volume smaller than the number of firings some bring nothing.
    const isReaching = (index: number) => share > 0 && (impulses?.sizes[index] ?? 0) > 0;
    this.impulsesS = (impulses?.atS ?? new Float64Array(0)).filter((_, index) => isReaching(index));
    this.sizes = (impulses?.sizes ?? new Float64Array(0)).filter((_, index) => isReaching(index));
  }

  /** Between the starts of two steps, the first of which may lie before the month. */
  between(from: number, to: number): number {
    if (from >= 0) return (this.upTo[to] as number) - (this.upTo[from] as number);
    const months = Math.ceil(-from / this.steps);
    const before = (this.upTo[from + months * this.steps] as number) - months * (this.upTo[this.steps] as number);
    return (this.upTo[to] as number) - before;
  }
}

/**
 * The pauses of a database, step by step: it is paused at a time t when no request came in (t − awakeS, t]. For Poisson
 * arrivals that is a share exp(−requests expected in that time) of the months that might be, for requests that come at
 * once (`impulses`) a certainty. A request that finds it paused resumes it.
 */
export class AutoPause {
  /** Seconds that it is paused of the step gone through last, expected. */
  pausedS = 0;
  /** Resumes in that step by requests that come one by one, expected. */
  resumes = 0;
  /** Whether it is paused for certain where that step ends. */
  endsPaused = false;
  /** For each impulse of that step, the probability that it finds the database paused. */
  readonly found: number[] = [];
  /** The awake time in whole steps, and the part of one beyond them. */
  private readonly awakeSteps: number;
  private readonly awakePart: number;
  private nextImpulse = 0;
  /** Requests expected before the step that is likely next. */
  private known = 0;
  private knownStep = -1;
  /** An impulse keeps it awake until then. */
  private awakeUntilS: number;

  /** @param awakeS seconds after a request from which on it is paused, at least a step */
  constructor(
    private readonly requests: Expected,
    private readonly awakeS: number,
  ) {
    const { steps, stepSeconds, impulsesS } = requests;
    this.awakeSteps = Math.floor(awakeS / stepSeconds);
    this.awakePart = awakeS / stepSeconds - this.awakeSteps;
    this.awakeUntilS = (impulsesS.at(-1) ?? Number.NEGATIVE_INFINITY) - steps * stepSeconds + awakeS;
  }

  /** Whether so much came just before the step that it is awake all through it, and nothing comes at once: most steps. */
  isBusy(step: number): boolean {
    return this.requests.between(step + 1 - this.awakeSteps, step) > CERTAIN && !this.hasImpulse(step);
  }

  /** Goes through a step; busy ones may be left out. */
  advance(step: number, lengthS: number): void {
    const { stepSeconds } = this.requests;
    const before = this.knownStep === step ? this.known : this.expectedBefore(step);
    this.known = this.expectedBefore(step + 1);
    this.knownStep = step + 1;
    const rise = this.known - before;
    const startS = step * stepSeconds;
    const hasImpulse = this.hasImpulse(step);
    if (!hasImpulse && this.awakeUntilS >= startS + lengthS) {
      this.found.length = 0;
      this.pausedS = 0;
    } else if (hasImpulse || this.awakeUntilS > startS) this.meetImpulses(startS, lengthS, { before, rise });
    else {
      this.found.length = 0;
      this.pausedS = pausedFor(lengthS, before, rise);
    }
    this.endsPaused = this.known === 0 && this.awakeUntilS <= startS + lengthS;
    this.resumes = (this.requests.between(step, step + 1) / lengthS) * this.pausedS;
  }

  private meetImpulses(startS: number, lengthS: number, { before, rise }: { before: number; rise: number }): void {
    this.pausedS = 0;
    this.found.length = 0;
    let fromS = 0;
    while (fromS < lengthS) {
      const impulseS = (this.requests.impulsesS[this.nextImpulse] ?? Number.POSITIVE_INFINITY) - startS;
      if (impulseS <= fromS) {
        this.meetImpulse(startS + fromS, before + (rise * fromS) / lengthS);
        continue;
      }
      const toS = Math.min(lengthS, impulseS);
      // Awake because of an impulse for a while; from then on it depends on what came one by one.
      const awakeForS = Math.min(toS, Math.max(fromS, this.awakeUntilS - startS));
      const expected = before + (rise * awakeForS) / lengthS;
      this.pausedS += pausedFor(toS - awakeForS, expected, (rise * (toS - awakeForS)) / lengthS);
      fromS = toS;
    }
  }

  private meetImpulse(nowS: number, expected: number): void {
    this.found.push(nowS <= this.awakeUntilS ? 0 : Math.exp(-expected));
    this.awakeUntilS = nowS + this.awakeS;
    this.nextImpulse += 1;
  }

  private hasImpulse(step: number): boolean {
    const { impulsesS, stepSeconds } = this.requests;
    return this.nextImpulse < impulsesS.length && (impulsesS[this.nextImpulse] as number) < (step + 1) * stepSeconds;
  }

  /** Requests expected in the awake time that ends with the start of a step. */
  private expectedBefore(step: number): number {
    const whole = this.requests.between(step - this.awakeSteps, step);
    if (this.awakePart === 0) return whole;
    return whole + this.awakePart * (this.requests.between(step - this.awakeSteps - 1, step) - whole);
  }
}

/** Seconds paused of a stretch through which the requests expected before change evenly: ∫ exp(−expected(t)) dt. */
function pausedFor(lengthS: number, expected: number, change: number): number {
  const least = Math.min(expected, expected + change);
  if (least > CERTAIN) return 0;
  const span = Math.abs(change);
  // (1 − exp(−x)) / x, the first terms of its series where x is small.
  const mean = span < 1e-4 ? 1 - (span / 2) * (1 - span / 3) : -Math.expm1(-span) / span;
  return lengthS * Math.exp(-least) * mean;
}
