/** The mean of so many values of a series, from one of them on. */
export function meanOf(values: Float64Array, from: number, length: number): number {
  if (length === 1) return values[from] as number;
  let sum = 0;
  for (let at = from; at < from + length; at += 1) sum += values[at] as number;
  return sum / length;
}

/** The highest value of a series; 0 when none is above it. A loop: `reduce` takes several times as long. */
export function mostOf(values: Float64Array): number {
  let most = 0;
  for (let at = 0; at < values.length; at += 1) if ((values[at] as number) > most) most = values[at] as number;
  return most;
}
