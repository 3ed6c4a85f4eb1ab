/**
 * Mean requests that run at once in each step: those admitted within one service time before its middle. The rate before
 * the month is taken to be that of the first step.
 */
export class RunningRequests {
  readonly means: Float64Array;
  /** Rates of the last steps, in a ring. */
  private readonly rates: Float64Array;
  /** The service time reaches back over part of the step itself, over whole steps, and over part of one more. */
  private readonly ownS: number;
  private readonly stepsBack: number;
  private readonly restS: number;
  private sum = 0;

  /** @param maxRate requests per second that can be admitted for long */
  constructor(
    steps: number,
    private readonly stepSeconds: number,
    private readonly serviceS: number,
    private readonly maxRate: number,
  ) {
    this.means = new Float64Array(steps);
    this.ownS = Math.min(serviceS, stepSeconds / 2);
    this.stepsBack = Math.floor((serviceS - this.ownS) / stepSeconds);
    this.restS = serviceS - this.ownS - this.stepsBack * stepSeconds;
    this.rates = new Float64Array(this.stepsBack + 3);
  }

  /** Adds the admitted requests per second of the next step. */
  add(step: number, rate: number): void {
    if (this.serviceS <= this.ownS) {
      this.means[step] = rate * this.serviceS;
      return;
    }
    const { rates, stepsBack } = this;
    if (step === 0) {
      const before = Math.min(rate, this.maxRate);
      rates.fill(before);
      this.sum = stepsBack * before;
    } else if (stepsBack > 0) {
      this.sum += this.rateBefore(step, 1) - this.rateBefore(step, 1 + stepsBack);
    }
    const rest = this.rateBefore(step, 1 + stepsBack) * this.restS;
    // Float noise may leave a running sum slightly below 0.
    this.means[step] = Math.max(0, rate * this.ownS + this.sum * this.stepSeconds + rest);
    rates[step % rates.length] = rate;
  }

  /** Adds the requests of all steps of the month. */
  addAll(requests: Float64Array): void {
    const { means, serviceS, stepSeconds } = this;
    if (serviceS > this.ownS) {
      for (let step = 0; step < requests.length; step += 1) this.add(step, (requests[step] as number) / stepSeconds);
      return;
    }
    for (let step = 0; step < requests.length; step += 1) {
      means[step] = ((requests[step] as number) / stepSeconds) * serviceS;
    }
  }

  /** Requests admitted before a step that still run at its end. */
  leftAtEndOf(step: number): number {
    return this.leftAt(step, this.stepSeconds);
  }

  /** Maximum of running requests from `offsetS` seconds into the step added last to its end. */
  maxFrom(step: number, offsetS: number): number {
    if (this.serviceS <= this.ownS) return this.means[step] as number;
    return Math.max(this.runningAt(step, offsetS), this.runningAt(step, this.stepSeconds));
  }

  private runningAt(step: number, offsetS: number): number {
    return this.rateBefore(step, 0) * Math.min(offsetS, this.serviceS) + this.leftAt(step, offsetS);
  }

  /** Requests admitted before a step that still run `offsetS` seconds into it. */
  private leftAt(step: number, offsetS: number): number {
    const backS = this.serviceS - offsetS;
    let left = 0;
    for (let back = 1; (back - 1) * this.stepSeconds < backS; back += 1) {
      const partS = Math.min(this.stepSeconds, backS - (back - 1) * this.stepSeconds);
      left += this.rateBefore(step, back) * partS;
    }
    return left;
  }

  private rateBefore(step: number, back: number): number {
    const { rates } = this;
    return rates[(step - back + 2 * rates.length) % rates.length] as number;
  }
}

/** Requests that arrived at once and still run; each runs for the same service time. */
export class RunningBursts {
  private readonly endsS: number[] = [];
  private readonly sizes: number[] = [];
  private head = 0;
  private running = 0;

  /** @param serviceS service time of one request */
  constructor(private readonly serviceS: number) {}

  add(requests: number, nowS: number): void {
    if (requests <= 0) return;
    this.endsS.push(nowS + this.serviceS);
    this.sizes.push(requests);
    this.running += requests;
  }

  /** Requests that run at a time. Call it by ascending time, because ended bursts are dropped. */
  at(nowS: number): number {
    while (this.head < this.endsS.length && (this.endsS[this.head] as number) <= nowS) {
      this.running -= this.sizes[this.head] as number;
      this.head += 1;
    }
    return this.running;
  }
}
