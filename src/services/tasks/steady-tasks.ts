import { Amount, atMost, type Condition } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import type { ClosedForm } from '../../model/closed-form.js';
import { steadyTaskCount } from '../../simulate/tasks/steady-task-month.js';
import { type TaskSize, taskCapacity } from '../../simulate/tasks/task-capacity.js';
import type { Traffic } from '../../workload/traffic.js';
import type { CapacityInput } from './capacity-input.js';

/** The tasks of a steady rate as an amount. */
export interface SteadyTasks {
  readonly tasks: Amount;
  /** Conditions under which all requests are served and the service level is met. */
  readonly feasibleWhile: readonly Condition[];
}

/** A task, and the share of its time in which it serves; below 1 where Spot interrupts it. */
export interface SteadyTask {
  readonly size: Pick<Amounts<TaskSize>, 'vcpu' | 'memoryMb' | 'cpuSpeed'>;
  readonly usableShare: Amount;
}

/** More tasks than any service has. */
const UNLIMITED = Amount.of(Number.MAX_SAFE_INTEGER);
const NEVER: Condition = atMost(0, 1);

/** Whether the number of tasks is the same all month and depends on the rate alone. */
export function hasSteadyTasks(input: Amounts<CapacityInput>, traffic: Amounts<Traffic>): boolean {
  const { minTasks, schedule, steps } = input;
  const changes = traffic.arrivals !== undefined || schedule !== undefined || steps !== undefined;
  return !changes && minTasks !== 'auto' && !(traffic.trigger === 'schedule' && minTasks === undefined);
}

/** Records what the schema checks across fields, for inputs that vary: a minimum above the maximum is refused. */
export function recordTaskChecks({ minTasks, maxTasks }: Pick<Amounts<CapacityInput>, 'minTasks' | 'maxTasks'>): void {
  if (minTasks instanceof Amount) maxTasks?.isAtLeast(minTasks);
}

/**
 * Computes tasks = ⌈rate / capacity of one task⌉ within the limits: `steadyTaskMonth()` as an amount.
 *
 * @param input with a minimum that is not `auto`
 */
export function steadyTasks(
  input: Amounts<CapacityInput>,
  traffic: Amounts<Traffic>,
  { size, usableShare }: SteadyTask,
): SteadyTasks {
  const { minTasks = Amount.ONE, maxTasks = UNLIMITED, rpsPerTask } = input;
  if (minTasks === 'auto') throw new Error('an automatic minimum has no formula');
  const capacity =
    rpsPerTask === undefined
      ? Amount.closedForm(taskRate(size.cpuSpeed), [
          ...[traffic.durationMs, traffic.cpuMs, traffic.memoryMb],
          ...[size.vcpu, size.memoryMb, size.cpuSpeed],
          ...[input.targetUtilization, input.baseMemoryMb, input.maxConcurrencyPerTask ?? UNLIMITED, usableShare],
        ])
      : Amount.closedForm(MEASURED_RATE, [rpsPerTask, usableShare]);
  // A capacity of 0 leaves the minimum of tasks, so a formula holds only above it.
  capacity.isAbove(0);
  const { requestsPerSecond, serviceLevel } = traffic;
  const tasks = Amount.closedForm(TASK_COUNT, [requestsPerSecond, capacity, minTasks, maxTasks]);
  return {
    tasks,
    feasibleWhile: [
      atMost(Amount.closedForm(SPARE_RATE, [tasks, capacity, requestsPerSecond]), 0),
      atMost(tasks, serviceLevel.zones ?? 1),
      // How long requests wait has no formula.
      ...(serviceLevel.p95Ms === undefined ? [] : [NEVER]),
    ],
  };
}

/** Requests per second of one task. They rise with CPU time where the task's CPU is faster than the workload's. */
const taskRate = (cpuSpeed: Amount): ClosedForm => ({
  name: 'requests per second of a task',
  // biome-ignore format: one argument per line would hide the groups
  compute: (durationMs = 0, cpuMs = 0, requestMb = 0, vcpu = 0, memoryMb = 0, speed = 0, targetUtilization = 0, baseMemoryMb = 0, maxConcurrencyPerTask = 0, share = 0) =>
    taskCapacity(
      { vcpu, memoryMb, cpuSpeed: speed, targetUtilization, baseMemoryMb, maxConcurrencyPerTask },
      { durationMs, cpuMs, memoryMb: requestMb },
    ).requestsPerSecond * share,
  isWhole: false,
  directions: [
    ...(['falling', cpuSpeed.isVaried || cpuSpeed.shown > 1 ? undefined : 'falling', 'falling'] as const),
    ...(['rising', 'rising', 'rising'] as const),
    ...(['rising', 'falling', 'rising', 'rising'] as const),
  ],
});

const MEASURED_RATE: ClosedForm = {
  name: 'measured requests per second of a task',
  compute: (rpsPerTask = 0, share = 0) => rpsPerTask * share,
  isWhole: false,
  directions: ['rising', 'rising'],
};

const TASK_COUNT: ClosedForm = {
  name: 'tasks of a steady rate',
  compute: (requestsPerSecond = 0, capacity = 0, minTasks = 0, maxTasks = 0) =>
    steadyTaskCount(requestsPerSecond, capacity, { minTasks, maxTasks }),
  isWhole: true,
  directions: ['rising', 'falling', 'rising', 'rising'],
};

const SPARE_RATE: ClosedForm = {
  name: 'spare requests per second of the tasks',
  compute: (tasks = 0, capacity = 0, requestsPerSecond = 0) => tasks * capacity - requestsPerSecond,
  isWhole: false,
  directions: ['rising', 'rising', 'falling'],
};

/** Share of a Spot task's time in which it serves. */
export function usableShare(interruptionShare: Amount): Amount {
  return Amount.closedForm(USABLE_SHARE, [interruptionShare]);
}

const USABLE_SHARE: ClosedForm = {
  name: 'share of a Spot task that serves',
  compute: (interrupted = 0) => 1 - interrupted,
  isWhole: false,
  directions: ['falling'],
};
