import { usageInvalid } from './load-curve.js';

const QUOTE = 34;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const DELIMITERS = [',', ';', '\t'] as const;

/** A CSV text and the record last read from it: where its fields begin and end in the text, quotes left out. */
export interface CsvScan {
  readonly text: string;
  readonly name: string;
  readonly delimiter: number;
  readonly starts: number[];
  readonly ends: number[];
  fields: number;
  /** Where the next record begins. */
  at: number;
  /** Of the record, counted from 1. */
  line: number;
  nextLine: number;
}

/**
 * Opens a CSV text, with or without a byte order mark. The delimiter is the one of comma, semicolon and tab that stands in
 * the first line.
 *
 * @throws EstimatorError `USAGE_INVALID` when there is none or more than one of them, or no text
 */
export function openCsv(text: string, name: string): CsvScan {
  const firstLine = /^\uFEFF?\s*([^\n]*)/.exec(text)?.[1] ?? '';
  if (firstLine === '') throw usageInvalid(`${name} is empty`, 'Give a file with columns timestamp,requests.');
  const used = DELIMITERS.filter((delimiter) => firstLine.includes(delimiter));
  if (used.length !== 1) {
    throw usageInvalid(
      `${name} line 1: ${used.length === 0 ? 'one column only' : 'more than one kind of delimiter'}`,
      'Name the columns on the first line, with commas, semicolons or tabs between: timestamp,requests',
    );
  }
  const at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const delimiter = (used[0] as string).charCodeAt(0);
  return { text, name, delimiter, starts: [], ends: [], fields: 0, at, line: 0, nextLine: 1 };
}

/**
 * Reads one record, skipping blank lines; false at the end of the text.
 *
 * @throws EstimatorError `USAGE_INVALID` for a quote never closed, or text after it
 */
export function nextRecord(scan: CsvScan): boolean {
  const { text, delimiter, starts, ends } = scan;
  do {
    if (scan.at >= text.length) return false;
    scan.line = scan.nextLine;
    scan.fields = 0;
    let code = delimiter;
    while (code === delimiter) {
      const start = scan.at;
      if (text.charCodeAt(start) === QUOTE) scanQuoted(scan);
      else {
        let at = start;
        code = text.charCodeAt(at);
        while (at < text.length && code !== delimiter && code !== LINE_FEED) {
          at += 1;
          code = text.charCodeAt(at);
        }
        scan.at = at;
        starts[scan.fields] = start;
        ends[scan.fields] =
          at > start && code !== delimiter && text.charCodeAt(at - 1) === CARRIAGE_RETURN ? at - 1 : at;
      }
      code = scan.at < text.length ? text.charCodeAt(scan.at) : LINE_FEED;
      scan.at += 1;
      scan.fields += 1;
    }
    scan.nextLine += 1;
  } while (scan.fields === 1 && isBlank(scan));
  return true;
}

function isBlank({ text, starts, ends }: CsvScan): boolean {
  return text.slice(starts[0], ends[0]).trim() === '';
}

/** A field in quotes; may hold delimiters and line ends. Ends on the delimiter or line feed after it. */
function scanQuoted(scan: CsvScan): void {
  const { text, delimiter } = scan;
  let close = scan.at;
  do {
    close = text.indexOf('"', close + 1);
    if (close === -1) throw refused(scan, 'a quote that is never closed', 'Close it, or leave the quotes out.');
    // A doubled quote stands for one and does not close.
  } while (text.charCodeAt(close + 1) === QUOTE && ++close > 0);
  scan.starts[scan.fields] = scan.at + 1;
  scan.ends[scan.fields] = close;
  for (let at = text.indexOf('\n', scan.at); at !== -1 && at < close; at = text.indexOf('\n', at + 1))
    scan.nextLine += 1;
  let at = close + 1;
  if (text.charCodeAt(at) === CARRIAGE_RETURN) at += 1;
  const code = text.charCodeAt(at);
  if (at < text.length && code !== delimiter && code !== LINE_FEED) {
    throw refused(scan, 'text after a closing quote', 'Put the whole field into quotes.');
  }
  scan.at = at;
}

/** A field of the record, without quotes. */
export function fieldText({ text, starts, ends }: CsvScan, column: number): string {
  return text.slice(starts[column], ends[column]).replaceAll('""', '"');
}

/** What is wrong with the record, with its line. */
export function refused(scan: CsvScan, problem: string, hint: string) {
  return usageInvalid(`${scan.name} line ${scan.line}: ${problem}`, hint);
}
