/**
 * Requests running at once in each step: those let in within one service time before its middle. Before the month the
 * rate is taken to have been that of the first step.
 */
export class RunningRequests {
  readonly means: Float64Array;
  /** Rates of the last steps, in a ring. */
  private readonly rates: Float64Array;
  /** Whole steps before a step that one service reaches back over, and what remains of it. */
  private readonly stepsBack: number;
  private readonly restS: number;
  private readonly ownS: number;
  private sum = 0;

  /** @param mostRate what can be let in day in, day out */
  constructor(
    steps: number,
    private readonly stepSeconds: number,
    private readonly serviceS: number,
    private readonly mostRate: number,
  ) {
    this.means = new Float64Array(steps);
    this.ownS = Math.min(serviceS, stepSeconds / 2);
    this.stepsBack = Math.floor((serviceS - this.ownS) / stepSeconds);
    this.restS = serviceS - this.ownS - this.stepsBack * stepSeconds;
    this.rates = new Float64Array(this.stepsBack + 3);
  }

  /** Takes in the rate of the next step. */
  take(step: number, rate: number): void {
    if (this.serviceS <= this.ownS) {
      this.means[step] = rate * this.serviceS;
      return;
    }
    const { rates, stepsBack } = this;
    if (step === 0) {
      const before = Math.min(rate, this.mostRate);
      rates.fill(before);
      this.sum = stepsBack * before;
    } else if (stepsBack > 0) {
      this.sum += this.rateBefore(step, 1) - this.rateBefore(step, 1 + stepsBack);
    }
    const rest = this.rateBefore(step, 1 + stepsBack) * this.restS;
    // A sum of what comes and goes may end a float below nothing.
    this.means[step] = Math.max(0, rate * this.ownS + this.sum * this.stepSeconds + rest);
    rates[step % rates.length] = rate;
  }

  /** Takes in all requests of the month. */
  takeAll(requests: Float64Array): void {
    const { means, serviceS, stepSeconds } = this;
    if (serviceS > this.ownS) {
      for (let step = 0; step < requests.length; step += 1) this.take(step, (requests[step] as number) / stepSeconds);
      return;
    }
    for (let step = 0; step < requests.length; step += 1) {
      means[step] = ((requests[step] as number) / stepSeconds) * serviceS;
    }
  }

  at(step: number): number {
    return this.means[step] as number;
  }

  /** Of the requests let in before a step, those that still run at its end. */
  leftAtEndOf(step: number): number {
    return this.leftAt(step, this.stepSeconds);
  }

  /** The most running from some seconds into the step taken in last to its end. */
  mostFrom(step: number, offsetS: number): number {
    if (this.serviceS <= this.ownS) return this.at(step);
    return Math.max(this.runningAt(step, offsetS), this.runningAt(step, this.stepSeconds));
  }

  private runningAt(step: number, offsetS: number): number {
    return this.rateBefore(step, 0) * Math.min(offsetS, this.serviceS) + this.leftAt(step, offsetS);
  }

  /** Of the requests let in before a step, those that still run so many seconds into it. */
  private leftAt(step: number, offsetS: number): number {
    const backS = this.serviceS - offsetS;
    let left = 0;
    for (let back = 1; (back - 1) * this.stepSeconds < backS; back += 1) {
      const ofStepS = Math.min(this.stepSeconds, backS - (back - 1) * this.stepSeconds);
      left += this.rateBefore(step, back) * ofStepS;
    }
    return left;
  }

  private rateBefore(step: number, back: number): number {
    const { rates } = this;
    return rates[(step - back + 2 * rates.length) % rates.length] as number;
  }
}
