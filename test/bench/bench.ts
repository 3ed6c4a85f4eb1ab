/** One line of the table that `npm run bench` prints. */
export interface Measurement {
  readonly what: string;
  readonly measured: string;
  readonly budget: string;
  /** Within the budget. */
  readonly ok: boolean;
}

/** Default export of every `*.bench.ts`. */
export type Bench = () => Promise<Measurement[]>;

/** The middle value; of an even number the upper one. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

const ROUNDS = 9;

/** Middle time of a run in ms, of several after one that warms up. */
export function timedMs(run: () => unknown): number {
  run();
  const times = Array.from({ length: ROUNDS }, () => {
    const startedAt = performance.now();
    run();
    return performance.now() - startedAt;
  });
  return median(times);
}

/** A line of a time against its budget. */
export function withinMs(what: string, ms: number, budgetMs: number): Measurement {
  return { what, measured: `${ms.toPrecision(3)} ms`, budget: `≤ ${budgetMs} ms`, ok: ms <= budgetMs };
}
