import { type LocalClock, secondOfWeek } from '../../model/local-clock.js';

const HOURS_OF_WEEK = 168;

/** Limits in some hours of the week, as scheduled scaling sets them. */
export interface ScheduledLimits {
  /** Hours of the week, 0 is Monday 00:00. */
  readonly hours: readonly number[];
  readonly minTasks?: number | undefined;
  readonly maxTasks?: number | undefined;
}

/** Minimum and maximum tasks by hour of the week. */
export class TaskLimits {
  private readonly min = new Float64Array(HOURS_OF_WEEK);
  private readonly max = new Float64Array(HOURS_OF_WEEK);

  /** Of several entries for an hour the last counts. A maximum below the minimum is raised to it. */
  constructor(
    usual: { readonly minTasks: number; readonly maxTasks: number },
    schedule: readonly ScheduledLimits[],
    private readonly clock: LocalClock,
  ) {
    this.min.fill(usual.minTasks);
    this.max.fill(usual.maxTasks);
    for (const { hours, minTasks, maxTasks } of schedule) {
      for (const hour of hours) {
        if (minTasks !== undefined) this.min[hour] = minTasks;
        if (maxTasks !== undefined) this.max[hour] = maxTasks;
      }
    }
    for (let hour = 0; hour < HOURS_OF_WEEK; hour += 1) {
      this.max[hour] = Math.max(this.max[hour] as number, this.min[hour] as number);
    }
  }

  /** The limits at a time of the month. */
  at(nowS: number): { readonly minTasks: number; readonly maxTasks: number } {
    const hour = Math.floor(secondOfWeek(this.clock, nowS) / 3600);
    return { minTasks: this.min[hour] as number, maxTasks: this.max[hour] as number };
  }
}
