import { tasksThatFit } from '../simulate/bin-packing.js';
import { ECS_CAPACITY_PROVIDER } from '../simulate/capacity-provider.js';
import type { Traffic } from '../workload/traffic.js';
import { CAPACITY_FIELDS } from './capacity-input.js';
import { type EcsEc2Input, ecsEc2Input } from './ecs-ec2-input.js';
import { awsvpcTasks, ecsRoom } from './ecs-instance.js';
import { byInstanceType, instanceTypeOf, typeAssumption, unusedPurchaseFields } from './instance-input.js';
import { alikeInstances, INSTANCE_METERS, type InstanceTime, instanceLines } from './instance-lines.js';
import { defineService, type Simulation, type SimulationContext } from './service.js';
import { tasksOnInstances } from './tasks-on-instances.js';

/** Fields that say how tasks are laid on instances: without traffic they have no say. */
const PLACEMENT_FIELDS = ['vcpu', 'memoryGb', 'networkMode', 'agentMemoryMb', 'placementStrategy', 'instanceStartS'];

/** Amazon ECS on EC2 instances on Linux: ECS itself is free, the instances and their volumes are billed. */
export const ecsEc2 = defineService({
  id: 'ecs-ec2',
  serviceName: 'Amazon ECS on EC2',
  pricingUrl: 'https://aws.amazon.com/ec2/pricing/on-demand/',
  summary: 'Containers on your own instances, billed per second; ECS adds no charge.',
  notModelled: [
    'several services on one cluster',
    'Windows instances',
    'Savings Plans per instance',
    'surplus CPU credits of burstable types (they are taken at their baseline)',
    'gp3 IOPS and throughput above the included',
  ],
  meters: INSTANCE_METERS,
  input: ecsEc2Input,
  alternatives: byInstanceType,
  simulate,
  meter: instanceLines,
});

function simulate(service: EcsEc2Input, context: SimulationContext): Simulation<InstanceTime> {
  const { instances, hoursPerInstance, minInstances } = service;
  const { month, traffic } = context;
  if (instances !== undefined) return standing(service, instances, hoursPerInstance ?? month.hours, context);
  if (traffic !== null) return carrying(service, traffic, context);
  // Without traffic and without a word about instances, nothing runs; a minimum that was written runs.
  return standing(service, typeof minInstances === 'number' ? minInstances : 0, month.hours, context);
}

function standing(
  service: EcsEc2Input,
  instances: number,
  hoursEach: number,
  { month }: SimulationContext,
): Simulation<InstanceTime> {
  const instanceHours = instances * hoursEach;
  return {
    metered: alikeInstances(instances, hoursEach, service),
    activity: { averageInstances: instanceHours / month.hours, instanceHours },
    assumptions: typeAssumption(service),
    unused: [...CAPACITY_FIELDS, ...PLACEMENT_FIELDS, ...unusedPurchaseFields(service)],
  };
}

function carrying(service: EcsEc2Input, traffic: Traffic, context: SimulationContext): Simulation<InstanceTime> {
  const instance = context.instanceType(instanceTypeOf(service));
  const task = { vcpu: service.vcpu, memoryMb: service.memoryGb * 1024 };
  const room = ecsRoom(instance, service.agentMemoryMb);
  const fitting = tasksThatFit(room, task);
  const mostTasks = service.networkMode === 'awsvpc' ? awsvpcTasks(instance, service.awsvpcTrunking) : undefined;
  const simulated = tasksOnInstances(
    {
      input: service,
      instance,
      size: { ...service, ...task, cpuSpeed: instance.architecture === 'arm64' ? service.armSpeed : 1 },
      task,
      room,
      tasksPerInstance: tasksThatFit(room, task, mostTasks),
      scaling: {
        ...service,
        ...ECS_CAPACITY_PROVIDER,
        placement: service.placementStrategy,
        taskStartS: service.startDelayS,
        taskStopS: service.deregistrationDelayS,
      },
      words: `a task of ${service.vcpu} vCPU and ${service.memoryGb} GB`,
    },
    traffic,
    context.month,
  );
  return {
    ...simulated,
    assumptions: [...typeAssumption(service), ...(simulated.assumptions ?? [])],
    unused: [
      ...(simulated.unused ?? []),
      ...(simulated.hours === undefined ? ['placementStrategy'] : []),
      ...(fitting <= (instance.awsvpcTasks ?? 0) ? ['networkMode'] : []),
    ],
  };
}
