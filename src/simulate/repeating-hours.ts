/**
 * Finds hours of a month with equal outcomes, so that each is simulated once. Two hours have the same outcome when all
 * series are the same in them and in the hours before that still influence them, as in tiled traces, daily shapes and
 * idle nights.
 *
 * @param series values of each step
 * @param memoryHours how many earlier hours influence an outcome
 * @returns for each hour the first hour with the same outcome, or itself
 */
export function repeatingHours(series: readonly Float64Array[], stepSeconds: number, memoryHours: number): Int32Array {
  const stepsPerHour = 3600 / stepSeconds;
  const steps = series[0]?.length ?? 0;
  if (!Number.isInteger(stepsPerHour))
    return Int32Array.from({ length: Math.ceil((steps * stepSeconds) / 3600 - 1e-9) }, (_, hour) => hour);
  const firstEqual = firstEqualHours(series, stepsPerHour, Math.ceil(steps / stepsPerHour));
  const firstByHistory = new Map<string, number>();
  return firstEqual.map((_, hour) => {
    // Part of what influences the first hours lies before the month.
    if (hour < memoryHours) return hour;
    const history = firstEqual.subarray(hour - memoryHours, hour + 1).join();
    const first = firstByHistory.get(history) ?? hour;
    firstByHistory.set(history, first);
    return first;
  });
}

/** For each hour the first one with the same values. */
function firstEqualHours(series: readonly Float64Array[], stepsPerHour: number, hours: number): Int32Array {
  const firstEqual = new Int32Array(hours);
  const hoursByHash = new Map<number, number[]>();
  for (let hour = 0; hour < hours; hour += 1) {
    const from = hour * stepsPerHour;
    let hash = 0;
    for (const values of series) {
      const end = Math.min(values.length, from + stepsPerHour);
      for (let step = from; step < end; step += 1) hash = hash * 0.9 + (values[step] as number);
    }
    const candidates = hoursByHash.get(hash);
    firstEqual[hour] = candidates?.find((first) => isEqualHour(series, { first, hour, stepsPerHour })) ?? hour;
    if (candidates === undefined) hoursByHash.set(hash, [hour]);
    else if (firstEqual[hour] === hour) candidates.push(hour);
  }
  return firstEqual;
}

function isEqualHour(
  series: readonly Float64Array[],
  { first, hour, stepsPerHour }: { readonly first: number; readonly hour: number; readonly stepsPerHour: number },
): boolean {
  const offset = (hour - first) * stepsPerHour;
  for (const values of series) {
    const from = hour * stepsPerHour;
    if (from + stepsPerHour > values.length) return false;
    for (let step = from; step < from + stepsPerHour; step += 1) {
      if (values[step] !== values[step - offset]) return false;
    }
  }
  return true;
}
