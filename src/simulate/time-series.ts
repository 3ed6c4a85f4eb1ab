/** The hour of the month in which a step begins. */
export function hourOf(step: number, stepSeconds: number): number {
  return Math.floor((step * stepSeconds) / 3600);
}

/** A series with a 0 for every hour of the month; the last hour may be shorter. */
export function zerosByHour({ counts, stepSeconds }: { counts: Float64Array; stepSeconds: number }): Float64Array {
  return new Float64Array(Math.ceil((counts.length * stepSeconds) / 3600 - 1e-9));
}

/** Sums the steps of a series by the hour of the month in which each begins. */
export function sumsByHour(values: Float64Array, stepSeconds: number): Float64Array {
  const sums = zerosByHour({ counts: values, stepSeconds });
  let step = 0;
  for (let hour = 0; hour < sums.length; hour += 1) {
    const end = Math.min(values.length, Math.ceil(((hour + 1) * 3600) / stepSeconds));
    let sum = 0;
    for (; step < end; step += 1) sum += values[step] as number;
    sums[hour] = sum;
  }
  return sums;
}

/** Divides sums over the hours of the month by the seconds of each hour; the last hour may be shorter. */
export function meansByHour(sums: Float64Array, monthS: number): Float64Array {
  return sums.map((sum, hour) => sum / Math.min(3600, monthS - hour * 3600));
}

/** Requests per second in the busiest hour of the month; the mean rate where every hour is alike. */
export function peakHourlyRate({
  hourlyRequests,
  requestsPerSecond,
}: {
  readonly hourlyRequests?: Float64Array;
  readonly requestsPerSecond: number;
}): number {
  return hourlyRequests === undefined ? requestsPerSecond : maxOf(hourlyRequests) / 3600;
}

/** Adds to one value of a series. */
export function addTo(series: Float64Array, index: number, value: number): void {
  series[index] = (series[index] as number) + value;
}

/** The mean of `length` values of a series, starting at index `from`. */
export function meanOf(values: Float64Array, from: number, length: number): number {
  if (length === 1) return values[from] as number;
  let sum = 0;
  for (let index = from; index < from + length; index += 1) sum += values[index] as number;
  return sum / length;
}

/** The highest value of a series; 0 when none is above it. A loop, because `reduce` takes several times as long. */
export function maxOf(values: Float64Array): number {
  let max = 0;
  for (let index = 0; index < values.length; index += 1) {
    if ((values[index] as number) > max) max = values[index] as number;
  }
  return max;
}
