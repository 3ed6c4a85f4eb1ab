import { type LocalClock, secondOfWeek } from '../../model/local-clock.js';

const HOURS_OF_WEEK = 168;

/** Limits that hold in some hours of the week, as scheduled scaling sets them. */
export interface ScheduledLimits {
  /** Hours of the week, 0 is Monday 00:00. */
  readonly hours: readonly number[];
  readonly minTasks?: number | undefined;
  readonly maxTasks?: number | undefined;
}

/** Least and most tasks, hour by hour of the week. */
export class TaskLimits {
  private readonly least = new Float64Array(HOURS_OF_WEEK);
  private readonly most = new Float64Array(HOURS_OF_WEEK);

  /** Of several entries for an hour the last one counts. A minimum raises a maximum below it. */
  constructor(
    usual: { readonly minTasks: number; readonly maxTasks: number },
    schedule: readonly ScheduledLimits[],
    private readonly clock: LocalClock,
  ) {
    this.least.fill(usual.minTasks);
    this.most.fill(usual.maxTasks);
    for (const { hours, minTasks, maxTasks } of schedule) {
      for (const hour of hours) {
        if (minTasks !== undefined) this.least[hour] = minTasks;
        if (maxTasks !== undefined) this.most[hour] = maxTasks;
      }
    }
    for (let hour = 0; hour < HOURS_OF_WEEK; hour += 1) {
      this.most[hour] = Math.max(this.most[hour] as number, this.least[hour] as number);
    }
  }

  /** The limits at a time of the month. */
  at(nowS: number): { readonly minTasks: number; readonly maxTasks: number } {
    const hour = Math.floor(secondOfWeek(this.clock, nowS) / 3600);
    return { minTasks: this.least[hour] as number, maxTasks: this.most[hour] as number };
  }

  /** The least of all hours: what is sure to run. */
  get leastEver(): number {
    return this.least.reduce((low, tasks) => Math.min(low, tasks));
  }
}
