const LEVELS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/**
 * A series as a row of bars, from nothing (`▁`) to its highest value (`█`).
 *
 * @param width maximum characters; a longer series is shown by the highest value of each part
 */
export function sparkline(values: Float64Array, width: number): string {
  const bars = Math.min(width, values.length);
  const parts = Array.from({ length: bars }, (_, bar) => {
    const from = Math.floor((bar * values.length) / bars);
    const to = Math.floor(((bar + 1) * values.length) / bars);
    return Math.max(...values.subarray(from, to));
  });
  const highest = Math.max(...parts);
  return parts.map((value) => LEVELS[levelOf(value, highest)]).join('');
}

function levelOf(value: number, highest: number): number {
  return highest <= 0 ? 0 : Math.min(LEVELS.length - 1, Math.floor((value / highest) * (LEVELS.length - 1) + 0.5));
}
