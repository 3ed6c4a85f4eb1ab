import { Amount } from '../../model/amount.js';

/** Tasks that ran equally long. */
export interface TaskRuns {
  /** Not whole when the user gives an average. */
  readonly runs: Amount;
  readonly secondsEach: Amount;
}

/** How long the tasks of a month ran. */
export interface TaskTime {
  readonly equal: readonly TaskRuns[];
  /** Tasks of different lengths, all above any minimum that AWS bills: their number, and their seconds in total. */
  readonly long?: { readonly runs: number; readonly seconds: number };
}

/** Task-seconds as AWS bills them: those of each task rounded up to a second, and at least the minimum. */
export function billedSeconds({ equal, long }: TaskTime, minimumS: number): Amount {
  const minimum = Amount.of(minimumS, 's (the minimum)');
  return Amount.sum([
    ...equal.map(({ runs, secondsEach }) => runs.times(secondsEach.ceil().max(minimum))),
    ...(long === undefined ? [] : [Amount.of(long.seconds, `s of ${long.runs} tasks together`)]),
  ]);
}

/** Seconds of all tasks, without the billed minimum. */
export function taskSecondsOf({ equal, long }: TaskTime): number {
  return Amount.sum([long?.seconds ?? 0, ...equal.map(({ runs, secondsEach }) => runs.times(secondsEach))]).shown;
}
