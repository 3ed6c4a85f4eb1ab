import type { Distribution } from '../../scenario/scenario.js';

/** The value below which a share of all cases is; 0 < share < 1. */
export type Quantile = (share: number) => number;

/** Standard normal quantile of 90%. */
const Z90 = 1.2815515655446004;
/** Parts of the range in which the PERT density is integrated. */
const PARTS = 4096;

/**
 * Makes the quantile function of a distribution.
 *
 * - triangular: its density rises from `low` to `likely` and falls to `high` in straight lines
 * - PERT: a beta distribution between the ends whose mean is (low + 4 likely + high) / 6
 * - lognormal: its logarithm is normal, half of it below ln p50, nine tenths below ln p90
 */
export function quantileOf(distribution: Distribution): Quantile {
  switch (distribution.form) {
    case 'triangular':
      return triangular(distribution);
    case 'pert':
      return pert(distribution);
    case 'lognormal': {
      const { p50, p90 } = distribution;
      const sigma = Math.log(p90 / p50) / Z90;
      return (share) => p50 * Math.exp(sigma * normalQuantile(share));
    }
  }
}

interface Ends {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

function triangular({ low, likely, high }: Ends): Quantile {
  const width = high - low;
  const below = (likely - low) / width;
  return (share) =>
    share < below
      ? low + Math.sqrt(share * width * (likely - low))
      : high - Math.sqrt((1 - share) * width * (high - likely));
}

/** The density is integrated numerically, and its integral inverted by linear interpolation. */
function pert({ low, likely, high }: Ends): Quantile {
  const width = high - low;
  const a = (4 * (likely - low)) / width;
  const b = (4 * (high - likely)) / width;
  const cumulated = new Float64Array(PARTS + 1);
  for (let part = 0; part < PARTS; part += 1) {
    const middle = (part + 0.5) / PARTS;
    cumulated[part + 1] = (cumulated[part] as number) + middle ** a * (1 - middle) ** b;
  }
  const whole = cumulated[PARTS] as number;
  return (share) => {
    const target = share * whole;
    const part = lastAtMost(cumulated, target);
    const start = cumulated[part] as number;
    const inPart = (target - start) / ((cumulated[part + 1] as number) - start);
    return low + ((part + inPart) / PARTS) * width;
  };
}

/** Index of the last value, ascending, that is at most `limit`. */
function lastAtMost(values: Float64Array, limit: number): number {
  let [low, high] = [0, values.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) <= limit) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * Quantile of the standard normal distribution, to 1e-9: Acklam's rational approximation.
 *
 * @see P. J. Acklam, "An algorithm for computing the inverse normal cumulative distribution function" (2003)
 */
function normalQuantile(share: number): number {
  if (share > 0.5) return -normalQuantile(1 - share);
  if (share < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(share));
    return polynomial(TAIL, q) / (polynomial(TAIL_BELOW, q) * q + 1);
  }
  const q = share - 0.5;
  const r = q * q;
  return (polynomial(MIDDLE, r) * q) / (polynomial(MIDDLE_BELOW, r) * r + 1);
}

const MIDDLE = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
];
const MIDDLE_BELOW = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572];
const TAIL = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const TAIL_BELOW = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416];

/** Coefficients of the highest power first. */
function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}
