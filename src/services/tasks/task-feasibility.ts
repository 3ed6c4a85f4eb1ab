import type { TaskHost } from '../../simulate/tasks/task-host.js';
import type { Traffic } from '../../workload/traffic.js';
import { lateAnswers, lateWork, lostRequests, tooSmall, workWaits, zoneProblem } from '../service-level.js';
import type { TaskService, TasksOfMonth } from './task-scaling.js';

/** Work in a queue at the end of the month that is no longer a row but work nobody does, as a share of all. */
const NEVER_DONE_SHARE = 0.05;

/** Why the tasks of a month do not do what the workload asks. */
export function missedBy<Host extends TaskHost>(
  tasks: TasksOfMonth<Host>,
  { input, words }: Pick<TaskService<Host>, 'input' | 'words'>,
  traffic: Traffic,
): string[] {
  const { capacity, month, kind } = tasks;
  if (capacity.requestsPerSecond === 0) return tooSmall(capacity, words);
  return [
    ...lostRequests(notServed(tasks, traffic), traffic, limitOf(tasks, input.maxTasks)),
    ...lateAnswers(month.p95Ms, traffic),
    ...lateWork(month.longestWaitS, traffic),
    // A run of a task is where its job is.
    ...(kind === 'runs' ? [] : zoneProblem(month.leastTasks, traffic, 'minTasks')),
  ];
}

/** Share of the requests that are lost, or wait so long that they are never done. */
function notServed<Host>({ month, kind }: TasksOfMonth<Host>, { requests, trigger }: Traffic): number {
  if (requests === 0) return 0;
  if (!workWaits(trigger)) return month.lost / requests;
  const isRow = kind !== 'steady' && month.waiting / requests <= NEVER_DONE_SHARE;
  return isRow ? 0 : month.waiting / requests;
}

/** What it is that lets requests be lost. */
function limitOf<Host>({ month, kind }: TasksOfMonth<Host>, maxTasks: number | undefined): string {
  if (maxTasks !== undefined && month.peakTasks >= maxTasks) return `maxTasks ${maxTasks}`;
  if (kind === 'scaled' && month.peakTasks === 0) return 'minTasks 0, from which target tracking starts no first task,';
  return 'scaling out too late';
}
