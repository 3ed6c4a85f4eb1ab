import type { Formula } from '../../model/formula.js';
import type { PlanContext, PlannedUsage, ServicePlan } from '../service-plan.js';
import { limitsHold, plannedTasks } from '../tasks/steady-tasks-plan.js';
import { MINIMUM_S } from './fargate.js';
import { type FargateInput, FREE_STORAGE_GB } from './fargate-input.js';

/**
 * Fargate: tasks given, runs given, or tasks that carry a steady rate. vCPU and memory are no inputs: only some of their
 * pairs exist.
 */
export const fargatePlan: ServicePlan<FargateInput> = (service, context) => {
  const { formulas, field, month, traffic } = context;
  const hours = formulas.constant(month.hours);
  const [runs, runSeconds, tasks] = [field('taskRuns'), field('runSeconds'), field('tasks')];
  if (runs !== undefined && runSeconds !== undefined)
    return usageOf(service, context, [{ runs, secondsEach: runSeconds }]);
  const allMonth = (running: Formula, each = hours) =>
    usageOf(service, context, [{ runs: running, secondsEach: formulas.times(each, formulas.constant(3600)) }]);
  if (tasks !== undefined) {
    return { ...allMonth(tasks, field('hoursPerTask')), activity: { peakTasks: formulas.floats.ceil(tasks) } };
  }
  if (traffic === null) return allMonth(field('minTasks') ?? formulas.constant(0));
  const { floats } = formulas;
  const one = formulas.constant(1);
  const interrupted = service.capacityProvider === 'FARGATE_SPOT' ? field('interruptionShare') : undefined;
  const carrying = plannedTasks(service, context, traffic, {
    vcpu: formulas.constant(service.vcpu),
    memoryMb: formulas.constant(service.memoryGb * 1024),
    cpuSpeed: service.architecture === 'arm64' ? (field('armSpeed') ?? one) : one,
    usableShare: interrupted === undefined ? one : floats.subtract(one, interrupted),
  });
  if (carrying === undefined) return undefined;
  const { tasks: running, holds, feasible } = carrying;
  const again = {
    runs: formulas.times(running, field('deployments') ?? one),
    secondsEach: field('deploymentS') ?? one,
  };
  const all = { runs: running, secondsEach: formulas.constant(month.seconds) };
  return {
    ...usageOf(service, context, service.deployments === 0 ? [all] : [all, again]),
    holds: [...limitsHold(context), ...holds],
    feasible,
    activity: {
      peakTasks: running,
      // Deployments add what no plan asks for.
      ...(service.deployments === 0 && { taskHours: floats.times(running, hours) }),
    },
  };
};

interface PlannedRuns {
  readonly runs: Formula;
  readonly secondsEach: Formula;
}

/** Lines of `meter`: vCPU, memory, license, storage above the free. */
function usageOf(
  { operatingSystem, ephemeralStorageGb, vcpu, memoryGb }: FargateInput,
  context: PlanContext,
  alike: readonly PlannedRuns[],
): PlannedUsage {
  const { formulas } = context;
  const minimum = formulas.constant(MINIMUM_S[operatingSystem]);
  const seconds = formulas.sum(
    alike.map(({ runs, secondsEach }) => formulas.times(runs, formulas.most(minimum, formulas.ceil(secondsEach)))),
  );
  const hours = (units: Formula) => formulas.over(formulas.times(seconds, units), 3600);
  const vcpuHours = hours(formulas.constant(vcpu));
  return {
    holds: limitsHold(context),
    quantities: [
      vcpuHours,
      hours(formulas.constant(memoryGb)),
      ...(operatingSystem === 'windows' ? [vcpuHours] : []),
      ...(ephemeralStorageGb > FREE_STORAGE_GB ? [hours(formulas.constant(ephemeralStorageGb - FREE_STORAGE_GB))] : []),
    ],
  };
}
