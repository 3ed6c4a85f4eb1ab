import { Amount } from '../../model/amount.js';
import { type Amounts, numbersOf, shownOf } from '../../model/amounts.js';
import type { Month } from '../../model/month.js';
import { FargateHost } from '../../simulate/tasks/fargate-host.js';
import type { Traffic } from '../../workload/traffic.js';
import type { Simulation } from '../service.js';
import { CAPACITY_FIELDS, type CapacityInput } from './capacity-input.js';
import { hasSteadyTasks, steadyTasks } from './steady-tasks.js';
import type { SimulatedTasks, TaskService } from './task-service.js';
import { simulateTaskService } from './task-simulation.js';
import { type TaskRuns, type TaskTime, taskSecondsOf } from './task-time.js';

/** Tasks of ECS, or pods of EKS, that run on Fargate. */
export interface FargateTasks {
  readonly input: Amounts<CapacityInput>;
  readonly vcpu: number;
  readonly memoryMb: number;
  /** Work one vCPU does, relative to one x86 vCPU. */
  readonly cpuSpeed: Amount;
  readonly isArm: boolean;
  /** Share of a task's time in which it serves; below 1 where Spot interrupts it. */
  readonly usableShare: Amount;
  /** A task in words: `a task of 2 GB`. */
  readonly description: string;
  /** Makes the policy that decides the number of tasks; that of ECS by default. */
  readonly newPolicy?: (input: CapacityInput) => TaskService<FargateHost>['newPolicy'];
}

/** Simulates tasks on Fargate whose number follows the traffic. */
export function tasksOnFargate(
  service: FargateTasks,
  traffic: Amounts<Traffic>,
  month: Month,
): Simulation<TaskTime> & { readonly unused: readonly string[] } {
  const { vcpu, memoryMb, cpuSpeed, isArm, description, newPolicy } = service;
  const isSteady = hasSteadyTasks(service.input, traffic);
  const valuesOf = isSteady ? shownOf : numbersOf;
  const input = valuesOf<CapacityInput>(service.input);
  const { startDelayS, deregistrationDelayS } = input;
  const tasks = simulateTaskService(
    {
      input,
      size: { ...input, vcpu, memoryMb, cpuSpeed: cpuSpeed.shown },
      isArm,
      usableShare: service.usableShare.shown,
      description,
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

/** Figures that other services bill by; the tasks of deployments are not known as an amount. */
function steadyActivity(tasks: Amount, { deployments }: Amounts<CapacityInput>, month: Month) {
  return { peakTasks: tasks, ...(!deployments.isAbove(0) && { taskHours: tasks.times(month.hours) }) };
}

/** Billed time of tasks that start and stop: from the image pull until they have stopped, including deployments. */
function changingTime({ host, runs }: Pick<SimulatedTasks<FargateHost>, 'host' | 'runs'>): TaskTime {
  if (runs !== null) return { equal: [tasksOf(runs.runs, runs.runSeconds)] };
  if (host === null) return { equal: [] };
  host.finish();
  const { long, short } = host.lifetimes;
  return {
    equal: short.map(({ tasks, secondsEach }) => tasksOf(tasks, secondsEach)),
    ...(long.tasks > 0 && { long: { runs: long.tasks, seconds: long.seconds } }),
  };
}

function tasksOf(tasks: number, secondsEach: number): TaskRuns {
  return { runs: Amount.of(tasks, 'tasks'), secondsEach: Amount.of(secondsEach, 's') };
}

/** Billed time of tasks that run all month; each deployment runs as many more for its length. */
function steadyTime(tasks: Amount, { deployments, deploymentS }: Amounts<CapacityInput>, month: Month): TaskTime {
  const all = { runs: tasks.as('tasks'), secondsEach: Amount.of(month.seconds, 's') };
  if (!deployments.isAbove(0)) return { equal: [all] };
  const deployed = { runs: tasks.as('tasks').times(deployments.as('deployments')), secondsEach: deploymentS.as('s') };
  return { equal: [all, deployed] };
}

/** A given number of tasks that run for a given time. */
export function tasksRunning(tasks: Amount, hoursEach: Amount, month: Month): Simulation<TaskTime> {
  const runs = { runs: tasks.as('tasks'), secondsEach: hoursEach.as('h').times(3600) };
  const simulated = taskRuns(runs, month);
  const { averageTasks = 0, taskHours = 0 } = simulated.activity;
  return { ...simulated, activity: { averageTasks, peakTasks: tasks.ceil(), taskHours } };
}

/** A given number of task runs of a given length. */
export function taskRuns(runs: TaskRuns, month: Month): Simulation<TaskTime> {
  const metered = { equal: [runs] };
  const taskHours = taskSecondsOf(metered) / 3600;
  return {
    metered,
    activity: { taskHours, averageTasks: taskHours / month.hours },
    unused: [...CAPACITY_FIELDS, 'interruptionShare'],
  };
}
