import type { Arrivals } from '../../workload/arrivals.js';
import { sumOf } from '../../workload/load-curve.js';
import { FARGATE_LAUNCHES } from './fargate-host.js';
import { ServedRequests } from './served-requests.js';
import type { TaskCapacity } from './task-capacity.js';
import type { TaskMonth } from './task-month.js';

/** Jobs that a scheduler runs as tasks of their own. */
export interface TaskRuns {
  readonly arrivals: Arrivals;
  readonly monthS: number;
  readonly capacity: TaskCapacity;
  /** Jobs one run does, one after the other or side by side as far as the task can. */
  readonly requestsPerRun: number;
  /** From the launch of a task until it works; billed. */
  readonly startDelayS: number;
  readonly maxTasks: number;
}

/** What the runs of a month did. */
export interface RunMonth extends TaskMonth {
  readonly runs: number;
  readonly runSeconds: number;
}

/**
 * One run of a task for each `requestsPerRun` jobs: started for them, ended with them. Jobs that come at once share runs
 * among themselves. run seconds = start delay + the longer of one job alone and jobs / the most a task does in a second.
 *
 * With a maximum, runs wait for one of so many places. Launches of many at once keep to Fargate's rate.
 */
export function taskRuns(service: TaskRuns): RunMonth {
  const { arrivals, monthS, capacity, requestsPerRun, startDelayS, maxTasks } = service;
  const workS = Math.max(capacity.serviceMs / 1000, requestsPerRun / capacity.mostPerSecond);
  // To the microsecond: billing rounds a second up, and float noise must not cost one.
  const runSeconds = Math.round((startDelayS + workS) * 1e6) / 1e6;
  const runs = runsOf(arrivals, requestsPerRun);
  const places = Math.min(maxTasks, runs);
  const perPlace = {
    ...capacity,
    serviceMs: 1000 * runSeconds,
    slots: requestsPerRun,
    mostPerSecond: requestsPerRun / runSeconds,
  };
  const { jobs, launchS } = served(service, perPlace, places);
  const peakTasks = Math.min(places, peakOf(arrivals, requestsPerRun, runSeconds));
  // A job waits for its place or its launch, and then for the task to start.
  const longestWaitS = runs === 0 ? 0 : Math.max(jobs.longestWaitS, launchS) + startDelayS;
  return {
    ...jobs,
    longestWaitS,
    p95Ms: jobs.p95Ms + launchS * 1000,
    runs,
    runSeconds,
    averageTasks: (runs * runSeconds) / monthS,
    peakTasks,
    leastTasks: 0,
    started: runs,
    stopped: runs,
    hours: { ...jobs.hours, tasks: runningPerHour(service, runSeconds) },
  };
}

/** Impulses are rounded up to whole runs one by one, what comes singly together. */
function runsOf({ counts, impulses }: Arrivals, requestsPerRun: number): number {
  if (impulses === null) return Math.ceil(sumOf(counts) / requestsPerRun);
  const atOnce = sumOf(impulses.sizes);
  const ofImpulses = impulses.sizes.reduce((runs, size) => runs + Math.ceil(size / requestsPerRun), 0);
  return ofImpulses + Math.ceil((sumOf(counts) - atOnce) / requestsPerRun);
}

/** The jobs as they wait for one of the places. */
function served({ arrivals, monthS }: TaskRuns, capacity: TaskCapacity, places: number) {
  const requests = new ServedRequests({ arrivals, monthS, capacity, patienceS: Number.POSITIVE_INFINITY });
  const { expected, stepSeconds } = arrivals;
  for (let step = 0; step < expected.length; step += 1) {
    const startS = step * stepSeconds;
    requests.span(startS, Math.min(monthS, startS + stepSeconds), expected[step] as number, places);
    if (step % 60 === 59) requests.endPoint();
  }
  const hours = { lost: requests.lostPerHour, longestWaitS: requests.longestWaitPerHour };
  const atOnce = Math.min(places, (arrivals.impulses?.sizes ?? new Float64Array()).reduce(larger, 0) / capacity.slots);
  const launchS = Math.max(0, (Math.ceil(atOnce) - FARGATE_LAUNCHES.burst) / FARGATE_LAUNCHES.perSecond);
  return { jobs: { ...requests.finish(), hours }, launchS };
}

/** The most runs side by side: the largest impulse, or the highest rate × the time of a run. */
function peakOf({ expected, stepSeconds, impulses }: Arrivals, requestsPerRun: number, runSeconds: number): number {
  const highest = expected.reduce(larger, 0) / stepSeconds;
  const atOnce = (impulses?.sizes ?? new Float64Array()).reduce(larger, 0);
  return Math.ceil(atOnce / requestsPerRun) + Math.ceil((highest / requestsPerRun) * runSeconds - 1e-9);
}

function larger(a: number, b: number): number {
  return Math.max(a, b);
}

/** Mean runs of each hour. A run longer than an hour reaches into the next ones. */
function runningPerHour({ arrivals, monthS, requestsPerRun }: TaskRuns, runSeconds: number): Float64Array {
  const { counts, stepSeconds } = arrivals;
  const running = new Float64Array(Math.ceil(monthS / 3600));
  for (let step = 0; step < counts.length; step += 1) {
    let left = ((counts[step] as number) / requestsPerRun) * runSeconds;
    if (left === 0) continue;
    const mostAnHour = ((counts[step] as number) / requestsPerRun) * 3600;
    for (let hour = Math.floor((step * stepSeconds) / 3600); left > 0 && hour < running.length; hour += 1) {
      const inHour = Math.min(left, mostAnHour);
      running[hour] = (running[hour] as number) + inHour / 3600;
      left -= inHour;
    }
  }
  return running;
}
