import type { Traffic } from '../../workload/traffic.js';
import { ResponseTimes } from './response-times.js';
import { type TaskCapacity, tasksFor } from './task-capacity.js';
import type { TaskMonth } from './task-month.js';

/** The waits of a growing backlog are divided into this many groups. */
const WAIT_GROUPS = 50;

/** A month with the same number of tasks throughout. */
export type SteadyTaskMonth = Omit<TaskMonth, 'hours'>;

/** What determines the tasks of a steady rate, and what becomes of requests above their capacity. */
export interface SteadyService {
  readonly capacity: TaskCapacity;
  readonly limits: { readonly minTasks: number; readonly maxTasks: number };
  /** Longest time that a request waits before it is lost; Infinity for work in a queue. */
  readonly patienceS: number;
  readonly monthS: number;
}

/**
 * Computes the month of a steady rate in closed form: tasks = ⌈rate / capacity of one task⌉ within the limits, as target
 * tracking leaves them, and the same waiting that `simulateTasks` finds step by step.
 */
export function steadyTaskMonth(traffic: Traffic, service: SteadyService): SteadyTaskMonth {
  const { capacity, limits, monthS } = service;
  const { requests, requestsPerSecond } = traffic;
  const tasks = steadyTaskCount(requestsPerSecond, capacity.requestsPerSecond, limits);
  const maxRate = tasks * capacity.maxPerSecond;
  const responses = new ResponseTimes(capacity);
  if (requestsPerSecond <= maxRate * (1 + 1e-12)) {
    responses.addQueue(requests, tasks, requests === 0 ? 0 : Math.min(1, requestsPerSecond / maxRate));
    return month(tasks, responses, { served: requests, lost: 0, waiting: 0, longestWaitS: 0 });
  }
  return month(tasks, responses, overload({ ...service, maxRate, requests, rate: requests / monthS }, responses));
}

/** The tasks of a steady rate: as many as carry it, within the limits; the minimum where a task cannot serve at all. */
export function steadyTaskCount(
  requestsPerSecond: number,
  capacity: number,
  { minTasks, maxTasks }: SteadyService['limits'],
): number {
  const needed = capacity === 0 ? 0 : tasksFor(requestsPerSecond, capacity);
  return Math.min(maxTasks, Math.max(minTasks, needed));
}

interface Overload extends SteadyService {
  readonly maxRate: number;
  readonly requests: number;
  readonly rate: number;
}

/** More requests than can be served all month: the backlog grows to the limit that patience sets, or grows on. */
function overload({ maxRate, requests, rate, patienceS, monthS }: Overload, responses: ResponseTimes) {
  const excess = (rate - maxRate) * monthS;
  const backlog = patienceS === Number.POSITIVE_INFINITY ? excess : Math.min(excess, maxRate * patienceS);
  // The last request that is served in the month arrived when the backlog was shorter.
  const longestWaitS = backlog === 0 ? 0 : Math.min(backlog / maxRate, monthS * (1 - maxRate / rate));
  // While the backlog grows, requests wait ever longer; once it is full, all wait equally long.
  const duringGrowth = Math.min(maxRate * monthS, (rate * backlog) / (rate - maxRate));
  for (let group = 1; group <= WAIT_GROUPS; group += 1) {
    responses.addWaits(duringGrowth / WAIT_GROUPS, (longestWaitS * group) / WAIT_GROUPS);
  }
  responses.addWaits(maxRate * monthS - duringGrowth, longestWaitS);
  const served = Math.min(requests, Math.round(maxRate * monthS));
  const waiting = Math.min(requests - served, Math.round(backlog));
  return { served, waiting, lost: requests - served - waiting, longestWaitS };
}

function month(
  tasks: number,
  responses: ResponseTimes,
  requests: Pick<SteadyTaskMonth, 'served' | 'lost' | 'waiting' | 'longestWaitS'>,
): SteadyTaskMonth {
  const [p50Ms = 0, p95Ms = 0] = responses.quantilesMs([0.5, 0.95]);
  return {
    ...requests,
    p50Ms,
    p95Ms,
    averageTasks: tasks,
    peakTasks: tasks,
    lowestTasks: tasks,
    started: 0,
    stopped: 0,
  };
}
