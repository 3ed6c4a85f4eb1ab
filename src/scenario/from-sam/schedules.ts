/** Seconds of an average month, 730 hours. */
const MONTH_S = 730 * 3600;
const UNIT_S: Readonly<Record<string, number>> = { minute: 60, hour: 3600, day: 86_400 };
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/**
 * Seconds between two runs of a schedule, on average over a month of 730 hours.
 *
 * @param expression `rate(5 minutes)`, or `cron(0 12 * * ? *)` with AWS's six fields
 * @returns undefined for one-time schedules, for those of some months or years only, and for what is no schedule
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

/** Minutes × hours × days that a cron expression matches. */
function runsPerMonth([minute = '', hour = '', day = '', month = '', weekday = '', year = '']: string[]):
  | number
  | undefined {
  if (month !== '*' || year !== '*') return undefined;
  const minutes = matches(minute, 0, 59);
  const hours = matches(hour, 0, 23);
  const days = daysOf(day, weekday);
  return minutes === undefined || hours === undefined || days === undefined ? undefined : minutes * hours * days;
}

/** Days of a month of 730 hours: all, some days of the month, or some days of the week. */
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

/** How many values a field of lists, ranges and steps matches; undefined when it is none. */
function matches(field: string, least: number, most: number): number | undefined {
  const found = new Set<number>();
  for (const part of field.split(',')) {
    const groups = /^(?:(?<any>\*)|(?<from>\d+)(?:-(?<to>\d+))?)(?:\/(?<step>\d+))?$/.exec(part)?.groups;
    if (groups === undefined) return undefined;
    const from = groups.any === undefined ? Number(groups.from) : least;
    const open = groups.any !== undefined || groups.step !== undefined ? most : from;
    const to = groups.to === undefined ? open : Number(groups.to);
    const step = Number(groups.step ?? 1);
    if (from < least || to > most || step < 1) return undefined;
    for (let value = from; value <= to; value += step) found.add(value);
  }
  return found.size;
}
