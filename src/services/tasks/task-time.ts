import { Decimal, sum } from '../../model/decimal.js';

/** Tasks of one length. */
export interface TaskRuns {
  /** May have decimals when the user gave an average. */
  readonly runs: Decimal;
  readonly secondsEach: Decimal;
}

/** How long the tasks of a month ran. */
export interface TaskTime {
  readonly alike: readonly TaskRuns[];
  /** Tasks of different lengths, all of them longer than any minimum that AWS bills; whole seconds, together. */
  readonly long: { readonly runs: Decimal; readonly seconds: Decimal };
}

/** Task-seconds as AWS bills them: each task by the second begun, `minimumS` at least; and how they come about. */
export function billedTime({ alike, long }: TaskTime, minimumS: number): { seconds: Decimal; words: string } {
  const groups = alike.map(({ runs, secondsEach }) => {
    const billedS = Decimal.max(minimumS, secondsEach.ceil());
    const minimum = secondsEach.lt(minimumS) ? ` (minimum ${minimumS} s)` : '';
    return { seconds: runs.times(billedS), words: `${runs} tasks × ${billedS} s${minimum}` };
  });
  if (!long.runs.isZero()) {
    groups.push({ seconds: long.seconds, words: `${long.runs} tasks, together ${long.seconds} s` });
  }
  const words = groups.map((group) => group.words).join(' + ');
  return { seconds: sum(groups.map(({ seconds }) => seconds)), words: groups.length > 1 ? `(${words})` : words };
}
