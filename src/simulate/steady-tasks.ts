import type { Traffic } from '../workload/traffic.js';
import { type TaskCapacity, type TaskSize, taskCapacity, tasksFor } from './task-capacity.js';

export interface TaskLimits {
  readonly minTasks: number;
  readonly maxTasks: number;
}

/** Tasks that serve a steady rate, the whole month alike. */
export interface SteadyTasks extends TaskCapacity {
  readonly tasks: number;
  /** Share of the requests that `maxTasks` cannot carry, 0 to 1. */
  readonly lostShare: number;
}

/** tasks = ⌈rate / capacity of one task⌉, between the limits. 0 capacity: no number of tasks serves anything. */
export function steadyTasks(traffic: Traffic, size: TaskSize, limits: TaskLimits): SteadyTasks {
  const capacity = taskCapacity(size, traffic);
  if (capacity.requestsPerSecond === 0) return { ...capacity, tasks: limits.minTasks, lostShare: 1 };
  const wanted = tasksFor(traffic.requestsPerSecond, capacity.requestsPerSecond);
  const tasks = Math.min(limits.maxTasks, Math.max(limits.minTasks, wanted));
  const carried = tasks * capacity.mostPerSecond;
  const lostShare = carried >= traffic.requestsPerSecond ? 0 : 1 - carried / traffic.requestsPerSecond;
  return { ...capacity, tasks, lostShare };
}
