import type { Arrivals } from '../../workload/arrivals.js';
import type { CapacityProvider } from './capacity-provider.js';
import { EventQueue } from './event-queue.js';

/** Scheduled jobs, each run as a task of its own. */
export interface InstanceRuns {
  readonly arrivals: Arrivals;
  readonly monthS: number;
  /** Jobs that one run does. */
  readonly requestsPerRun: number;
  /** Time for which a run works once it has started. */
  readonly workS: number;
}

/**
 * Runs jobs on instances: each run waits for an instance with room, starts, works, and frees its room. A run is requested
 * at the start of the step in which its jobs are due; its start and end are noticed at the next start of a step.
 *
 * @returns the longest time from when a job is due until its run works, in seconds
 */
export function runOnInstances(
  { arrivals, monthS, requestsPerRun, workS }: InstanceRuns,
  host: CapacityProvider,
): number {
  const { counts, stepSeconds } = arrivals;
  const runs = runsPerStep(arrivals, requestsPerRun);
  const working = new EventQueue();
  const requested = new EventQueue();
  let longestWaitS = 0;
  const advance = (nowS: number) => {
    const served = host.advance(nowS);
    working.add(nowS + workS, served);
    if (served > 0) longestWaitS = Math.max(longestWaitS, nowS - requested.nextS);
    requested.removeFirst(served);
    const done = working.removeDue(nowS);
    if (done > 0) host.end(nowS, done);
  };
  for (let step = 0; step < counts.length; step += 1) {
    const nowS = step * stepSeconds;
    advance(nowS);
    requested.add(nowS, runs[step] as number);
    if (runs[step] !== 0) host.start(nowS, runs[step] as number);
  }
  advance(monthS);
  return requested.size === 0 ? longestWaitS : Math.max(longestWaitS, monthS - requested.nextS);
}

/** Jobs that are due at once share runs; of the others, a run starts with the first of its jobs. */
function runsPerStep({ counts, impulses, stepSeconds }: Arrivals, requestsPerRun: number): Float64Array {
  const runs = new Float64Array(counts.length);
  const single = counts.slice();
  impulses?.sizes.forEach((size, index) => {
    const step = Math.floor((impulses.atS[index] as number) / stepSeconds);
    runs[step] = (runs[step] as number) + Math.ceil(size / requestsPerRun);
    single[step] = (single[step] as number) - size;
  });
  let jobs = 0;
  let started = 0;
  for (let step = 0; step < single.length; step += 1) {
    jobs += single[step] as number;
    const due = Math.ceil(jobs / requestsPerRun) - started;
    runs[step] = (runs[step] as number) + due;
    started += due;
  }
  return runs;
}
