import { type Decimal, exact } from './decimal.js';

/** A billing month. */
export interface Month {
  /** As written: `730h`, `30d`, `2026-11`. */
  readonly label: string;
  readonly hours: number;
  readonly seconds: number;
  /** 0 is Monday. Undated months start on a Monday at 00:00. */
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

function monthOf(label: string, hours: number, startWeekday: number): Month {
  return { label, hours, seconds: hours * 3600, startWeekday };
}

/** Hours of the month, exact. */
export function hoursOf(month: Month): Decimal {
  return exact(month.hours);
}
