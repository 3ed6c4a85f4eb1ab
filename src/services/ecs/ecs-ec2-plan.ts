import type { Formula } from '../../model/formula.js';
import { tasksThatFit } from '../../simulate/instances/bin-packing.js';
import { ECS_CAPACITY_PROVIDER, settle } from '../../simulate/instances/capacity-provider.js';
import { instanceTypeOf } from '../instances/instance-input.js';
import { MINIMUM_S } from '../instances/instance-lines.js';
import type { PlanContext, PlannedTraffic, PlannedUsage, ServicePlan } from '../service-plan.js';
import { limitsHold, type PlannedTasks, plannedTasks } from '../tasks/steady-tasks-plan.js';
import type { EcsEc2Input } from './ecs-ec2-input.js';
import { awsvpcTasks, ecsRoom } from './ecs-instance.js';

/** ECS on EC2: instances given, or as many as the capacity provider settles at for the tasks of a steady rate. */
export const ecsEc2Plan: ServicePlan<EcsEc2Input> = (service, context) => {
  // A choice between types is one of prices.
  if (service.instanceTypes !== undefined) return undefined;
  const { formulas, field, month, traffic } = context;
  const hours = formulas.constant(month.hours);
  const instances = field('instances');
  if (instances !== undefined) return usageOf(service, context, instances, field('hoursPerInstance') ?? hours);
  if (traffic === null) return usageOf(service, context, field('minInstances') ?? formulas.constant(0), hours);
  if (service.deployments > 0 || service.minInstances === 'auto') return undefined;
  const carrying = settled(service, context, traffic);
  const usage = carrying && usageOf(service, context, carrying.instances, hours);
  if (carrying === undefined || usage === undefined) return undefined;
  const zones = { left: carrying.instances, right: formulas.constant(traffic.serviceLevel.zones ?? 1) };
  return {
    ...usage,
    holds: [...limitsHold(context), ...carrying.holds],
    feasible: [...carrying.feasible, zones],
    activity: {
      peakTasks: carrying.tasks,
      averageInstances: carrying.instances,
      instanceHours: formulas.floats.times(carrying.instances, hours),
    },
  };
};

/** Instances that hold the tasks, as `tasksOnInstances()` has them. */
function settled(
  service: EcsEc2Input,
  context: PlanContext,
  traffic: PlannedTraffic,
): (PlannedTasks & { readonly instances: Formula }) | undefined {
  const { formulas, field } = context;
  const instance = context.instanceType(instanceTypeOf(service));
  const task = { vcpu: service.vcpu, memoryMb: service.memoryGb * 1024 };
  const mostTasks = service.networkMode === 'awsvpc' ? awsvpcTasks(instance, service.awsvpcTrunking) : undefined;
  const tasksPerInstance = tasksThatFit(ecsRoom(instance, service.agentMemoryMb), task, mostTasks);
  const { minInstances = 1, maxInstances } = service;
  if (tasksPerInstance === 0 || maxInstances !== undefined || typeof minInstances !== 'number') return undefined;
  const one = formulas.constant(1);
  const carrying = plannedTasks(service, context, traffic, {
    vcpu: formulas.constant(service.vcpu),
    memoryMb: formulas.constant(task.memoryMb),
    cpuSpeed: instance.architecture === 'arm64' ? (field('armSpeed') ?? one) : one,
    usableShare: formulas.constant(service.capacityType === 'SPOT' ? 1 - service.interruptionShare : 1),
  });
  if (carrying === undefined) return undefined;
  const settings = {
    ...service,
    ...ECS_CAPACITY_PROVIDER,
    placement: service.placementStrategy,
    taskStartS: service.startDelayS,
    taskStopS: service.deregistrationDelayS,
    tasksPerInstance,
    zones: traffic.serviceLevel.zones ?? 1,
    minInstances,
    maxInstances: Number.MAX_SAFE_INTEGER,
  };
  const call = {
    name: `settle ${JSON.stringify(settings)}`,
    compute: (tasks: number) => settle(settings, tasks).instances,
    isRising: true,
  };
  return { ...carrying, instances: formulas.floats.call(call, [carrying.tasks]) };
}

/** Lines of `meter`: reserved, uncovered, volumes. */
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
  const { reservedInstances } = service;
  const reserved = formulas.constant(reservedInstances);
  const uncovered = reservedInstances > 0 ? formulas.most(zero, formulas.subtract(instances, reserved)) : instances;
  const gb = field('ebsGb') ?? zero;
  return {
    holds: limitsHold(context),
    quantities: [
      ...(reservedInstances > 0 ? [formulas.times(reserved, formulas.constant(month.hours))] : []),
      formulas.over(formulas.times(uncovered, billedS), 3600),
      ...(service.ebsGb > 0
        ? [formulas.over(formulas.times(formulas.times(instances, billedS), gb), month.seconds)]
        : []),
    ],
  };
}
