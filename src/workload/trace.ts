import { usageInvalid } from './load-curve.js';
import { readCsvRows } from './trace-csv.js';
import { readCloudWatchRows } from './trace-json.js';
import type { TraceOptions, TraceRows } from './trace-rows.js';

/** Traffic as it was counted: a number for each of a row of steps that follow each other without a hole. */
export interface Trace {
  /** Start of the first step, ISO 8601; ends in Z unless the file gave dates without a zone. */
  readonly startsAt: string;
  /** Whole, 1 or more. */
  readonly stepSeconds: number;
  /** Whole, 0 or more; at least two. */
  readonly counts: Float64Array;
  /** Steps that had no row and were taken as 0 (`gaps: 'zero'`). */
  readonly filledSteps: number;
}

/** A gap filled with zeros may not make more steps than these: 115 days of seconds. */
const MAX_STEPS = 10_000_000;

/**
 * Reads a trace.
 *
 * CSV: first line names the columns, in any order; comma, semicolon or tab; quotes, CRLF and a byte order mark are
 * fine, blank lines are skipped. JSON: the answer of CloudWatch `get-metric-data`, oldest or newest first.
 * Rows ascend by one step from each to the next; the step is the smallest difference between two rows.
 *
 * @throws EstimatorError `USAGE_INVALID`, naming file and line, for anything that would have to be guessed: gaps (unless
 * `gaps: 'zero'`), duplicates, rows out of order, a step that changes, counts that are negative or not whole, one row
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
 */
export function parseTrace(text: string, options: TraceOptions = {}): Trace {
  const isJson = /^\uFEFF?\s*\{/.test(text);
  return asTrace(isJson ? readCloudWatchRows(text, options) : readCsvRows(text, options), options);
}

function asTrace(rows: TraceRows, { name = 'The trace', gaps = 'refuse' }: TraceOptions): Trace {
  const { stamps, counts, form } = rows;
  const first = stamps[0];
  if (first === undefined) throw usageInvalid(`${name} has no rows`, 'Give at least two: their distance is the step.');
  if (stamps.length === 1) {
    throw usageInvalid(`${name} has one row only, so its step is unknown`, 'Give at least two rows.');
  }
  const stepMs = smallestDifference(rows);
  const steps = ((stamps.at(-1) as number) - first) / stepMs + 1;
  checkEvenSteps(rows, stepMs, gaps);
  if (steps > MAX_STEPS) {
    throw usageInvalid(`${name} spans ${steps} steps`, `Give at most ${MAX_STEPS}; is the time of a row wrong?`);
  }
  const isoZ = new Date(first).toISOString();
  return {
    startsAt: form === 'date without zone' ? isoZ.slice(0, -1) : isoZ,
    stepSeconds: stepMs / 1000,
    counts: steps === counts.length ? counts : placeBySteps(rows, stepMs, steps),
    filledSteps: steps - counts.length,
  };
}

/** In ms, whole seconds. */
function smallestDifference({ stamps, placeOf }: TraceRows): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (let row = 1; row < stamps.length; row += 1) {
    const difference = (stamps[row] as number) - (stamps[row - 1] as number);
    if (difference === 0) throw usageInvalid(`${placeOf(row)}: the same time twice`, 'Give one row for each step.');
    if (difference < 0) {
      throw usageInvalid(`${placeOf(row)}: the time is before that of the row above`, 'Sort the rows by time.');
    }
    if (difference < smallest) smallest = difference;
  }
  if (smallest % 1000 !== 0) {
    throw usageInvalid(`${placeOf(1)}: a step of ${smallest / 1000} s`, 'Give steps of whole seconds.');
  }
  return smallest;
}

function checkEvenSteps(rows: TraceRows, stepMs: number, gaps: 'refuse' | 'zero'): void {
  const { stamps, placeOf } = rows;
  const stepS = stepMs / 1000;
  const differenceS = (row: number) => ((stamps[row] as number) - (stamps[row - 1] as number)) / 1000;
  const findRow = (isWanted: (row: number) => boolean) => {
    for (let row = 1; row < stamps.length; row += 1) if (isWanted(row)) return row;
    return undefined;
  };
  const gap = findRow((row) => differenceS(row) !== stepS);
  if (gap === undefined) return;
  const change = findRow((row) => differenceS(row) !== differenceS(1)) ?? stamps.length;
  const isEvenAfterwards = findRow((row) => row > change && differenceS(row) !== differenceS(change)) === undefined;
  // One step up to here and another from here on is no gap, even where the longer is a multiple of the shorter.
  if (change > 2 && change + 1 < stamps.length && isEvenAfterwards) {
    throw usageInvalid(
      `${placeOf(change)}: the step changes from ${differenceS(1)} s to ${differenceS(change)} s`,
      'Give one step throughout: split the file, or add up the rows of the shorter step.',
    );
  }
  const uneven = findRow((row) => differenceS(row) % stepS !== 0);
  if (uneven !== undefined) {
    throw usageInvalid(
      `${placeOf(uneven)}: ${differenceS(uneven)} s after the row above, in a trace with steps of ${stepS} s`,
      'Give one step throughout.',
    );
  }
  if (gaps === 'refuse') {
    throw usageInvalid(
      `${placeOf(gap)}: no rows for ${differenceS(gap) / stepS - 1} steps of ${stepS} s above this one`,
      "Add the rows, or say that steps left out had no requests: gaps: 'zero'.",
    );
  }
}

function placeBySteps({ stamps, counts }: TraceRows, stepMs: number, steps: number): Float64Array {
  const placed = new Float64Array(steps);
  for (let row = 0; row < counts.length; row += 1) {
    placed[((stamps[row] as number) - (stamps[0] as number)) / stepMs] = counts[row] as number;
  }
  return placed;
}
