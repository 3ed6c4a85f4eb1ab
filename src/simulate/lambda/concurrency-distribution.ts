/** Offered loads are rounded to a geometric scale, 1% from one value to the next. */
const LOADS_PER_OCTAVE = 64;
/** Loads below 2^−40 and above 2^40 erlangs (1e-12 and 1e12) count as these. */
const OCTAVES = 40;
const MIDDLE_BIN = OCTAVES * LOADS_PER_OCTAVE;
/** A share of a service time too small to matter for the peak. */
const NEGLIGIBLE = 1e-9;

/**
 * The distribution of concurrency over a month, from the seconds spent at each offered load: at a load of a erlangs the
 * number of running requests is Poisson with mean a. Bursts add their own number for one service time.
 */
export class ConcurrencyDistribution {
  /** Seconds at each load, by bin, lowest load first. */
  private readonly secondsAt = new Float64Array(2 * MIDDLE_BIN + 1);
  private lowestBin = 2 * MIDDLE_BIN;
  private highestBin = 0;
  private readonly burstSeconds = new Map<number, number>();
  private totalS = 0;

  /** @param serviceS service time of one request: numbers further apart are independent */
  constructor(private readonly serviceS: number) {}

  /** @param load in erlangs */
  add(load: number, seconds: number): void {
    this.totalS += seconds;
    if (load <= 0) return;
    const octave = Math.min(OCTAVES, Math.max(-OCTAVES, Math.log2(load)));
    const bin = MIDDLE_BIN + Math.round(octave * LOADS_PER_OCTAVE);
    this.secondsAt[bin] = (this.secondsAt[bin] as number) + seconds;
    if (bin > this.highestBin) this.highestBin = bin;
    if (bin < this.lowestBin) this.lowestBin = bin;
  }

  /** @param times how often so many requests run at once */
  addBurst(requests: number, times = 1): void {
    const level = Math.ceil(requests);
    this.burstSeconds.set(level, (this.burstSeconds.get(level) ?? 0) + this.serviceS * times);
  }

  /** The concurrency that is not exceeded for a share `quantile` of the time. */
  quantile(quantile: number): number {
    return this.lowestExceededFor((1 - quantile) * this.totalS);
  }

  /** The median of the month's peak concurrency, with one independent number per service time. */
  peak(): number {
    return this.lowestExceededFor(Math.LN2 * this.serviceS);
  }

  /** The lowest concurrency that is exceeded for no longer than `seconds`. */
  private lowestExceededFor(seconds: number): number {
    if (this.secondsAbove(0) <= seconds) return 0;
    let high = 1;
    while (this.secondsAbove(high) > seconds) high *= 2;
    let low = high / 2;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.secondsAbove(middle) <= seconds) high = middle;
      else low = middle;
    }
    return high;
  }

  private secondsAbove(level: number): number {
    let seconds = 0;
    for (let bin = this.highestBin; bin >= this.lowestBin; bin -= 1) {
      const atLoad = this.secondsAt[bin] as number;
      if (atLoad === 0) continue;
      const share = poissonAbove(level, 2 ** ((bin - MIDDLE_BIN) / LOADS_PER_OCTAVE));
      // Lower loads exceed it even more rarely.
      if (share * this.totalS < this.serviceS * NEGLIGIBLE) break;
      seconds += atLoad * share;
    }
    for (const [burst, lastingS] of this.burstSeconds) if (burst > level) seconds += lastingS;
    return seconds;
  }
}

/** P(N > level) of a Poisson N: summed up to a mean of 50, by the Wilson-Hilferty cube root approximation beyond it. */
export function poissonAbove(level: number, mean: number): number {
  if (mean <= 0) return 0;
  if (mean <= 50) {
    let term = Math.exp(-mean);
    let below = term;
    for (let n = 1; n <= level; n += 1) {
      term *= mean / n;
      below += term;
    }
    return Math.max(0, 1 - below);
  }
  const n = level + 1;
  const z = 3 * Math.sqrt(n) * (1 - 1 / (9 * n) - Math.cbrt(mean / n));
  return normalAbove(z);
}

/** P(Z > z) of a standard normal Z, by Abramowitz and Stegun 26.2.17: absolute error below 7.5e-8. */
function normalAbove(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const polynomial = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * polynomial;
  return z >= 0 ? tail : 1 - tail;
}
