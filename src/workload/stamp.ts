/** How a row writes its time; all rows of a trace must use one form. */
export type StampForm = 'epoch seconds' | 'epoch milliseconds' | 'date with zone' | 'date without zone';

/** The time of a row. */
export interface Stamp {
  /** Milliseconds since 1970 UTC; a date without a zone is read as UTC. */
  readonly ms: number;
  readonly form: StampForm;
}

/**
 * Epoch numbers below it are seconds, others milliseconds: as seconds it is the year 5138, as milliseconds March 1973.
 */
const MIN_EPOCH_MS = 1e11;

const EPOCH = /^\d{1,15}(?:\.0+)?$/;
const DATE = /^\d{4}([-/])\d\d\1\d\d[T ](?:[01]\d|2[0-3])(?::[0-5]\d){1,2}(?:\.\d{1,9})?(?:Z| UTC|[+-]\d\d:?[0-5]\d)?$/;
const ZONE = /(?:Z| UTC|[+-]\d\d:?\d\d)$/;

/** `Date.parse` takes the 30th of February for the 2nd of March. */
const SHORTEST_MONTH_DAYS = 28;

/**
 * Reads a time: ISO 8601 (`2026-11-01T00:05:00Z`, blank for T, `/` for `-`, with or without seconds, fraction and zone),
 * epoch seconds or epoch milliseconds.
 *
 * @returns undefined for any other text
 */
export function readStamp(text: string): Stamp | undefined {
  if (EPOCH.test(text)) {
    const epoch = Number(text);
    return epoch < MIN_EPOCH_MS
      ? { ms: epoch * 1000, form: 'epoch seconds' }
      : { ms: epoch, form: 'epoch milliseconds' };
  }
  if (!DATE.test(text) || !isDayOfMonth(text)) return undefined;
  const zone = ZONE.exec(text)?.[0];
  const ms = Date.parse(isIso(text, zone) ? text : asIso(text, zone));
  if (Number.isNaN(ms)) return undefined;
  return { ms, form: zone === undefined ? 'date without zone' : 'date with zone' };
}

function isDayOfMonth(date: string): boolean {
  const day = Number(date.slice(8, 10));
  if (day <= SHORTEST_MONTH_DAYS) return day > 0;
  return day <= new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)), 0)).getUTCDate();
}

/** Most dates are written as `Date.parse` takes them. */
function isIso(date: string, zone: string | undefined): boolean {
  return zone === 'Z' && date[4] === '-' && date[10] === 'T';
}

function asIso(date: string, zone = ''): string {
  const [day, time] = [date.slice(0, 10).replaceAll('/', '-'), date.slice(11, date.length - zone.length)];
  const offset = zone.length === '+0100'.length ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
  return `${day}T${time}${zone === '' || zone === ' UTC' ? 'Z' : offset}`;
}
