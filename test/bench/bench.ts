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
