/** Entries per unit of a table of e^−x up to `TABLE_END`. */
const ENTRIES_PER_UNIT = 64;
const TABLE_END = 24;
const TABLE = Float64Array.from({ length: TABLE_END * ENTRIES_PER_UNIT + 2 }, (_, index) =>
  Math.exp(-index / ENTRIES_PER_UNIT),
);

/** e^−x for x >= 0, by linear interpolation in a table: relative error below 3e-5; 0 beyond the table. */
export function expOfNegative(x: number): number {
  if (x >= TABLE_END) return 0;
  const position = x * ENTRIES_PER_UNIT;
  const index = position | 0;
  const value = TABLE[index] as number;
  return value + ((TABLE[index + 1] as number) - value) * (position - index);
}

/** Values below this are 0 in all but their logarithm. */
const MIN_VALUE = 1e-10;

/** The logarithmic mean of two shares: the mean over time of one that changes exponentially between them. */
export function logarithmicMean(from: number, to: number): number {
  const sum = from + to;
  if (sum < 4 * MIN_VALUE) return sum / 2;
  const difference = (from - to) / sum;
  // Its series where the two are close.
  if (difference * difference < 0.04) return (sum / 2) * (1 - (difference * difference) / 3);
  const [high, low] = [Math.max(from, MIN_VALUE), Math.max(to, MIN_VALUE)];
  return (high - low) / Math.log(high / low);
}
