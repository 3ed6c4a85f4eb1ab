import type { TaskHost } from '../../simulate/tasks/task-host.js';
import type { Traffic } from '../../workload/traffic.js';
import {
  delayProblems,
  latencyProblems,
  lossProblems,
  memoryProblems,
  workWaits,
  zoneProblems,
} from '../service-level.js';
import type { SimulatedTasks, TaskService } from './task-service.js';

/** Work that waits at the end of the month counts as never done above this share of all work, else as a backlog. */
const NEVER_DONE_SHARE = 0.05;

/** Describes why the tasks of a month do not meet the requirements of the workload; empty when they do. */
export function unmetRequirements<Host extends TaskHost>(
  tasks: SimulatedTasks<Host>,
  { input, description }: Pick<TaskService<Host>, 'input' | 'description'>,
  traffic: Traffic,
): string[] {
  const { capacity, month, kind } = tasks;
  if (capacity.requestsPerSecond === 0) return memoryProblems(capacity, description);
  return [
    ...lossProblems(notServed(tasks, traffic), traffic, limitOf(tasks, input.maxTasks)),
    ...latencyProblems(month.p95Ms, traffic),
    ...delayProblems(month.longestWaitS, traffic),
    // Runs of jobs need no zones.
    ...(kind === 'runs' ? [] : zoneProblems(month.lowestTasks, traffic, 'minTasks')),
  ];
}

/** Share of the requests that are lost or never done. */
function notServed<Host>({ month, kind }: SimulatedTasks<Host>, { requests, trigger }: Traffic): number {
  if (requests === 0) return 0;
  if (!workWaits(trigger)) return month.lost / requests;
  const isBacklog = kind !== 'steady' && month.waiting / requests <= NEVER_DONE_SHARE;
  return isBacklog ? 0 : month.waiting / requests;
}

/** The limit because of which requests are lost, in words. */
function limitOf<Host>({ month, kind }: SimulatedTasks<Host>, maxTasks: number | undefined): string {
  if (maxTasks !== undefined && month.peakTasks >= maxTasks) return `maxTasks ${maxTasks}`;
  if (kind === 'scaled' && month.peakTasks === 0) return 'minTasks 0, from which target tracking starts no first task,';
  return 'scaling out too late';
}
