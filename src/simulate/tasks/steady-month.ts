import type { Traffic } from '../../workload/traffic.js';
import type { TaskCapacity } from './task-capacity.js';
import { tasksFor } from './task-capacity.js';
import type { TaskMonth } from './task-month.js';
import { WaitingTimes } from './waiting-times.js';

/** A growing row is told apart in so many parts by how long they wait. */
const PARTS = 50;

/** The same number of tasks all month. */
export type SteadyMonth = Omit<TaskMonth, 'hours'>;

/** What decides how many tasks a steady rate has, and what becomes of those too many. */
export interface SteadyService {
  readonly capacity: TaskCapacity;
  readonly limits: { readonly minTasks: number; readonly maxTasks: number };
  /** Longest that a request waits before it is given up; Infinity for work in a queue. */
  readonly patienceS: number;
  readonly monthS: number;
}

/**
 * The month of a steady rate in closed form: tasks = ⌈rate / capacity of one task⌉ between the limits, as target tracking
 * leaves them, and the same waiting as `simulateTasks` finds step by step.
 */
export function steadyMonth(traffic: Traffic, service: SteadyService): SteadyMonth {
  const { capacity, limits, monthS } = service;
  const { requests, requestsPerSecond } = traffic;
  const tasks = steadyTaskCount(requestsPerSecond, capacity.requestsPerSecond, limits);
  const most = tasks * capacity.mostPerSecond;
  const waits = new WaitingTimes(capacity);
  if (requestsPerSecond <= most * (1 + 1e-12)) {
    waits.addQueued(requests, tasks, requests === 0 ? 0 : Math.min(1, requestsPerSecond / most));
    return month(tasks, waits, { served: requests, lost: 0, waiting: 0, longestWaitS: 0 });
  }
  return month(tasks, waits, tooMany({ ...service, most, requests, perSecond: requests / monthS }, waits));
}

/** Tasks that a steady rate is left with: as many as carry it, between the limits; the minimum where a task carries none. */
export function steadyTaskCount(
  requestsPerSecond: number,
  capacity: number,
  { minTasks, maxTasks }: SteadyService['limits'],
): number {
  const wanted = capacity === 0 ? 0 : tasksFor(requestsPerSecond, capacity);
  return Math.min(maxTasks, Math.max(minTasks, wanted));
}

interface Overload extends SteadyService {
  readonly most: number;
  readonly requests: number;
  readonly perSecond: number;
}

/** More comes than is served all month: the row grows to what is patient and stays there, or grows on. */
function tooMany({ most, requests, perSecond, patienceS, monthS }: Overload, waits: WaitingTimes) {
  const surplus = (perSecond - most) * monthS;
  const row = patienceS === Number.POSITIVE_INFINITY ? surplus : Math.min(surplus, most * patienceS);
  // What is served last in the month came when the row was shorter.
  const longestWaitS = row === 0 ? 0 : Math.min(row / most, monthS * (1 - most / perSecond));
  // While the row grows, those at its end wait ever longer; once it is full, all wait as long.
  const inGrowth = Math.min(most * monthS, (perSecond * row) / (perSecond - most));
  for (let part = 1; part <= PARTS; part += 1) waits.addInRow(inGrowth / PARTS, (longestWaitS * part) / PARTS);
  waits.addInRow(most * monthS - inGrowth, longestWaitS);
  const served = Math.min(requests, Math.round(most * monthS));
  const waiting = Math.min(requests - served, Math.round(row));
  return { served, waiting, lost: requests - served - waiting, longestWaitS };
}

function month(
  tasks: number,
  waits: WaitingTimes,
  requests: Pick<SteadyMonth, 'served' | 'lost' | 'waiting' | 'longestWaitS'>,
): SteadyMonth {
  const [p50Ms = 0, p95Ms = 0] = waits.responsesMs([0.5, 0.95]);
  return {
    ...requests,
    p50Ms,
    p95Ms,
    averageTasks: tasks,
    peakTasks: tasks,
    leastTasks: tasks,
    started: 0,
    stopped: 0,
  };
}
