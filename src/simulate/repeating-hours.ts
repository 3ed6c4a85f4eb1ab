/**
 * For each hour of a month the first one whose outcome it shares, or itself: an earlier one in which all series are the
 * same, and in the hours that either of them still feels. Tiled traces, daily shapes and idle nights have many.
 *
 * @param series step by step
 * @param feltHours how far back an outcome reaches
 */
export function repeatingHours(series: readonly Float64Array[], stepSeconds: number, feltHours: number): Int32Array {
  const stepsPerHour = 3600 / stepSeconds;
  const steps = series[0]?.length ?? 0;
  if (!Number.isInteger(stepsPerHour))
    return Int32Array.from({ length: Math.ceil((steps * stepSeconds) / 3600 - 1e-9) }, (_, hour) => hour);
  const contents = firstAlike(series, stepsPerHour, Math.ceil(steps / stepsPerHour));
  const firsts = new Map<string, number>();
  return contents.map((_, hour) => {
    // What the first hours feel came before the month.
    if (hour < feltHours) return hour;
    const felt = contents.subarray(hour - feltHours, hour + 1).join();
    const first = firsts.get(felt) ?? hour;
    firsts.set(felt, first);
    return first;
  });
}

/** For each hour the first one with the same values. */
function firstAlike(series: readonly Float64Array[], stepsPerHour: number, hours: number): Int32Array {
  const firsts = new Int32Array(hours);
  const bySum = new Map<number, number[]>();
  for (let hour = 0; hour < hours; hour += 1) {
    const from = hour * stepsPerHour;
    let sum = 0;
    for (const values of series) {
      const end = Math.min(values.length, from + stepsPerHour);
      for (let step = from; step < end; step += 1) sum = sum * 0.9 + (values[step] as number);
    }
    const known = bySum.get(sum);
    firsts[hour] = known?.find((first) => isSame(series, { first, hour, stepsPerHour })) ?? hour;
    if (known === undefined) bySum.set(sum, [hour]);
    else if (firsts[hour] === hour) known.push(hour);
  }
  return firsts;
}

function isSame(
  series: readonly Float64Array[],
  { first, hour, stepsPerHour }: { readonly first: number; readonly hour: number; readonly stepsPerHour: number },
): boolean {
  const back = (hour - first) * stepsPerHour;
  for (const values of series) {
    const from = hour * stepsPerHour;
    if (from + stepsPerHour > values.length) return false;
    for (let step = from; step < from + stepsPerHour; step += 1) if (values[step] !== values[step - back]) return false;
  }
  return true;
}
