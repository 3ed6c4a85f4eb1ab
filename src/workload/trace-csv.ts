import { type CsvScan, fieldText, nextRecord, openCsv, refused } from './csv-scan.js';
import { readStamp, type StampForm } from './stamp.js';
import { COUNT_HINT, countProblem, type TraceOptions, type TraceRows } from './trace-rows.js';

/** Names of the column with the start of the step, in small letters without blanks, `_` or `-`. */
export const TIME_COLUMNS = ['timestamp', 'timestamps', 'time', 'datetime', 'date', 'start', 'starttime', 'startsat'];

/** Names of the column with the requests of the step, likewise. */
export const COUNT_COLUMNS = ['requests', 'requestcount', 'count', 'value', 'values', 'sum', 'invocations', 'hits'];

/**
 * Reads the rows of a CSV file.
 *
 * @throws EstimatorError `USAGE_INVALID`, naming file and line
 */
export function readCsvRows(text: string, options: TraceOptions): TraceRows {
  const { name = 'The trace' } = options;
  const scan = openCsv(text, name, 'timestamp,requests');
  const columns = readHeader(scan, options);
  const stamps = new NumberList();
  const counts = new NumberList();
  const lines = new NumberList();
  let form: StampForm | undefined;
  while (nextRecord(scan)) {
    if (scan.fields !== columns.fields) {
      throw refused(
        scan,
        `${scan.fields} fields where the first line has ${columns.fields}`,
        'Give every row the same.',
      );
    }
    const written = fieldText(scan, columns.time);
    const stamp = readStamp(written);
    if (stamp === undefined) {
      throw refused(
        scan,
        `"${written}" is not a time`,
        'Give ISO dates such as 2026-11-01T00:05:00Z, epoch seconds or epoch milliseconds.',
      );
    }
    form ??= stamp.form;
    if (stamp.form !== form) {
      throw refused(scan, `a ${stamp.form} in a file that began with a ${form}`, 'Write every time in the same form.');
    }
    stamps.push(stamp.ms);
    counts.push(readCount(scan, columns.count));
    lines.push(scan.line);
  }
  const lineOf = lines.toArray();
  return {
    stamps: stamps.toArray(),
    counts: counts.toArray(),
    form: form ?? 'date with zone',
    placeOf: (row) => `${name} line ${lineOf[row]}`,
  };
}

interface Columns {
  readonly time: number;
  readonly count: number;
  readonly fields: number;
}

function readHeader(scan: CsvScan, { timeColumn, countColumn }: TraceOptions): Columns {
  nextRecord(scan);
  const names = Array.from({ length: scan.fields }, (_, column) => fieldText(scan, column).trim());
  const find = (wanted: string | undefined, known: readonly string[], what: string): number => {
    const fits = (name: string) =>
      wanted === undefined ? known.includes(name.toLowerCase().replace(/[\s_-]/g, '')) : name === wanted;
    const found = names.flatMap((name, column) => (fits(name) ? [column] : []));
    if (found.length === 1) return found[0] as number;
    throw refused(
      scan,
      `${found.length === 0 ? 'no column' : `${found.length} columns`} for the ${what} among ${names.join(', ')}`,
      `Name one column ${(wanted === undefined ? known : [wanted]).join(', ')}, or say which it is.`,
    );
  };
  const time = find(timeColumn, TIME_COLUMNS, 'time');
  return { time, count: find(countColumn, COUNT_COLUMNS, 'requests'), fields: scan.fields };
}

function readCount(scan: CsvScan, column: number): number {
  const written = fieldText(scan, column);
  const count = written.trim() === '' ? Number.NaN : Number(written);
  const problem = countProblem(count);
  if (problem !== undefined) throw refused(scan, `"${written.trim()}" requests: ${problem}`, COUNT_HINT);
  return count;
}

/** A growing list of numbers, eight bytes each. */
class NumberList {
  private numbers = new Float64Array(1024);
  private length = 0;

  push(value: number): void {
    if (this.length === this.numbers.length) {
      const larger = new Float64Array(this.length * 2);
      larger.set(this.numbers);
      this.numbers = larger;
    }
    this.numbers[this.length] = value;
    this.length += 1;
  }

  toArray(): Float64Array {
    return this.numbers.slice(0, this.length);
  }
}
