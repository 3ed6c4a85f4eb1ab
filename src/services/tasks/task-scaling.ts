import type { Assumption } from '../../model/assumption.js';
import type { Month } from '../../model/month.js';
import type { Activity } from '../../model/report.js';
import { simulateTasks } from '../../simulate/tasks/scaled-tasks.js';
import type { ScalingPolicy } from '../../simulate/tasks/scaling-policy.js';
import { steadyMonth } from '../../simulate/tasks/steady-month.js';
import { type TaskCapacity, type TaskSize, taskCapacity, tasksFor } from '../../simulate/tasks/task-capacity.js';
import type { TaskHost } from '../../simulate/tasks/task-host.js';
import { TaskLimits } from '../../simulate/tasks/task-limits.js';
import type { TaskMonth } from '../../simulate/tasks/task-month.js';
import { type RunMonth, taskRuns } from '../../simulate/tasks/task-runs.js';
import { arrivals } from '../../workload/arrivals.js';
import type { Traffic } from '../../workload/traffic.js';
import { leastMinimum } from '../least-minimum.js';
import type { HourlySeries } from '../service.js';
import { workWaits } from '../service-level.js';
import { hoursOfEntry } from '../week-hours.js';
import { type CapacityInput, unusedCapacityFields } from './capacity-input.js';
import { missedBy } from './task-feasibility.js';
import { scalingPolicy } from './task-policy.js';
import { scalingAssumptions, unusedScalingFields } from './task-remarks.js';

/** A container service as scaling sees it: one kind of task, and where such tasks run. */
export interface TaskService<Host extends TaskHost> {
  readonly input: CapacityInput;
  readonly size: TaskSize;
  readonly isArm: boolean;
  /** Share of a task's time that serves; less than 1 where Spot interrupts. */
  readonly usableShare: number;
  /** Words for a copy: `a task of 2 GB`. */
  readonly words: string;
  /** What decides how many tasks there should be, where it is not ECS. */
  readonly newPolicy?: ((capacity: TaskCapacity, traffic: Traffic) => ScalingPolicy) | undefined;
  /** Makes the place where tasks run, given those that run when the month begins. */
  newHost(running: number): Host;
}

/** The month of the tasks of a service. */
export interface TasksOfMonth<Host> {
  /**
   * `steady`: the same number all month. `scaled`: as the host has it. `runs`: one run after the other, each for its
   * jobs.
   */
  readonly kind: 'steady' | 'scaled' | 'runs';
  readonly month: Omit<TaskMonth, 'hours'>;
  /** Where they ran; null unless `scaled`. */
  readonly host: Host | null;
  /** How many runs of which length; null unless `runs`. */
  readonly runs: Pick<RunMonth, 'runs' | 'runSeconds'> | null;
  readonly capacity: TaskCapacity;
  /** The minimum that was given, taken or found. */
  readonly minTasks: number;
  readonly hours?: HourlySeries;
}

/** The same with what the report says about it. */
export interface ReportedTasks<Host> extends TasksOfMonth<Host> {
  readonly activity: Activity;
  readonly assumptions: readonly Assumption[];
  readonly infeasible: readonly string[];
  readonly unused: readonly string[];
}

/**
 * Works out how the tasks of a service answer its traffic: `schedule` work as runs of their own (unless a minimum is
 * written), a steady rate in closed form, everything else step by step.
 *
 * `minTasks: auto` is the least minimum that meets the workload's service level.
 */
export function tasksOfMonth<Host extends TaskHost>(
  service: TaskService<Host>,
  traffic: Traffic,
  month: Month,
): ReportedTasks<Host> {
  const capacity = usable(taskCapacity(service.size, traffic), service.usableShare);
  const asked = { service, traffic, month, capacity };
  const { minTasks } = service.input;
  if (minTasks !== 'auto') return reported(asked, monthWith(asked, minTasks ?? 1), []);
  const range = rangeOf(asked);
  let best: TasksOfMonth<Host> | undefined;
  leastMinimum(range, (minimum) => {
    const tasks = monthWith(asked, minimum);
    const meets = missedBy(tasks, service, traffic).length === 0;
    // Each that meets it is lower than the one before.
    if (meets) best = tasks;
    return meets;
  });
  if (best !== undefined) return reported(asked, best, []);
  return reported(asked, monthWith(asked, range.to), [`no minTasks up to ${range.to} meets the service level`]);
}

interface Asked<Host extends TaskHost> {
  readonly service: TaskService<Host>;
  readonly traffic: Traffic;
  readonly month: Month;
  readonly capacity: TaskCapacity;
}

function usable(capacity: TaskCapacity, share: number): TaskCapacity {
  const { requestsPerSecond, mostPerSecond } = capacity;
  return { ...capacity, requestsPerSecond: requestsPerSecond * share, mostPerSecond: mostPerSecond * share };
}

/** From as many as there are zones up to twice what the highest rate of a step needs. */
function rangeOf<Host extends TaskHost>({ service, traffic, capacity }: Asked<Host>) {
  const { maxTasks = Number.POSITIVE_INFINITY } = service.input;
  const from = Math.min(maxTasks, traffic.serviceLevel.zones ?? 1);
  if (capacity.requestsPerSecond === 0) return { from, to: from };
  const highest = highestRate(traffic);
  return { from, to: Math.min(maxTasks, Math.max(from, 2 * tasksFor(highest, capacity.requestsPerSecond) + 8)) };
}

/** Requests per second of the busiest step; those that come at once count as if within a second. */
function highestRate({ arrivals: stepByStep, requestsPerSecond }: Traffic): number {
  if (stepByStep === undefined) return requestsPerSecond;
  const larger = (a: number, b: number) => Math.max(a, b);
  const atOnce = stepByStep.impulses?.sizes.reduce(larger, 0) ?? 0;
  return stepByStep.expected.reduce(larger, 0) / stepByStep.stepSeconds + atOnce;
}

function monthWith<Host extends TaskHost>(asked: Asked<Host>, minTasks: number): TasksOfMonth<Host> {
  const { service, traffic, month, capacity } = asked;
  const { input } = service;
  const { maxTasks = Number.POSITIVE_INFINITY } = input;
  const limits = { minTasks: Math.min(minTasks, maxTasks), maxTasks };
  const common = { capacity, minTasks: limits.minTasks };
  const canServe = capacity.requestsPerSecond > 0;
  if (canServe && runsAsJobs(input, traffic)) return jobsOf(asked, common.minTasks);
  const patienceS = workWaits(traffic.trigger) ? Number.POSITIVE_INFINITY : input.patienceS;
  const follows = traffic.arrivals !== undefined || input.schedule !== undefined || input.steps !== undefined;
  if (!(follows && canServe)) {
    const steady = steadyMonth(traffic, { capacity, limits, patienceS, monthS: month.seconds });
    return { ...common, kind: 'steady', month: steady, host: null, runs: null };
  }
  const schedule = (input.schedule ?? []).map((entry) => ({ ...entry, hours: hoursOfEntry(entry) }));
  const { month: tasks, host } = simulateTasks(
    {
      arrivals: arrivalsOf(traffic, month),
      monthS: month.seconds,
      capacity,
      patienceS,
      limits: new TaskLimits(limits, schedule, month),
      policy: service.newPolicy?.(capacity, traffic) ?? scalingPolicy(input, capacity, traffic),
      deployments: { count: input.deployments, seconds: input.deploymentS },
    },
    service.newHost,
  );
  return { ...common, kind: 'scaled', month: tasks, host, runs: null, hours: seriesOf(tasks, traffic) };
}

/** Jobs of a scheduler run as tasks of their own, unless tasks stand by for them. */
export function runsAsJobs({ minTasks }: Pick<CapacityInput, 'minTasks'>, { trigger }: Traffic): boolean {
  return trigger === 'schedule' && typeof minTasks !== 'number';
}

function jobsOf<Host extends TaskHost>(asked: Asked<Host>, minTasks: number): TasksOfMonth<Host> {
  const { service, traffic, month, capacity } = asked;
  const { requestsPerTaskRun, startDelayS, maxTasks = Number.POSITIVE_INFINITY } = service.input;
  const runs = taskRuns({
    arrivals: arrivalsOf(traffic, month),
    monthS: month.seconds,
    // A run that is interrupted begins again.
    capacity: { ...capacity, serviceMs: capacity.serviceMs / service.usableShare },
    requestsPerRun: requestsPerTaskRun,
    startDelayS,
    maxTasks,
  });
  const hours = traffic.arrivals === undefined ? {} : { hours: seriesOf(runs, traffic) };
  return { kind: 'runs', month: runs, host: null, runs, capacity, minTasks, ...hours };
}

/** Step by step; a steady rate in hours, where nothing else asks for shorter steps. */
function arrivalsOf({ arrivals: stepByStep, requests }: Traffic, month: Month) {
  return stepByStep ?? arrivals({ type: 'steady' }, { requests, month, stepSeconds: 60 });
}

function seriesOf({ hours }: TaskMonth, { trigger }: Traffic): HourlySeries {
  const { tasks, lost, longestWaitS } = hours;
  return workWaits(trigger) ? { tasks, longestWaitS } : { tasks, lost, longestWaitS };
}

function reported<Host extends TaskHost>(
  { service, traffic, month }: Asked<Host>,
  tasks: TasksOfMonth<Host>,
  problems: readonly string[],
): ReportedTasks<Host> {
  const { averageTasks, peakTasks, lost, waiting, p50Ms, p95Ms, longestWaitS, started } = tasks.month;
  const waits = workWaits(traffic.trigger);
  return {
    ...tasks,
    activity: {
      averageTasks,
      peakTasks,
      taskHours: averageTasks * month.hours,
      rpsPerTask: tasks.capacity.requestsPerSecond,
      ...(waits ? { waitingAtEnd: waiting, longestWaitS } : {}),
      lostRequests: lost,
      p50Ms,
      p95Ms,
      ...(tasks.kind === 'runs' ? { taskRuns: tasks.runs?.runs ?? 0 } : { minTasks: tasks.minTasks }),
      ...(tasks.kind === 'scaled' ? { startedTasks: started } : {}),
    },
    assumptions: scalingAssumptions(tasks, service.input, traffic),
    infeasible: [...problems, ...missedBy(tasks, service, traffic)],
    unused: [
      ...unusedCapacityFields(service.input, service.isArm),
      ...unusedScalingFields(tasks, service.input, traffic),
    ],
  };
}
