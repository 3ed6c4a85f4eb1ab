/**
 * How many requests run at the same time, over a month: seconds spent at each load. At a load of a erlangs the number
 * is Poisson of mean a; requests that come at once are as many as they are.
 */
export class ConcurrencySpread {
  /** Seconds at each load, place by place, lowest first. */
  private readonly secondsAt = new Float64Array(2 * MIDDLE + 1);
  private lowest = 2 * MIDDLE;
  private highest = 0;
  private readonly burstSeconds = new Map<number, number>();
  private totalS = 0;

  /** @param serviceS time of one request: after it another number of them runs */
  constructor(private readonly serviceS: number) {}

  add(load: number, seconds: number): void {
    this.totalS += seconds;
    if (load <= 0) return;
    const octave = Math.min(OCTAVES, Math.max(-OCTAVES, Math.log2(load)));
    const place = MIDDLE + Math.round(octave * LOADS_PER_OCTAVE);
    this.secondsAt[place] = (this.secondsAt[place] as number) + seconds;
    if (place > this.highest) this.highest = place;
    if (place < this.lowest) this.lowest = place;
  }

  /** @param times how often so many come at once */
  addBurst(requests: number, times = 1): void {
    const level = Math.ceil(requests);
    this.burstSeconds.set(level, (this.burstSeconds.get(level) ?? 0) + this.serviceS * times);
  }

  /** The number that is not exceeded for a share `quantile` of the time. */
  quantile(quantile: number): number {
    return this.least((1 - quantile) * this.totalS);
  }

  /** The highest number of the month: as likely as not it is exceeded at no time, looked at once a service time. */
  peak(): number {
    return this.least(Math.LN2 * this.serviceS);
  }

  /** The least number that is not exceeded for longer than so many seconds. */
  private least(seconds: number): number {
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
    for (let place = this.highest; place >= this.lowest; place -= 1) {
      const atLoad = this.secondsAt[place] as number;
      if (atLoad === 0) continue;
      const share = poissonAbove(level, 2 ** ((place - MIDDLE) / LOADS_PER_OCTAVE));
      // Lower loads exceed it more rarely still.
      if (share * this.totalS < this.serviceS * NEGLIGIBLE) break;
      seconds += atLoad * share;
    }
    for (const [burst, lasting] of this.burstSeconds) if (burst > level) seconds += lasting;
    return seconds;
  }
}

/** Loads this close to each other are taken for the same: 1 %. */
const LOADS_PER_OCTAVE = 64;
/** Lower loads and higher ones, 1e-12 and 1e12, are taken for these. */
const OCTAVES = 40;
const MIDDLE = OCTAVES * LOADS_PER_OCTAVE;
/** Of a service time: too little to count towards the peak. */
const NEGLIGIBLE = 1e-9;

/** P(N > level) of a Poisson number: summed up to a mean of 50, by Wilson and Hilferty's cube root beyond it. */
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

/** P(Z > z), by Abramowitz and Stegun's 26.2.17: off by 7.5e-8 at most. */
function normalAbove(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const polynomial = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * polynomial;
  return z >= 0 ? tail : 1 - tail;
}
