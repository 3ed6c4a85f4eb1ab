import { asWritten, exact, nearestFloat, sum, ZERO } from '../../model/decimal.js';
import type { Month } from '../../model/month.js';
import type { FargateHost } from '../../simulate/tasks/fargate-host.js';
import type { Simulation } from '../numeric-service.js';
import { CAPACITY_FIELDS, type CapacityInput } from '../tasks/capacity-input.js';
import type { TasksOfMonth } from '../tasks/task-scaling.js';
import type { TaskRuns, TaskTime } from '../tasks/task-time.js';

const NONE = { runs: ZERO, seconds: ZERO };

/** How long tasks are billed: from the pull of the image until they are stopped, deployments included. */
export function timeOf(
  { kind, host, runs, month: { peakTasks } }: TasksOfMonth<FargateHost>,
  { deployments, deploymentS }: Pick<CapacityInput, 'deployments' | 'deploymentS'>,
  month: Month,
): TaskTime {
  if (kind === 'runs' && runs !== null) {
    return { alike: [{ runs: exact(runs.runs), secondsEach: asWritten(runs.runSeconds) }], long: NONE };
  }
  if (host === null) {
    const all = { runs: exact(peakTasks), secondsEach: exact(month.seconds) };
    const again = { runs: exact(peakTasks).times(deployments), secondsEach: asWritten(deploymentS) };
    return { alike: deployments === 0 ? [all] : [all, again], long: NONE };
  }
  host.finish();
  const { long, shortOnes } = host.lifetimes;
  return {
    alike: shortOnes.map(({ tasks, secondsEach }) => ({ runs: exact(tasks), secondsEach: exact(secondsEach) })),
    long: { runs: exact(long.tasks), seconds: exact(long.seconds) },
  };
}

/** Tasks that stand so long each. */
export function running(tasks: number, hoursEach: number, month: Month): Simulation<TaskTime> {
  const simulated = direct({ runs: asWritten(tasks), secondsEach: asWritten(hoursEach).times(3600) }, month);
  const { averageTasks = 0, taskHours = 0 } = simulated.activity;
  return { ...simulated, activity: { averageTasks, peakTasks: Math.ceil(tasks), taskHours } };
}

/** Runs as they are given. */
export function direct(runs: TaskRuns, month: Month): Simulation<TaskTime> {
  const metered = { alike: [runs], long: NONE };
  const taskHours = taskSecondsOf(metered) / 3600;
  return {
    metered,
    activity: { taskHours, averageTasks: taskHours / month.hours },
    unused: [...CAPACITY_FIELDS, 'interruptionShare'],
  };
}

/** Seconds of all tasks, before the minimum of each. */
export function taskSecondsOf({ alike, long }: TaskTime): number {
  return nearestFloat(sum([long.seconds, ...alike.map(({ runs, secondsEach }) => runs.times(secondsEach))]));
}
