/** How a row writes its time. `local`: a date without a zone. All rows of a trace must use one form. */
export type StampForm = 'epoch seconds' | 'epoch milliseconds' | 'date with zone' | 'date without zone';

/**
 * Epoch numbers below it are seconds, others milliseconds: as seconds it is the year 5138, as milliseconds March 1973.
 */
const LEAST_EPOCH_MS = 1e11;

const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const MS_PER_DAY = 86_400_000;

const ZERO = 48;
const NINE = 57;

/** A time read, in milliseconds since 1970 UTC; a date without a zone is read as UTC. */
export interface Stamp {
  ms: number;
  form: StampForm;
  /** Of the last date read: what stands before the hour, from the beginning of that day, and what after the minute. */
  day: string;
  dayMs: number;
  rest: string;
  restMs: number;
  restForm: StampForm;
}

/** A stamp that nothing has been read into. */
export function emptyStamp(): Stamp {
  return { ms: 0, form: 'date with zone', day: '', dayMs: 0, rest: '', restMs: 0, restForm: 'date with zone' };
}

/**
 * Reads the time written in text[start, end) into `stamp`: ISO 8601 (`2026-11-01T00:05:00Z`, blank for T, `/` for `-`,
 * with or without seconds, fraction and zone), epoch seconds or epoch milliseconds.
 *
 * @returns whether it is one; if not, `stamp` is as it was or half written
 */
export function readStamp(text: string, start: number, end: number, stamp: Stamp): boolean {
  const separator = text.charCodeAt(start + 4);
  const isDate = end - start >= 16 && (separator === 45 || separator === 47);
  return isDate ? readDate(text, start, end, stamp) : readEpoch(text, start, end, stamp);
}

function readEpoch(text: string, start: number, end: number, stamp: Stamp): boolean {
  let at = start;
  let whole = 0;
  for (let code = text.charCodeAt(at); at < end && code >= ZERO && code <= NINE; code = text.charCodeAt(at)) {
    whole = whole * 10 + code - ZERO;
    at += 1;
  }
  if (at === start || at - start > 15) return false;
  if (at < end && (text[at] !== '.' || !/^\.0+$/.test(text.slice(at, end)))) return false;
  const isMs = whole >= LEAST_EPOCH_MS;
  stamp.ms = isMs ? whole : whole * 1000;
  stamp.form = isMs ? 'epoch milliseconds' : 'epoch seconds';
  return true;
}

/** Most rows of a trace are of the day of the row above, at the same second, in the same zone. */
function readDate(text: string, start: number, end: number, stamp: Stamp): boolean {
  const { day, rest } = stamp;
  const isAsBefore =
    day !== '' && end - start === 16 + rest.length && text.startsWith(day, start) && text.startsWith(rest, start + 16);
  if (!isAsBefore) return readNewDate(text, start, end, stamp);
  const hour = twoDigits(text, start + 11);
  const minute = twoDigits(text, start + 14);
  if (!(hour <= 23 && minute <= 59 && text[start + 13] === ':')) return false;
  stamp.ms = stamp.dayMs + (hour * 60 + minute) * 60_000 + stamp.restMs;
  stamp.form = stamp.restForm;
  return true;
}

function readNewDate(text: string, start: number, end: number, stamp: Stamp): boolean {
  const year = twoDigits(text, start) * 100 + twoDigits(text, start + 2);
  const month = twoDigits(text, start + 5);
  const day = twoDigits(text, start + 8);
  const hour = twoDigits(text, start + 11);
  const minute = twoDigits(text, start + 14);
  const isSeparated =
    text[start + 4] === text[start + 7] &&
    (text[start + 10] === 'T' || text[start + 10] === ' ') &&
    text[start + 13] === ':';
  const days = daysSince1970(year, month, day);
  if (!isSeparated || !(hour <= 23 && minute <= 59) || Number.isNaN(days)) return false;
  let restMs = 0;
  let at = start + 16;
  if (at < end && text[at] === ':') {
    const second = twoDigits(text, at + 1);
    if (!(second <= 59) || at + 3 > end) return false;
    restMs += second * 1000;
    at += 3;
    if (text[at] === '.' && at < end) {
      const fraction = /^\.\d{1,9}/.exec(text.slice(at, end))?.[0];
      if (fraction === undefined) return false;
      restMs += Number(fraction) * 1000;
      at += fraction.length;
    }
  }
  const zoneMs = at === end ? 0 : zoneOffsetMs(text.slice(at, end));
  if (Number.isNaN(zoneMs)) return false;
  stamp.day = text.slice(start, start + 11);
  stamp.dayMs = days * MS_PER_DAY;
  stamp.rest = text.slice(start + 16, end);
  stamp.restMs = restMs - zoneMs;
  stamp.restForm = at === end ? 'date without zone' : 'date with zone';
  stamp.form = stamp.restForm;
  stamp.ms = stamp.dayMs + (hour * 60 + minute) * 60_000 + stamp.restMs;
  return true;
}

/** `Z`, `+01:00`, `+0100` or ` UTC`; NaN for anything else. */
function zoneOffsetMs(zone: string): number {
  if (zone === 'Z' || zone === ' UTC') return 0;
  const match = /^([+-])(\d\d):?([0-5]\d)$/.exec(zone);
  if (match === null) return Number.NaN;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000;
}

/** NaN unless both are digits. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at);
  const ones = text.charCodeAt(at + 1);
  if (!(tens >= ZERO && tens <= NINE && ones >= ZERO && ones <= NINE)) return Number.NaN;
  return (tens - ZERO) * 10 + ones - ZERO;
}

/** Days from 1970-01-01 to a date of the Gregorian calendar; NaN when there is no such date. */
function daysSince1970(year: number, month: number, day: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const before = DAYS_BEFORE_MONTH[month - 1];
  const next = DAYS_BEFORE_MONTH[month] ?? 365;
  if (before === undefined || !(day >= 1 && day <= next - before + (isLeap && month === 2 ? 1 : 0))) return Number.NaN;
  const past = year - 1;
  const leapDays = Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
  return past * 365 + leapDays - 719_162 + before + (isLeap && month > 2 ? 1 : 0) + day - 1;
}
