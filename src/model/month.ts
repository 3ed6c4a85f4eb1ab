import { type Decimal, exact } from './decimal.js';
import { clockOf, type LocalClock } from './local-clock.js';

/** A billing month. Calendar months are months of UTC, as AWS bills them. */
export interface Month extends LocalClock {
  /** As written: `730h`, `30d`, `2026-11`. */
  readonly label: string;
  readonly hours: number;
  readonly seconds: number;
  /** 0 is Monday. Undated months start on a Monday at 00:00 by the local clock. */
  readonly startWeekday: number;
}

const FORM = /^(?:(?<hours>\d{1,3})h|(?<days>\d{1,2})d|(?<year>\d{4})-(?<month>0[1-9]|1[0-2]))$/;

/** What `parseMonth` takes, for messages. */
export const MONTH_FORMS = '730h, 30d, 31d or a calendar month such as 2026-11';

/** The month that the text names, or undefined when it is none of `MONTH_FORMS` or outside 1 hour to 31 days. */
export function parseMonth(label: string): Month | undefined {
  const groups = FORM.exec(label)?.groups;
  if (groups === undefined) return undefined;
  if (groups.year !== undefined) {
    const year = Number(groups.year);
    const month = Number(groups.month);
    const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
    const sundayFirst = new Date(Date.UTC(year, month - 1, 1)).getUTCDay();
    return monthOf(label, days * 24, (sundayFirst + 6) % 7);
  }
  const hours = groups.hours === undefined ? Number(groups.days) * 24 : Number(groups.hours);
  return hours >= 1 && hours <= 31 * 24 ? monthOf(label, hours, 0) : undefined;
}

/**
 * The month with the local clock of a time zone, whose changes to and from summer time are those of the calendar. An
 * undated month has no calendar: it begins on a Monday at 00:00 wherever it is, and no clock is changed in it.
 */
export function inTimezone(month: Month, timezone: string): Month {
  const { year, month: ofYear } = FORM.exec(month.label)?.groups ?? {};
  if (year === undefined || timezone === 'UTC') return month;
  const beginsMs = Date.UTC(Number(year), Number(ofYear) - 1, 1);
  return { ...month, clock: clockOf(timezone, beginsMs, month.seconds) };
}

function monthOf(label: string, hours: number, startWeekday: number): Month {
  return { label, hours, seconds: hours * 3600, startWeekday };
}

/** Hours of the month, exact. */
export function hoursOf(month: Month): Decimal {
  return exact(month.hours);
}
