/** Where the hours of a row are drawn. */
export interface HoursPlace {
  /** Left edge and base line, whole pixels. */
  readonly x: number;
  readonly base: number;
  /** Whole pixels above the base line. */
  readonly height: (value: number) => number;
  /** Whole pixels an hour. */
  readonly step: number;
}

/**
 * A value for every hour as an outlined area with steps: what changes from hour to hour is drawn from the hour before, and
 * hours alike are one stroke, so that a month is at most some 4 KB.
 */
export function hoursPath(values: Float64Array, { x, base, height, step }: HoursPlace): string {
  const strokes = [`M${x} ${base}`];
  let [level, run] = [0, 0];
  for (const value of values) {
    const next = height(value);
    if (next !== level) {
      if (run > 0) strokes.push(`h${run * step}`);
      strokes.push(`v${level - next}`);
      [level, run] = [next, 0];
    }
    run += 1;
  }
  return `${strokes.join('')}h${run * step}V${base}Z`;
}
