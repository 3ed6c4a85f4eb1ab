import { Amount } from '../../model/amount.js';

/** Tasks of one length. */
export interface TaskRuns {
  /** May have decimals when the user gave an average. */
  readonly runs: Amount;
  readonly secondsEach: Amount;
}

/** How long the tasks of a month ran. */
export interface TaskTime {
  readonly alike: readonly TaskRuns[];
  /** Tasks of different lengths, all of them longer than any minimum that AWS bills: how many, and their seconds together. */
  readonly long?: { readonly runs: number; readonly seconds: number };
}

/** Task-seconds as AWS bills them: each task by the second begun, and at least the minimum. */
export function billedSeconds({ alike, long }: TaskTime, minimumS: number): Amount {
  const minimum = Amount.of(minimumS, 's (the minimum)');
  return Amount.sum([
    ...alike.map(({ runs, secondsEach }) => runs.times(secondsEach.ceil().max(minimum))),
    ...(long === undefined ? [] : [Amount.of(long.seconds, `s of ${long.runs} tasks together`)]),
  ]);
}

/** Seconds of all tasks, before the minimum of each. */
export function taskSecondsOf({ alike, long }: TaskTime): number {
  return Amount.sum([long?.seconds ?? 0, ...alike.map(({ runs, secondsEach }) => runs.times(secondsEach))]).shown;
}
