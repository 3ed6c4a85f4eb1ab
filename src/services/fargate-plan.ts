import type { Formula } from '../model/formula.js';
import { MINIMUM_S } from './fargate.js';
import { type FargateInput, FREE_STORAGE_GB } from './fargate-input.js';
import type { PlanContext, PlannedUsage, ServicePlan } from './service-plan.js';
import { plannedTasks } from './steady-tasks-plan.js';

/** Fargate: tasks given, runs given, or tasks that carry a steady rate. */
export const fargatePlan: ServicePlan<FargateInput> = (service, context) => {
  const { formulas, field, month, traffic } = context;
  const hours = formulas.constant(month.hours);
  const [runs, runSeconds, tasks] = [field('taskRuns'), field('runSeconds'), field('tasks')];
  if (runs !== undefined && runSeconds !== undefined)
    return usageOf(service, context, { runs, secondsEach: runSeconds });
  const allMonth = (running: Formula, each = hours) =>
    usageOf(service, context, { runs: running, secondsEach: formulas.times(each, formulas.constant(3600)) });
  if (tasks !== undefined) return allMonth(tasks, field('hoursPerTask'));
  if (traffic === null) return allMonth(field('minTasks') ?? formulas.constant(0));
  const { floats } = formulas;
  const one = formulas.constant(1);
  const carrying = plannedTasks(context, traffic, {
    vcpu: field('vcpu') ?? one,
    memoryMb: floats.times(field('memoryGb') ?? one, formulas.constant(1024)),
    cpuSpeed: service.architecture === 'arm64' ? (field('armSpeed') ?? one) : one,
  });
  return { ...allMonth(carrying.tasks), holds: carrying.holds, feasible: carrying.feasible };
};

interface PlannedRuns {
  readonly runs: Formula;
  readonly secondsEach: Formula;
}

/** Lines of `meter`: vCPU, memory, license, storage above the free. */
function usageOf(
  { operatingSystem, ephemeralStorageGb }: FargateInput,
  { formulas, field }: PlanContext,
  { runs, secondsEach }: PlannedRuns,
): PlannedUsage {
  const zero = formulas.constant(0);
  const billedS = formulas.most(formulas.constant(MINIMUM_S[operatingSystem]), formulas.ceil(secondsEach));
  const hours = (units: Formula) => formulas.over(formulas.times(formulas.times(runs, billedS), units), 3600);
  const vcpuHours = hours(field('vcpu') ?? zero);
  return {
    quantities: [
      vcpuHours,
      hours(field('memoryGb') ?? zero),
      ...(operatingSystem === 'windows' ? [vcpuHours] : []),
      ...(ephemeralStorageGb > FREE_STORAGE_GB ? [hours(formulas.constant(ephemeralStorageGb - FREE_STORAGE_GB))] : []),
    ],
  };
}
