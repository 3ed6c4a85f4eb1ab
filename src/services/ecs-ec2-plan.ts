import type { Formula } from '../model/formula.js';
import { isGraviton, MINIMUM_S, tasksPerInstance } from './ecs-ec2.js';
import type { EcsEc2Input } from './ecs-ec2-input.js';
import type { PlanContext, PlannedUsage, ServicePlan } from './service-plan.js';
import { limitsHold, plannedTasks } from './steady-tasks-plan.js';

/** ECS on EC2: instances given, or as many as hold the tasks that carry a steady rate. */
export const ecsEc2Plan: ServicePlan<EcsEc2Input> = (service, context) => {
  const { formulas, field, month, traffic } = context;
  const hours = formulas.constant(month.hours);
  const instances = field('instances');
  if (instances !== undefined) return usageOf(service, context, instances, field('hoursPerInstance') ?? hours);
  if (traffic === null) return usageOf(service, context, field('minInstances') ?? formulas.constant(0), hours);
  const { floats } = formulas;
  const one = formulas.constant(1);
  const perInstance = tasksPerInstance(service, context.instanceType(service.instanceType));
  if (perInstance === 0) return undefined;
  const carrying = plannedTasks(service, context, traffic, {
    vcpu: field('vcpu') ?? one,
    memoryMb: floats.times(field('memoryGb') ?? one, formulas.constant(1024)),
    cpuSpeed: isGraviton(service.instanceType) ? (field('armSpeed') ?? one) : one,
    usableShare: one,
  });
  if (carrying === undefined || service.deployments > 0) return undefined;
  const needed = floats.most(
    field('minInstances') ?? one,
    floats.ceil(floats.over(carrying.tasks, formulas.constant(perInstance))),
  );
  const zones = { left: needed, right: formulas.constant(traffic.serviceLevel.zones ?? 1) };
  const [carried, , ...answered] = carrying.feasible;
  const usage = usageOf(service, context, needed, hours);
  return (
    usage && {
      ...usage,
      holds: [...limitsHold(context), ...carrying.holds],
      feasible: [...(carried === undefined ? [] : [carried]), zones, ...answered],
    }
  );
};

/** Lines of `meter`: reserved, on demand, volumes. */
function usageOf(
  service: EcsEc2Input,
  context: PlanContext,
  instances: Formula,
  hoursEach: Formula,
): PlannedUsage | undefined {
  const { formulas, field, month } = context;
  // None of a fleet that runs no hour is billed for a minute; that is left to `meter`.
  if (hoursEach.exact === undefined || hoursEach.exact.isZero()) return undefined;
  const seconds = formulas.ceil(formulas.times(hoursEach, formulas.constant(3600)));
  const billedS = formulas.most(formulas.constant(MINIMUM_S), seconds);
  const zero = formulas.constant(0);
  const reserved = field('reservedInstances') ?? zero;
  const isReserved = service.reservedInstances > 0;
  const onDemand = isReserved ? formulas.most(zero, formulas.subtract(instances, reserved)) : instances;
  const gb = field('ebsGb') ?? zero;
  return {
    holds: limitsHold(context),
    quantities: [
      ...(isReserved ? [formulas.times(reserved, formulas.constant(month.hours))] : []),
      formulas.over(formulas.times(onDemand, billedS), 3600),
      ...(service.ebsGb > 0
        ? [formulas.over(formulas.times(formulas.times(instances, gb), billedS), month.seconds)]
        : []),
    ],
  };
}
