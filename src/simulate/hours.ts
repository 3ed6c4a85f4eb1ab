/** The hour of the month that a step begins in. */
export function hourOf(step: number, stepSeconds: number): number {
  return Math.floor((step * stepSeconds) / 3600);
}

/** A number for every hour of the month, 0 as yet. */
export function hoursOf({ counts, stepSeconds }: { counts: Float64Array; stepSeconds: number }): Float64Array {
  return new Float64Array(Math.ceil((counts.length * stepSeconds) / 3600 - 1e-9));
}

/** Sums of a series by the hour of the month that each of its steps begins in. */
export function hourlySums(values: Float64Array, stepSeconds: number): Float64Array {
  const sums = hoursOf({ counts: values, stepSeconds });
  let step = 0;
  for (let hour = 0; hour < sums.length; hour += 1) {
    const end = Math.min(values.length, Math.ceil(((hour + 1) * 3600) / stepSeconds));
    let sum = 0;
    for (; step < end; step += 1) sum += values[step] as number;
    sums[hour] = sum;
  }
  return sums;
}

/** Adds to one number of a series. */
export function addTo(series: Float64Array, at: number, value: number): void {
  series[at] = (series[at] as number) + value;
}

/** Sums over the hours of the month to means; the last hour may be shorter. */
export function hourlyMeans(sums: Float64Array, monthS: number): Float64Array {
  return sums.map((sum, hour) => sum / Math.min(3600, monthS - hour * 3600));
}
