import type { Arrivals } from '../../workload/arrivals.js';
import { sumOf } from '../../workload/load-curve.js';
import { FARGATE_LAUNCHES } from './fargate-host.js';
import { RequestQueue } from './request-queue.js';
import type { TaskCapacity } from './task-capacity.js';
import type { TaskMonth } from './task-month.js';

/** Scheduled jobs, each run as a task of its own. */
export interface TaskRuns {
  readonly arrivals: Arrivals;
  readonly monthS: number;
  readonly capacity: TaskCapacity;
  /** Jobs that one run does, in parallel as far as the task can. */
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
 * Simulates one run of a task for each `requestsPerRun` jobs: it starts for them and ends with them. Jobs that arrive at
 * once share runs. Seconds of a run = start delay + max(service time of one job, jobs / maximum throughput of a task).
 *
 * No more than `maxTasks` runs are in service at once; further ones wait. Launches keep to Fargate's rate.
 */
export function taskRuns(service: TaskRuns): RunMonth {
  const { arrivals, monthS, capacity, requestsPerRun, startDelayS, maxTasks } = service;
  const workS = Math.max(capacity.serviceMs / 1000, requestsPerRun / capacity.maxPerSecond);
  // Rounded to microseconds, so that float noise is not billed as one more second.
  const runSeconds = Math.round((startDelayS + workS) * 1e6) / 1e6;
  const runs = runsOf(arrivals, requestsPerRun);
  const parallelRuns = Math.min(maxTasks, runs);
  const perRun = {
    ...capacity,
    serviceMs: 1000 * runSeconds,
    servers: requestsPerRun,
    maxPerSecond: requestsPerRun / runSeconds,
  };
  const { jobs, launchS } = queueJobs(service, perRun, parallelRuns);
  const peakTasks = Math.min(parallelRuns, peakOf(arrivals, requestsPerRun, runSeconds));
  // A job waits until another run ends or its own is launched, and then for the task to start.
  const longestWaitS = runs === 0 ? 0 : Math.max(jobs.longestWaitS, launchS) + startDelayS;
  return {
    ...jobs,
    longestWaitS,
    p95Ms: jobs.p95Ms + launchS * 1000,
    runs,
    runSeconds,
    averageTasks: (runs * runSeconds) / monthS,
    peakTasks,
    lowestTasks: 0,
    started: runs,
    stopped: runs,
    hours: { ...jobs.hours, tasks: runningPerHour(service, runSeconds) },
  };
}

/** Each impulse is rounded up to whole runs; all other jobs are rounded up together. */
function runsOf({ counts, impulses }: Arrivals, requestsPerRun: number): number {
  if (impulses === null) return Math.ceil(sumOf(counts) / requestsPerRun);
  const atOnce = sumOf(impulses.sizes);
  const runsOfImpulses = impulses.sizes.reduce((runs, size) => runs + Math.ceil(size / requestsPerRun), 0);
  return runsOfImpulses + Math.ceil((sumOf(counts) - atOnce) / requestsPerRun);
}

/** The queue of jobs before the runs that may be in service at once. */
function queueJobs({ arrivals, monthS }: TaskRuns, capacity: TaskCapacity, parallelRuns: number) {
  const queue = new RequestQueue({ arrivals, monthS, capacity, patienceS: Number.POSITIVE_INFINITY });
  const { expected, stepSeconds } = arrivals;
  for (let step = 0; step < expected.length; step += 1) {
    const startS = step * stepSeconds;
    queue.advance(startS, Math.min(monthS, startS + stepSeconds), expected[step] as number, parallelRuns);
    if (step % 60 === 59) queue.endPoint();
  }
  const hours = { lost: queue.lostPerHour, longestWaitS: queue.longestWaitPerHour };
  const atOnce = Math.min(
    parallelRuns,
    (arrivals.impulses?.sizes ?? new Float64Array()).reduce(larger, 0) / capacity.servers,
  );
  const launchS = Math.max(0, (Math.ceil(atOnce) - FARGATE_LAUNCHES.burst) / FARGATE_LAUNCHES.perSecond);
  return { jobs: { ...queue.finish(), hours }, launchS };
}

/** Peak of runs at once: those of the largest impulse, and the highest rate × the time of a run. */
function peakOf({ expected, stepSeconds, impulses }: Arrivals, requestsPerRun: number, runSeconds: number): number {
  const highest = expected.reduce(larger, 0) / stepSeconds;
  const atOnce = (impulses?.sizes ?? new Float64Array()).reduce(larger, 0);
  return Math.ceil(atOnce / requestsPerRun) + Math.ceil((highest / requestsPerRun) * runSeconds - 1e-9);
}

function larger(a: number, b: number): number {
  return Math.max(a, b);
}

/** Mean runs of each hour. A run longer than an hour continues in the next ones. */
function runningPerHour({ arrivals, monthS, requestsPerRun }: TaskRuns, runSeconds: number): Float64Array {
  const { counts, stepSeconds } = arrivals;
  const running = new Float64Array(Math.ceil(monthS / 3600));
  for (let step = 0; step < counts.length; step += 1) {
    let left = ((counts[step] as number) / requestsPerRun) * runSeconds;
    if (left === 0) continue;
    const maxPerHour = ((counts[step] as number) / requestsPerRun) * 3600;
    for (let hour = Math.floor((step * stepSeconds) / 3600); left > 0 && hour < running.length; hour += 1) {
      const inHour = Math.min(left, maxPerHour);
      running[hour] = (running[hour] as number) + inHour / 3600;
      left -= inHour;
    }
  }
  return running;
}
