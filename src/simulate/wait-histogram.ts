/** WaitHistogram up to a millisecond count as no wait. */
const SHORTEST_S = 0.001;
/** The upper end of each bin is this factor above that of the bin before, so that quantiles are right to 2%. */
const LOG_RATIO = Math.log(1.02);
/** Enough bins for a wait longer than a month of 31 days. */
const BINS = 1200;

/**
 * How long the requests of a month waited: the number that waited no longer than t, exact at the upper ends t of bins
 * that grow by 2%. A few kilobytes, whatever the length of the month.
 */
export class WaitHistogram {
  /** Requests that waited longer than a millisecond; not whole, as they are expectations. */
  waiting = 0;
  longestS = 0;
  /** Requests with a single wait, by bin. */
  private readonly points = new Float64Array(BINS);
  /** The longest of these waits, by bin. */
  private readonly longest = new Float64Array(BINS);
  /** Changes of the density (requests per second of waiting time) in each bin, and each change times its wait. */
  private readonly slopes = new Float64Array(BINS);
  private readonly moments = new Float64Array(BINS);

  /** Adds requests that all waited `seconds`. */
  add(seconds: number, requests: number): void {
    if (!(requests > 0) || seconds <= SHORTEST_S) return;
    const bin = binOf(seconds);
    this.points[bin] = (this.points[bin] as number) + requests;
    this.longest[bin] = Math.max(this.longest[bin] as number, seconds);
    this.waiting += requests;
    this.longestS = Math.max(this.longestS, seconds);
  }

  /** Adds requests whose waits are distributed evenly between two lengths, in either order. */
  addEvenly(oneS: number, otherS: number, requests: number): void {
    const toS = Math.max(oneS, otherS);
    const minS = Math.min(oneS, otherS);
    if (!(requests > 0) || toS <= SHORTEST_S) return;
    if (toS < minS * 1.001) {
      this.add(toS, requests);
      return;
    }
    const slope = requests / (toS - minS);
    const fromS = Math.max(minS, SHORTEST_S);
    this.changeSlope(fromS, slope);
    this.changeSlope(toS, -slope);
    this.waiting += slope * (toS - fromS);
    this.longestS = Math.max(this.longestS, toS);
  }

  /** Requests that waited longer than the upper end of the bin of `seconds`. */
  longerThan(seconds: number): number {
    if (seconds >= this.longestS) return 0;
    let longer = 0;
    this.visitBins((endS, upToEnd) => {
      longer = this.waiting - upToEnd;
      return endS > seconds;
    });
    return Math.max(0, longer);
  }

  /**
   * The wait in seconds that a share `quantile` of the requests does not exceed: the longest in its bin.
   *
   * @param requests all requests, including those that did not wait
   */
  quantile(quantile: number, requests: number): number {
    const mayWaitLonger = (1 - quantile) * requests * (1 + 1e-9);
    if (this.waiting <= mayWaitLonger) return 0;
    let wait = this.longestS;
    this.visitBins((endS, upToEnd, bin) => {
      const isPoint = (this.points[bin] as number) > 0;
      wait = Math.min(isPoint ? (this.longest[bin] as number) : endS, this.longestS);
      return this.waiting - upToEnd <= mayWaitLonger;
    });
    return wait;
  }

  private changeSlope(atS: number, change: number): void {
    const bin = binOf(atS);
    this.slopes[bin] = (this.slopes[bin] as number) + change;
    this.moments[bin] = (this.moments[bin] as number) + change * atS;
  }

  /** Visits the bins by ascending wait, with the requests that waited up to the end of each, until `visit` returns true. */
  private visitBins(visit: (endS: number, upToEnd: number, bin: number) => boolean): void {
    let [points, slope, moment] = [0, 0, 0];
    for (let bin = 0; bin < BINS; bin += 1) {
      points += this.points[bin] as number;
      slope += this.slopes[bin] as number;
      moment += this.moments[bin] as number;
      const endS = SHORTEST_S * Math.exp((bin + 1) * LOG_RATIO);
      if (visit(endS, points + slope * endS - moment, bin)) return;
    }
  }
}

function binOf(seconds: number): number {
  return Math.min(BINS - 1, Math.max(0, Math.floor(Math.log(seconds / SHORTEST_S) / LOG_RATIO)));
}
