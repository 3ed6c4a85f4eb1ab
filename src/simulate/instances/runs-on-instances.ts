import type { Arrivals } from '../../workload/arrivals.js';
import type { CapacityProvider } from './capacity-provider.js';
import { DueQueue } from './due-queue.js';

/** Jobs that are run as tasks of their own. */
export interface InstanceRuns {
  readonly arrivals: Arrivals;
  readonly monthS: number;
  /** Jobs one run does. */
  readonly requestsPerRun: number;
  /** Time a run works once it has started. */
  readonly workS: number;
}

/**
 * Runs jobs on instances: each run waits for an instance that has room, starts, works, and gives its room back. Runs
 * start with the step their jobs are due in; when they work and end is seen from step to step.
 *
 * @returns the longest time from when a job is due until its run works, in seconds
 */
export function runOnInstances(
  { arrivals, monthS, requestsPerRun, workS }: InstanceRuns,
  host: CapacityProvider,
): number {
  const { counts, stepSeconds } = arrivals;
  const runs = runsPerStep(arrivals, requestsPerRun);
  const working = new DueQueue();
  const asked = new DueQueue();
  let longestWaitS = 0;
  const lookAt = (nowS: number) => {
    const served = host.advance(nowS);
    working.push(nowS + workS, served);
    if (served > 0) longestWaitS = Math.max(longestWaitS, nowS - asked.nextS);
    asked.takeFirst(served);
    const done = working.take(nowS);
    if (done > 0) host.end(nowS, done);
  };
  for (let step = 0; step < counts.length; step += 1) {
    const nowS = step * stepSeconds;
    lookAt(nowS);
    asked.push(nowS, runs[step] as number);
    if (runs[step] !== 0) host.start(nowS, runs[step] as number);
  }
  lookAt(monthS);
  return asked.total === 0 ? longestWaitS : Math.max(longestWaitS, monthS - asked.nextS);
}

/** Jobs due at one instant share runs among themselves; a run for the others starts with the first of its jobs. */
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
