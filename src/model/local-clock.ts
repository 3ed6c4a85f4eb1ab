/** How far the local clock is ahead of UTC from a time of the month on. */
export interface ClockShift {
  /** Seconds since the month began. */
  readonly fromS: number;
  /** Below 0 west of Greenwich. */
  readonly aheadS: number;
}

/** The clock that the days and hours of traffic and schedules refer to. */
export interface LocalClock {
  /** Of the day on which the month begins in UTC; 0 is Monday. */
  readonly startWeekday: number;
  /** Ascending, the first from 0 on; undefined where the local clock is UTC. */
  readonly clock?: readonly ClockShift[];
}

const DAY_S = 86_400;
const WEEK_S = 7 * DAY_S;
/** Clocks are changed at a quarter of an hour of UTC, and by quarters of an hour. */
const QUARTER_S = 900;

/** Returns the seconds that the local clock is ahead of UTC at a time of the month. */
export function aheadAt(clock: readonly ClockShift[] | undefined, atS: number): number {
  const shift = clock?.findLast(({ fromS }) => fromS <= atS);
  return shift?.aheadS ?? 0;
}

/** Seconds since Monday 00:00, by the local clock; below 604,800. */
export function secondOfWeek({ startWeekday, clock }: LocalClock, atS: number): number {
  const sinceMonday = startWeekday * DAY_S + atS + aheadAt(clock, atS);
  return ((sinceMonday % WEEK_S) + WEEK_S) % WEEK_S;
}

/**
 * Finds the shifts of a time zone's clock within a period, from the time zones of the runtime. Own code: the polyfill of
 * Temporal, which lists such shifts, would add 58 KB to the program for thirty lines.
 *
 * @param beginsMs since 1970 UTC, a whole quarter of an hour
 */
export function clockOf(timezone: string, beginsMs: number, seconds: number): ClockShift[] {
  const ahead = aheadOf(timezone);
  const at = (atS: number) => ahead(beginsMs + atS * 1000);
  const shifts = [{ fromS: 0, aheadS: at(0) }];
  for (let dayS = DAY_S; dayS <= seconds; dayS += DAY_S) {
    const before = shifts.at(-1)?.aheadS;
    if (at(dayS) === before) continue;
    let fromS = dayS;
    while (at(fromS - QUARTER_S) !== before) fromS -= QUARTER_S;
    if (fromS < seconds) shifts.push({ fromS, aheadS: at(fromS) });
  }
  return shifts;
}

/** Returns a function from a time to the seconds that a time zone is ahead of UTC then. */
function aheadOf(timezone: string): (ms: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
  });
  return (ms) => {
    const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
    const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) as number;
    const local = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
    return (local - ms) / 1000;
  };
}
