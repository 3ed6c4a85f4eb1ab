import type { Month } from '../../model/month.js';
import { simulateTasks } from '../../simulate/tasks/scaled-tasks.js';
import { steadyTaskMonth } from '../../simulate/tasks/steady-task-month.js';
import { type TaskCapacity, taskCapacity, tasksFor } from '../../simulate/tasks/task-capacity.js';
import type { TaskHost } from '../../simulate/tasks/task-host.js';
import { TaskLimits } from '../../simulate/tasks/task-limits.js';
import type { TaskMonth } from '../../simulate/tasks/task-month.js';
import { taskRuns } from '../../simulate/tasks/task-runs.js';
import { type Arrivals, arrivals } from '../../workload/arrivals.js';
import type { Traffic } from '../../workload/traffic.js';
import { findMinimum, type MinimumRange } from '../minimum-search.js';
import type { HourlySeries } from '../service.js';
import { workWaits } from '../service-level.js';
import { hoursOfEntry } from '../week-hours.js';
import { type CapacityInput, unusedCapacityFields } from './capacity-input.js';
import { scalingAssumptions, unusedScalingFields } from './scaling-assumptions.js';
import { scalingPolicy } from './scaling-policy.js';
import { unmetRequirements } from './task-feasibility.js';
import type { ReportedTasks, SimulatedTasks, TaskService } from './task-service.js';

/**
 * Simulates the tasks of a service under its traffic: `schedule` work as runs of their own (unless a minimum is given), a
 * steady rate in closed form, everything else step by step.
 *
 * `minTasks: auto` becomes the smallest minimum that meets the workload's service level.
 */
export function simulateTaskService<Host extends TaskHost>(
  service: TaskService<Host>,
  traffic: Traffic,
  month: Month,
): ReportedTasks<Host> {
  const capacity = usableCapacity(taskCapacity(service.size, traffic), service.usableShare);
  const simulation = { service, traffic, month, capacity };
  const { minTasks } = service.input;
  if (minTasks !== 'auto') return report(simulation, simulateWithMinimum(simulation, minTasks ?? 1), []);
  const range = minimumRange(simulation);
  let best: SimulatedTasks<Host> | undefined;
  findMinimum(range, (minimum) => {
    const tasks = simulateWithMinimum(simulation, minimum);
    const isMet = unmetRequirements(tasks, service, traffic).length === 0;
    // The search only goes on below a minimum that meets the service level, so the last one is the smallest.
    if (isMet) best = tasks;
    return isMet;
  });
  if (best !== undefined) return report(simulation, best, []);
  const problem = `no minTasks up to ${range.to} meets the service level`;
  return report(simulation, simulateWithMinimum(simulation, range.to), [problem]);
}

interface SimulationInput<Host extends TaskHost> {
  readonly service: TaskService<Host>;
  readonly traffic: Traffic;
  readonly month: Month;
  readonly capacity: TaskCapacity;
}

function usableCapacity(capacity: TaskCapacity, usableShare: number): TaskCapacity {
  const { requestsPerSecond, maxPerSecond } = capacity;
  return { ...capacity, requestsPerSecond: requestsPerSecond * usableShare, maxPerSecond: maxPerSecond * usableShare };
}

/** Minimums from the number of zones up to twice what the peak rate of a step needs. */
function minimumRange<Host extends TaskHost>({ service, traffic, capacity }: SimulationInput<Host>): MinimumRange {
  const { maxTasks = Number.POSITIVE_INFINITY } = service.input;
  const from = Math.min(maxTasks, traffic.serviceLevel.zones ?? 1);
  if (capacity.requestsPerSecond === 0) return { from, to: from };
  const needed = tasksFor(peakRate(traffic), capacity.requestsPerSecond);
  return { from, to: Math.min(maxTasks, Math.max(from, 2 * needed + 8)) };
}

/** Requests per second of the busiest step; an impulse counts as if it arrived within a second. */
function peakRate({ arrivals: stepByStep, requestsPerSecond }: Traffic): number {
  if (stepByStep === undefined) return requestsPerSecond;
  const larger = (a: number, b: number) => Math.max(a, b);
  const atOnce = stepByStep.impulses?.sizes.reduce(larger, 0) ?? 0;
  return stepByStep.expected.reduce(larger, 0) / stepByStep.stepSeconds + atOnce;
}

function simulateWithMinimum<Host extends TaskHost>(
  simulation: SimulationInput<Host>,
  minTasks: number,
): SimulatedTasks<Host> {
  const { service, traffic, month, capacity } = simulation;
  const { input } = service;
  const { maxTasks = Number.POSITIVE_INFINITY } = input;
  const limits = { minTasks: Math.min(minTasks, maxTasks), maxTasks };
  const common = { capacity, minTasks: limits.minTasks };
  const canServe = capacity.requestsPerSecond > 0;
  if (canServe && runsAsJobs(input, traffic)) return simulateJobs(simulation, common.minTasks);
  const patienceS = workWaits(traffic.trigger) ? Number.POSITIVE_INFINITY : input.patienceS;
  const changes = traffic.arrivals !== undefined || input.schedule !== undefined || input.steps !== undefined;
  if (!(changes && canServe)) {
    const steady = steadyTaskMonth(traffic, { capacity, limits, patienceS, monthS: month.seconds });
    return { ...common, kind: 'steady', month: steady, host: null, runs: null };
  }
  const schedule = (input.schedule ?? []).map((entry) => ({ ...entry, hours: hoursOfEntry(entry) }));
  const { month: tasks, host } = simulateTasks(
    {
      arrivals: arrivalsByStep(traffic, month),
      monthS: month.seconds,
      capacity,
      patienceS,
      limits: new TaskLimits(limits, schedule, month),
      policy: service.newPolicy?.(capacity, traffic) ?? scalingPolicy(input, capacity, traffic),
      deployments: { count: input.deployments, seconds: input.deploymentS },
    },
    service.newHost,
  );
  return { ...common, kind: 'scaled', month: tasks, host, runs: null, hours: hourlySeries(tasks, traffic) };
}

/** Whether scheduled jobs run as tasks of their own, because no minimum of tasks waits for them. */
export function runsAsJobs({ minTasks }: Pick<CapacityInput, 'minTasks'>, { trigger }: Traffic): boolean {
  return trigger === 'schedule' && typeof minTasks !== 'number';
}

function simulateJobs<Host extends TaskHost>(
  simulation: SimulationInput<Host>,
  minTasks: number,
): SimulatedTasks<Host> {
  const { service, traffic, month, capacity } = simulation;
  const { requestsPerTaskRun, startDelayS, maxTasks = Number.POSITIVE_INFINITY } = service.input;
  const runs = taskRuns({
    arrivals: arrivalsByStep(traffic, month),
    monthS: month.seconds,
    // An interrupted run begins again.
    capacity: { ...capacity, serviceMs: capacity.serviceMs / service.usableShare },
    requestsPerRun: requestsPerTaskRun,
    startDelayS,
    maxTasks,
  });
  const hours = traffic.arrivals === undefined ? {} : { hours: hourlySeries(runs, traffic) };
  return { kind: 'runs', month: runs, host: null, runs, capacity, minTasks, ...hours };
}

/** The arrivals of each step; of a steady rate too, in steps of a minute. */
export function arrivalsByStep({ arrivals: stepByStep, requests }: Traffic, month: Month): Arrivals {
  return stepByStep ?? arrivals({ type: 'steady' }, { requests, month, stepSeconds: 60 });
}

function hourlySeries({ hours }: TaskMonth, { trigger }: Traffic): HourlySeries {
  const { tasks, lost, longestWaitS } = hours;
  return workWaits(trigger) ? { tasks, longestWaitS } : { tasks, lost, longestWaitS };
}

function report<Host extends TaskHost>(
  { service, traffic, month }: SimulationInput<Host>,
  tasks: SimulatedTasks<Host>,
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
    infeasible: [...problems, ...unmetRequirements(tasks, service, traffic)],
    unused: [
      ...unusedCapacityFields(service.input, service.isArm),
      ...unusedScalingFields(tasks, service.input, traffic),
    ],
  };
}
