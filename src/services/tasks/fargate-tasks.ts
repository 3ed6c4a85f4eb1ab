import { Amount } from '../../model/amount.js';
import { type Amounts, numbersOf, shownOf } from '../../model/amounts.js';
import type { Month } from '../../model/month.js';
import { FargateHost } from '../../simulate/tasks/fargate-host.js';
import type { Traffic } from '../../workload/traffic.js';
import type { Simulation } from '../service.js';
import { CAPACITY_FIELDS, type CapacityInput } from './capacity-input.js';
import { hasSteadyTasks, steadyTasks } from './steady-tasks.js';
import { type TaskService, type TasksOfMonth, tasksOfMonth } from './task-scaling.js';
import { type TaskRuns, type TaskTime, taskSecondsOf } from './task-time.js';

/** Tasks of ECS, or pods of EKS, that run on Fargate. */
export interface FargateTasks {
  readonly input: Amounts<CapacityInput>;
  readonly vcpu: number;
  readonly memoryMb: number;
  /** Work one vCPU does, against one x86 vCPU. */
  readonly cpuSpeed: Amount;
  readonly isArm: boolean;
  /** Share of a task's time that serves; less than 1 where Spot interrupts. */
  readonly usableShare: Amount;
  /** Words for a copy: `a task of 2 GB`. */
  readonly words: string;
  /** Decides how many tasks there should be, where ECS does not. */
  readonly newPolicy?: (input: CapacityInput) => TaskService<FargateHost>['newPolicy'];
}

/** Tasks that follow the traffic. */
export function tasksOnFargate(
  service: FargateTasks,
  traffic: Amounts<Traffic>,
  month: Month,
): Simulation<TaskTime> & { readonly unused: readonly string[] } {
  const { vcpu, memoryMb, cpuSpeed, isArm, words, newPolicy } = service;
  const isSteady = hasSteadyTasks(service.input, traffic);
  const valuesOf = isSteady ? shownOf : numbersOf;
  const input = valuesOf<CapacityInput>(service.input);
  const { startDelayS, deregistrationDelayS } = input;
  const tasks = tasksOfMonth(
    {
      input,
      size: { ...input, vcpu, memoryMb, cpuSpeed: cpuSpeed.shown },
      isArm,
      usableShare: service.usableShare.shown,
      words,
      newPolicy: newPolicy?.(input),
      newHost: (atStart) => new FargateHost({ startDelayS, deregistrationDelayS, endS: month.seconds }, atStart),
    },
    valuesOf<Traffic>(traffic),
    month,
  );
  const { activity, hours, assumptions, infeasible, unused } = tasks;
  const size = { vcpu: Amount.of(vcpu), memoryMb: Amount.of(memoryMb), cpuSpeed };
  const steady = isSteady ? steadyTasks(service.input, traffic, { ...service, size }) : undefined;
  const { peakTasks } = tasks.month;
  const metered =
    tasks.kind === 'steady'
      ? steadyTime(steady?.tasks ?? Amount.of(peakTasks), service.input, month)
      : changingTime(tasks);
  const taskHours = taskSecondsOf(metered) / 3600;
  return {
    metered,
    activity: {
      ...activity,
      averageTasks: taskHours / month.hours,
      taskHours,
      ...(steady !== undefined && steadyActivity(steady.tasks, service.input, month)),
    },
    ...(hours !== undefined && { hours }),
    assumptions,
    infeasible,
    ...(steady !== undefined && { feasibleWhile: steady.feasibleWhile }),
    unused,
  };
}

/** Figures that services after it bill by; what deployments add is not known as an amount. */
function steadyActivity(tasks: Amount, { deployments }: Amounts<CapacityInput>, month: Month) {
  return { peakTasks: tasks, ...(!deployments.isAbove(0) && { taskHours: tasks.times(month.hours) }) };
}

/** How long tasks that come and go are billed: from the pull of the image until they are stopped, deployments included. */
function changingTime({ host, runs }: Pick<TasksOfMonth<FargateHost>, 'host' | 'runs'>): TaskTime {
  if (runs !== null) return { alike: [tasksOf(runs.runs, runs.runSeconds)] };
  if (host === null) return { alike: [] };
  host.finish();
  const { long, shortOnes } = host.lifetimes;
  return {
    alike: shortOnes.map(({ tasks, secondsEach }) => tasksOf(tasks, secondsEach)),
    ...(long.tasks > 0 && { long: { runs: long.tasks, seconds: long.seconds } }),
  };
}

function tasksOf(tasks: number, secondsEach: number): TaskRuns {
  return { runs: Amount.of(tasks, 'tasks'), secondsEach: Amount.of(secondsEach, 's') };
}

/** How long tasks are billed that run all month; each deployment runs as many again for a while. */
function steadyTime(tasks: Amount, { deployments, deploymentS }: Amounts<CapacityInput>, month: Month): TaskTime {
  const all = { runs: tasks.as('tasks'), secondsEach: Amount.of(month.seconds, 's') };
  if (!deployments.isAbove(0)) return { alike: [all] };
  const again = { runs: tasks.as('tasks').times(deployments.as('deployments')), secondsEach: deploymentS.as('s') };
  return { alike: [all, again] };
}

/** Tasks that run so long each. */
export function tasksRunning(tasks: Amount, hoursEach: Amount, month: Month): Simulation<TaskTime> {
  const runs = { runs: tasks.as('tasks'), secondsEach: hoursEach.as('h').times(3600) };
  const simulated = taskRuns(runs, month);
  const { averageTasks = 0, taskHours = 0 } = simulated.activity;
  return { ...simulated, activity: { averageTasks, peakTasks: tasks.ceil(), taskHours } };
}

/** Runs of a task as they are given. */
export function taskRuns(runs: TaskRuns, month: Month): Simulation<TaskTime> {
  const metered = { alike: [runs] };
  const taskHours = taskSecondsOf(metered) / 3600;
  return {
    metered,
    activity: { taskHours, averageTasks: taskHours / month.hours },
    unused: [...CAPACITY_FIELDS, 'interruptionShare'],
  };
}
