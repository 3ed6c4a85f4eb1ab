/** e^−x in a table of so many places for each unit, up to `TABLE_END`. */
const PLACES = 64;
const TABLE_END = 24;
const TABLE = Float64Array.from({ length: TABLE_END * PLACES + 2 }, (_, place) => Math.exp(-place / PLACES));

/** e^−uses, by linear interpolation: off by 3e-5 of its value at most. */
export function goneShare(uses: number): number {
  if (uses >= TABLE_END) return 0;
  const place = uses * PLACES;
  const below = place | 0;
  const lower = TABLE[below] as number;
  return lower + ((TABLE[below + 1] as number) - lower) * (place - below);
}

/** Mean of a share that falls or rises exponentially from one value to another. */
export function meanShare(from: number, to: number): number {
  const sum = from + to;
  if (sum < 4 * LEAST_SHARE) return sum / 2;
  const difference = (from - to) / sum;
  // The logarithmic mean, by its series where the two are close.
  if (difference * difference < 0.04) return (sum / 2) * (1 - (difference * difference) / 3);
  const [high, low] = [Math.max(from, LEAST_SHARE), Math.max(to, LEAST_SHARE)];
  return (high - low) / Math.log(high / low);
}

/** A share below this is 0, but for its logarithm. */
const LEAST_SHARE = 1e-10;
