/** Seconds of an average month, 730 hours. */
const MONTH_S = 730 * 3600;
const UNIT_S: Readonly<Record<string, number>> = { minute: 60, hour: 3600, day: 86_400 };
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/**
 * Computes the seconds between two runs of a schedule, on average over a month of 730 hours.
 *
 * @param expression `rate(5 minutes)`, or `cron(0 12 * * ? *)` with AWS's six fields
 * @returns undefined for one-time schedules, for those limited to some months or years, and for any other text
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function secondsBetweenRuns(expression: string): number | undefined {
  const rate = /^rate\(\s*(\d+)\s+(minute|hour|day)s?\s*\)$/.exec(expression);
  if (rate !== null) {
    const seconds = Number(rate[1]) * (UNIT_S[rate[2] ?? ''] ?? 0);
    return seconds > 0 ? seconds : undefined;
  }
  const fields = /^cron\((.*)\)$/.exec(expression)?.[1]?.trim().split(/\s+/);
  const runs = fields === undefined || fields.length !== 6 ? undefined : runsPerMonth(fields);
  return runs === undefined || runs === 0 ? undefined : Math.max(1, Math.round(MONTH_S / runs));
}

/** Runs per month of a cron expression: minutes × hours × days that it matches. */
function runsPerMonth([minute = '', hour = '', day = '', month = '', weekday = '', year = '']: string[]):
  | number
  | undefined {
  if (month !== '*' || year !== '*') return undefined;
  const minutes = matches(minute, 0, 59);
  const hours = matches(hour, 0, 23);
  const days = daysOf(day, weekday);
  return minutes === undefined || hours === undefined || days === undefined ? undefined : minutes * hours * days;
}

/** Days that match in a month of 730 hours. */
function daysOf(day: string, weekday: string): number | undefined {
  const all = MONTH_S / 86_400;
  const isAny = (field: string) => field === '*' || field === '?';
  if (isAny(day) && isAny(weekday)) return all;
  if (isAny(weekday)) return /^(?:L|\d+W|LW)$/.test(day) ? 1 : matches(day, 1, 31);
  if (!isAny(day)) return undefined;
  // The third Friday (6#3) or the last one (6L) of a month.
  if (/^\w+(?:#\d|L)$/.test(weekday)) return 1;
  const named = DAYS.reduce((text, name, index) => text.replaceAll(name, `${index + 1}`), weekday.toUpperCase());
  const perWeek = matches(named, 1, 7);
  return perWeek === undefined ? undefined : (perWeek / 7) * all;
}

/** The number of values that a field of lists, ranges and steps matches; undefined if it is not valid. */
function matches(field: string, min: number, max: number): number | undefined {
  const found = new Set<number>();
  for (const part of field.split(',')) {
    const groups = /^(?:(?<any>\*)|(?<from>\d+)(?:-(?<to>\d+))?)(?:\/(?<step>\d+))?$/.exec(part)?.groups;
    if (groups === undefined) return undefined;
    const from = groups.any === undefined ? Number(groups.from) : min;
    const open = groups.any !== undefined || groups.step !== undefined ? max : from;
    const to = groups.to === undefined ? open : Number(groups.to);
    const step = Number(groups.step ?? 1);
    if (from < min || to > max || step < 1) return undefined;
    for (let value = from; value <= to; value += step) found.add(value);
  }
  return found.size;
}
