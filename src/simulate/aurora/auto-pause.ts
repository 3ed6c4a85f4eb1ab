import type { Arrivals } from '../../workload/arrivals.js';

/** With this many requests expected in the awake time a pause has no probability: exp(−40) = 4e-18. */
const NEVER_PAUSED = 40;

/** The requests expected to reach a database in a month; earlier months are taken to be the same. */
export class ExpectedRequests {
  readonly steps: number;
  readonly stepSeconds: number;
  /** Times of impulses (requests that arrive at once) and their sizes. */
  readonly impulsesS: Float64Array;
  readonly sizes: Float64Array;
  /** Requests expected up to the start of each step; the last entry is the month. */
  private readonly upTo: Float64Array;

  /** @param share of the requests that reaches it; 0 also keeps impulses from it */
  constructor({ expected, impulses, stepSeconds }: Arrivals, share: number) {
    this.steps = expected.length;
    this.stepSeconds = stepSeconds;
    this.upTo = new Float64Array(expected.length + 1);
    for (let step = 0; step < expected.length; step += 1) {
      this.upTo[step + 1] = (this.upTo[step] as number) + (expected[step] as number) * share;
    }
    // With fewer requests than impulses, some impulses are empty.
    const isReaching = (index: number) => share > 0 && (impulses?.sizes[index] ?? 0) > 0;
    this.impulsesS = (impulses?.atS ?? new Float64Array(0)).filter((_, index) => isReaching(index));
    this.sizes = (impulses?.sizes ?? new Float64Array(0)).filter((_, index) => isReaching(index));
  }

  /** Requests expected between the starts of two steps, the first of which may be before the month. */
  between(from: number, to: number): number {
    if (from >= 0) return (this.upTo[to] as number) - (this.upTo[from] as number);
    const months = Math.ceil(-from / this.steps);
    const before = (this.upTo[from + months * this.steps] as number) - months * (this.upTo[this.steps] as number);
    return (this.upTo[to] as number) - before;
  }
}

/**
 * The pauses of a database, step by step: it is paused at a time t when no request arrived in (t − awakeS, t]. For Poisson
 * arrivals this has the probability exp(−requests expected in that time); an impulse is certain. A request that finds it
 * paused resumes it.
 */
export class AutoPause {
  /** Expected seconds of the last step in which it is paused. */
  pausedS = 0;
  /** Expected resumes in that step by requests other than impulses. */
  resumes = 0;
  /** Whether it is certainly paused at the end of that step. */
  endsPaused = false;
  /** For each impulse of that step, the probability that it finds the database paused. */
  readonly foundPaused: number[] = [];
  /** The awake time in whole steps, and the part of one beyond them. */
  private readonly awakeSteps: number;
  private readonly awakePart: number;
  private nextImpulse = 0;
  /** `expectedBefore` of the step that is probably next. */
  private nextExpected = 0;
  private nextStep = -1;
  /** Until when the last impulse keeps it awake. */
  private awakeUntilS: number;

  /** @param awakeS seconds from the last request until it pauses, at least a step */
  constructor(
    private readonly requests: ExpectedRequests,
    private readonly awakeS: number,
  ) {
    const { steps, stepSeconds, impulsesS } = requests;
    this.awakeSteps = Math.floor(awakeS / stepSeconds);
    this.awakePart = awakeS / stepSeconds - this.awakeSteps;
    this.awakeUntilS = (impulsesS.at(-1) ?? Number.NEGATIVE_INFINITY) - steps * stepSeconds + awakeS;
  }

  /** Whether it is awake throughout a step without impulses, because of the requests just before it: most steps. */
  isAwakeThroughout(step: number): boolean {
    return this.requests.between(step + 1 - this.awakeSteps, step) > NEVER_PAUSED && !this.hasImpulse(step);
  }

  /** Simulates a step; those that it is awake throughout may be skipped. */
  advance(step: number, lengthS: number): void {
    const { stepSeconds } = this.requests;
    const before = this.nextStep === step ? this.nextExpected : this.expectedBefore(step);
    this.nextExpected = this.expectedBefore(step + 1);
    this.nextStep = step + 1;
    const rise = this.nextExpected - before;
    const startS = step * stepSeconds;
    const hasImpulse = this.hasImpulse(step);
    if (!hasImpulse && this.awakeUntilS >= startS + lengthS) {
      this.foundPaused.length = 0;
      this.pausedS = 0;
    } else if (hasImpulse || this.awakeUntilS > startS) this.processImpulses(startS, lengthS, { before, rise });
    else {
      this.foundPaused.length = 0;
      this.pausedS = pausedFor(lengthS, before, rise);
    }
    this.endsPaused = this.nextExpected === 0 && this.awakeUntilS <= startS + lengthS;
    this.resumes = (this.requests.between(step, step + 1) / lengthS) * this.pausedS;
  }

  private processImpulses(startS: number, lengthS: number, { before, rise }: { before: number; rise: number }): void {
    this.pausedS = 0;
    this.foundPaused.length = 0;
    let fromS = 0;
    while (fromS < lengthS) {
      const impulseS = (this.requests.impulsesS[this.nextImpulse] ?? Number.POSITIVE_INFINITY) - startS;
      if (impulseS <= fromS) {
        this.processImpulse(startS + fromS, before + (rise * fromS) / lengthS);
        continue;
      }
      const toS = Math.min(lengthS, impulseS);
      // Awake because of an impulse at first; after that it depends on the other requests.
      const awakeForS = Math.min(toS, Math.max(fromS, this.awakeUntilS - startS));
      const expected = before + (rise * awakeForS) / lengthS;
      this.pausedS += pausedFor(toS - awakeForS, expected, (rise * (toS - awakeForS)) / lengthS);
      fromS = toS;
    }
  }

  private processImpulse(nowS: number, expected: number): void {
    this.foundPaused.push(nowS <= this.awakeUntilS ? 0 : Math.exp(-expected));
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

/** Seconds paused in a period over which the expected requests change evenly: ∫ exp(−expected(t)) dt. */
function pausedFor(lengthS: number, expected: number, change: number): number {
  const min = Math.min(expected, expected + change);
  if (min > NEVER_PAUSED) return 0;
  const span = Math.abs(change);
  // (1 − exp(−x)) / x, or the first terms of its series where x is small.
  const mean = span < 1e-4 ? 1 - (span / 2) * (1 - span / 3) : -Math.expm1(-span) / span;
  return lengthS * Math.exp(-min) * mean;
}
