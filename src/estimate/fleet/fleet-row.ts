import { MAX_DURATION_MS } from '../../services/lambda/lambda-input.js';
import { type CsvScan, fieldText } from '../../workload/csv-scan.js';
import type { FleetColumn, FleetColumns, FleetField } from './fleet-columns.js';

/** A function or service of a fleet, in a month. One object is reused for all rows. */
export interface FleetRow {
  line: number;
  name: string;
  trigger: string;
  architecture: 'x86_64' | 'arm64';
  /** Of the month, whole. */
  requests: number;
  durationMs: number;
  /** Configured, 128 to 10,240. */
  memoryMb: number;
  /** Used by a request, or by an idle copy. */
  usedMb: number;
  /** CPU time within `durationMs` at the configured memory; undefined where the file does not give it. */
  ownCpuMs: number | undefined;
  /** Requests of each minute column; only their proportions are used. */
  readonly minutes: Float64Array;
  minutesTotal: number;
}

/** The periods that requests are scaled between. */
export interface RowPeriod {
  readonly monthHours: number;
  /** Hours that the requests of a row were counted in. */
  readonly periodHours: number;
}

const MIN_MB = 128;
const MAX_MB = 10_240;
const CODE_OF_0 = 48;
const CODE_OF_9 = 57;

/** Makes a row to be filled. */
export function emptyRow(minutes: number): FleetRow {
  return {
    line: 0,
    name: '',
    trigger: '',
    architecture: 'x86_64',
    requests: 0,
    durationMs: 0,
    memoryMb: MIN_MB,
    usedMb: MIN_MB,
    ownCpuMs: undefined,
    minutes: new Float64Array(minutes),
    minutesTotal: 0,
  };
}

/**
 * Fills the row from the record last read.
 *
 * Requests of the month = requests × hours of the month / hours they were counted in, to the nearest whole one.
 *
 * @returns the problem with its column; undefined for a valid row
 */
export function fillRow(row: FleetRow, scan: CsvScan, columns: FleetColumns, terms: RowPeriod): string | undefined {
  if (scan.fields !== columns.count) return `${scan.fields} fields where the first line has ${columns.count}`;
  const { fields } = columns;
  row.line = scan.line;
  row.name = textOf(scan, fields.name);
  if (row.name === '') return `column "${fields.name?.header}": the name is empty`;
  row.trigger = textOf(scan, fields.trigger);
  return (
    fillArchitecture(row, scan, fields.architecture) ??
    fillRequests(row, scan, columns, terms) ??
    fillSizes(row, scan, columns) ??
    fillMinutes(row, scan, columns)
  );
}

function fillArchitecture(row: FleetRow, scan: CsvScan, column: FleetColumn | undefined): string | undefined {
  // The AWS CLI writes a list of one: ["arm64"].
  const text = textOf(scan, column).replace(/[[\]"'\s]/g, '');
  if (text === '' || text === 'x86_64') row.architecture = 'x86_64';
  else if (text === 'arm64') row.architecture = 'arm64';
  else return `column "${column?.header}": "${text}" is neither x86_64 nor arm64`;
  return undefined;
}

function fillRequests(row: FleetRow, scan: CsvScan, { fields }: FleetColumns, terms: RowPeriod): string | undefined {
  const { requests, periodDays } = fields as Required<Pick<FleetColumns['fields'], FleetField>>;
  const counted = numberOf(scan, requests);
  if (!(counted >= 0)) return notANumber(scan, requests);
  if (!Number.isInteger(counted)) return `column "${requests.header}": ${counted} is not a whole number of requests`;
  const days = periodDays === undefined ? undefined : numberOf(scan, periodDays);
  if (days !== undefined && !(days > 0)) return notANumber(scan, periodDays);
  const periodHours = days === undefined ? terms.periodHours : days * 24;
  const inMonth = periodHours === terms.monthHours ? counted : Math.round((counted * terms.monthHours) / periodHours);
  if (!Number.isSafeInteger(inMonth)) return `column "${requests.header}": more than 2^53 requests in a month`;
  row.requests = inMonth;
  return undefined;
}

function fillSizes(row: FleetRow, scan: CsvScan, { fields }: FleetColumns): string | undefined {
  const { durationMs, memoryMb, usedMb, cpuMs } = fields as Required<Pick<FleetColumns['fields'], FleetField>>;
  const ms = numberOf(scan, durationMs);
  if (!(ms >= 0)) return notANumber(scan, durationMs);
  if (ms > MAX_DURATION_MS) return `column "${durationMs.header}": ${ms} ms; Lambda ends a request after 900,000 ms`;
  row.durationMs = ms;
  const used = usedMb === undefined ? undefined : numberOf(scan, usedMb);
  if (used !== undefined && !(used >= 0)) return notANumber(scan, usedMb);
  const given = memoryMb === undefined ? Math.max(MIN_MB, Math.ceil(used ?? 0)) : numberOf(scan, memoryMb);
  const sizeColumn = memoryMb ?? usedMb;
  if (!(given >= 0)) return notANumber(scan, sizeColumn);
  if (!Number.isInteger(given) || given < MIN_MB || given > MAX_MB) {
    return `column "${sizeColumn.header}": ${given} MB; a function has 128 to 10,240, whole`;
  }
  if (used !== undefined && used > given) return `column "${usedMb.header}": uses ${used} MB of the ${given} it has`;
  row.memoryMb = given;
  row.usedMb = used ?? given;
  const cpu = cpuMs === undefined ? undefined : numberOf(scan, cpuMs);
  if (cpu !== undefined && !(cpu >= 0)) return notANumber(scan, cpuMs);
  if (cpu !== undefined && cpu > ms) return `column "${cpuMs.header}": ${cpu} ms of CPU in ${ms} ms`;
  row.ownCpuMs = cpu;
  return undefined;
}

function fillMinutes(row: FleetRow, scan: CsvScan, { minutes }: FleetColumns): string | undefined {
  row.minutesTotal = 0;
  for (let minute = 0; minute < minutes.length; minute += 1) {
    const column = { index: minutes[minute] as number, header: `minute ${minute + 1}`, factor: 1 };
    const count = numberOf(scan, column);
    if (!(count >= 0)) return notANumber(scan, column);
    row.minutes[minute] = count;
    row.minutesTotal += count;
  }
  return undefined;
}

function textOf(scan: CsvScan, column: FleetColumn | undefined): string {
  if (column === undefined) return '';
  const text = scan.text.slice(scan.starts[column.index], scan.ends[column.index]).trim();
  return text.includes('"') ? fieldText(scan, column.index).trim() : text;
}

/** A number in the field's unit; NaN for other text. Digits are read without creating a string. */
function numberOf(scan: CsvScan, { index, factor }: FleetColumn): number {
  const { text } = scan;
  const start = scan.starts[index] as number;
  const end = scan.ends[index] as number;
  let value = 0;
  let at = start;
  for (; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code < CODE_OF_0 || code > CODE_OF_9) break;
    value = value * 10 + code - CODE_OF_0;
  }
  if (at === end && at > start && at - start <= 15) return value * factor;
  const written = fieldText(scan, index).trim();
  return /^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(written) ? Number(written) * factor : Number.NaN;
}

function notANumber(scan: CsvScan, { index, header }: FleetColumn): string {
  const written = fieldText(scan, index).trim();
  if (/^\d[\d.]* ?[a-zA-Z]+$/.test(written)) {
    return `column "${header}": "${written}" carries a unit; give the number alone, in the unit of the column`;
  }
  return `column "${header}": "${written}" is not a number of 0 or more`;
}
