import type { StampForm } from './stamp.js';

/** Choices that a file leaves open. */
export interface TraceOptions {
  /** For messages: the file's name. */
  readonly name?: string;
  /** `refuse` (default), or `zero`: steps without a row had no requests, as in CloudWatch, which leaves such steps out. */
  readonly gaps?: 'refuse' | 'zero';
  /** Column of the time, when its name is not one of `TIME_COLUMNS`. */
  readonly timeColumn?: string;
  /** Column of the count, when its name is not one of `COUNT_COLUMNS` or several are. */
  readonly countColumn?: string;
  /** Which of several results of `get-metric-data`: its `Id` or `Label`. */
  readonly metric?: string;
}

/** The rows of a file, in the order of their times. */
export interface TraceRows {
  /** Milliseconds since 1970 UTC. */
  readonly stamps: Float64Array;
  /** Whole, >= 0. */
  readonly counts: Float64Array;
  readonly form: StampForm;
  /** `trace.csv line 7`. */
  readonly placeOf: (row: number) => string;
}

/** What to do about a count that is refused. */
export const COUNT_HINT =
  'Give whole requests of the step, 0 or more: in CloudWatch the statistic Sum (an average is not a count).';

/** Why a number cannot be a count; undefined when it can. */
export function countProblem(count: number): string | undefined {
  if (Number.isNaN(count)) return 'not a number';
  if (count < 0) return 'negative';
  if (!Number.isInteger(count)) return 'not whole';
  return Number.isSafeInteger(count) ? undefined : 'above 2^53';
}
