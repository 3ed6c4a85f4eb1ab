/** Waits shorter than this are none, in seconds: a millisecond. */
const SHORTEST_S = 0.001;
/** Each bin ends so many times later than the one before: what is read from the distribution is right to 2 %. */
const LOG_RATIO = Math.log(1.02);
/** Bins up to a month of 31 days and beyond. */
const BINS = 1200;

/**
 * How long the requests of a month waited: how many not longer than t, for the ends t of bins that grow by 2 %. Exact
 * there; a few kilobytes, whatever the month.
 */
export class Waits {
  /** Requests that waited longer than a millisecond; with decimals, as they are expectations. */
  waiting = 0;
  longestS = 0;
  /** Requests of one wait, by bin. */
  private readonly points = new Float64Array(BINS);
  /** The longest of them. */
  private readonly longest = new Float64Array(BINS);
  /** Requests a second of waiting time, begun or ended in a bin, and the same times the instant of it. */
  private readonly slopes = new Float64Array(BINS);
  private readonly moments = new Float64Array(BINS);

  /** So many requests waited `seconds`. */
  add(seconds: number, requests: number): void {
    if (!(requests > 0) || seconds <= SHORTEST_S) return;
    const bin = binOf(seconds);
    this.points[bin] = (this.points[bin] as number) + requests;
    this.longest[bin] = Math.max(this.longest[bin] as number, seconds);
    this.waiting += requests;
    this.longestS = Math.max(this.longestS, seconds);
  }

  /** So many requests waited between two times, every length alike. */
  addEvenly(oneS: number, otherS: number, requests: number): void {
    const toS = Math.max(oneS, otherS);
    const leastS = Math.min(oneS, otherS);
    if (!(requests > 0) || toS <= SHORTEST_S) return;
    if (toS < leastS * 1.001) {
      this.add(toS, requests);
      return;
    }
    const slope = requests / (toS - leastS);
    const fromS = Math.max(leastS, SHORTEST_S);
    this.bend(fromS, slope);
    this.bend(toS, -slope);
    this.waiting += slope * (toS - fromS);
    this.longestS = Math.max(this.longestS, toS);
  }

  /** Requests that waited longer than `seconds`, taken to the end of its bin. */
  longerThan(seconds: number): number {
    if (seconds >= this.longestS) return 0;
    let later = 0;
    this.ends((endS, upTo) => {
      later = this.waiting - upTo;
      return endS > seconds;
    });
    return Math.max(0, later);
  }

  /**
   * The wait in seconds that a share `quantile` of `requests`, those that did not wait among them, does not exceed: the
   * longest in its bin.
   */
  quantile(quantile: number, requests: number): number {
    const mayBeLater = (1 - quantile) * requests * (1 + 1e-9);
    if (this.waiting <= mayBeLater) return 0;
    let wait = this.longestS;
    this.ends((endS, upTo, bin) => {
      const isPoint = (this.points[bin] as number) > 0;
      wait = Math.min(isPoint ? (this.longest[bin] as number) : endS, this.longestS);
      return this.waiting - upTo <= mayBeLater;
    });
    return wait;
  }

  private bend(atS: number, slope: number): void {
    const bin = binOf(atS);
    this.slopes[bin] = (this.slopes[bin] as number) + slope;
    this.moments[bin] = (this.moments[bin] as number) + slope * atS;
  }

  /** Goes through the ends of the bins, with the requests that waited no longer, until told to stop. */
  private ends(isEnough: (endS: number, upTo: number, bin: number) => boolean): void {
    let [points, slope, moment] = [0, 0, 0];
    for (let bin = 0; bin < BINS; bin += 1) {
      points += this.points[bin] as number;
      slope += this.slopes[bin] as number;
      moment += this.moments[bin] as number;
      const endS = SHORTEST_S * Math.exp((bin + 1) * LOG_RATIO);
      if (isEnough(endS, points + slope * endS - moment, bin)) return;
    }
  }
}

function binOf(seconds: number): number {
  return Math.min(BINS - 1, Math.max(0, Math.floor(Math.log(seconds / SHORTEST_S) / LOG_RATIO)));
}
