import type { AtLeast, Formula } from '../../model/formula.js';
import type { PlanContext, PlannedTraffic } from '../service-plan.js';
import type { CapacityInput } from './capacity-input.js';

/** Size of a task. */
export interface PlannedSize {
  readonly vcpu: Formula;
  readonly memoryMb: Formula;
  readonly cpuSpeed: Formula;
  /** Share of a task's time that serves. */
  readonly usableShare: Formula;
}

/** Tasks that carry a steady rate: `steadyMonth()` as formulas. */
export interface PlannedTasks {
  readonly tasks: Formula;
  readonly holds: readonly AtLeast[];
  /** All requests are carried. */
  readonly feasible: readonly AtLeast[];
}

/** What a plan looks at of a container service. */
type PlannedCapacity = Pick<CapacityInput, 'minTasks' | 'schedule' | 'steps'>;

/**
 * `tasksOfMonth()` where the rate and the limits are the same all month.
 *
 * @returns undefined where they are not, or the minimum has to be searched
 */
export function plannedTasks(
  service: PlannedCapacity,
  context: PlanContext,
  traffic: PlannedTraffic,
  size: PlannedSize,
): PlannedTasks | undefined {
  const isMinimumGiven = context.field('minTasks') !== undefined;
  const isSearched = !isMinimumGiven && service.minTasks === 'auto';
  const runsAsJobs = !isMinimumGiven && traffic.trigger === 'schedule';
  if (isSearched || runsAsJobs || service.schedule !== undefined || service.steps !== undefined) return undefined;
  const { formulas, field } = context;
  const { floats } = formulas;
  const one = formulas.constant(1);
  const capacity = floats.times(capacityOf(context, traffic, size), size.usableShare);
  const wanted = floats.ceil(
    floats.subtract(floats.over(traffic.requestsPerSecond, capacity), formulas.constant(1e-9)),
  );
  const atLeast = floats.most(field('minTasks') ?? one, wanted);
  const maxTasks = field('maxTasks');
  const tasks = maxTasks === undefined ? atLeast : floats.least(maxTasks, atLeast);
  return {
    tasks,
    // Where a task holds no request at all, another rule applies.
    holds: [{ left: capacity, right: formulas.constant(Number.MIN_VALUE) }],
    feasible: [
      { left: floats.times(tasks, capacity), right: traffic.requestsPerSecond },
      { left: tasks, right: formulas.constant(traffic.serviceLevel.zones ?? 1) },
      // How long requests wait is for `simulate` to say, where somebody asks.
      ...(traffic.serviceLevel.p95Ms === undefined ? [] : [{ left: formulas.constant(0), right: one }]),
    ],
  };
}

/** A minimum above the maximum is refused. */
export function limitsHold({ formulas, field }: PlanContext): AtLeast[] {
  const maxTasks = field('maxTasks');
  return maxTasks === undefined ? [] : [{ left: maxTasks, right: field('minTasks') ?? formulas.constant(0) }];
}

/** `taskCapacity()`: the least of CPU, memory and concurrency, or the rate measured. */
function capacityOf({ formulas, field }: PlanContext, traffic: PlannedTraffic, size: PlannedSize): Formula {
  const measured = field('rpsPerTask');
  if (measured !== undefined) return measured;
  const { floats } = formulas;
  const [zero, one, thousand] = [0, 1, 1000].map((value) => formulas.constant(value)) as [Formula, Formula, Formula];
  const given = (name: string) => field(name) ?? zero;
  const waiting = floats.most(zero, floats.subtract(traffic.durationMs, traffic.cpuMs));
  const alone = floats.times(floats.least(one, size.vcpu), size.cpuSpeed);
  const serviceMs = floats.add(waiting, floats.over(traffic.cpuMs, alone));
  const free = floats.subtract(size.memoryMb, given('baseMemoryMb'));
  const inFlight = floats.most(zero, floats.floor(floats.over(free, traffic.memoryMb)));
  const cpu = floats.times(floats.times(floats.times(size.vcpu, size.cpuSpeed), thousand), given('targetUtilization'));
  const least = floats.least(floats.over(cpu, traffic.cpuMs), floats.over(floats.times(inFlight, thousand), serviceMs));
  const concurrency = field('maxConcurrencyPerTask');
  return concurrency === undefined
    ? least
    : floats.least(least, floats.over(floats.times(concurrency, thousand), serviceMs));
}
