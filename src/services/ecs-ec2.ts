import { asWritten, Decimal, exact, ZERO } from '../model/decimal.js';
import type { Month } from '../model/month.js';
import { quantity } from '../model/quantity.js';
import { steadyTasks } from '../simulate/steady-tasks.js';
import type { Traffic } from '../workload/traffic.js';
import { CAPACITY_FIELDS, minimumAssumption, unusedCapacityFields } from './capacity-input.js';
import { type EcsEc2Input, ecsEc2Input } from './ecs-ec2-input.js';
import { scalingFields } from './scaling-input.js';
import {
  defineService,
  type InstanceType,
  type MeteredLine,
  type Simulation,
  type SimulationContext,
} from './service.js';
import { lostRequests, tooSmall, zoneProblem } from './service-level.js';

/** Shortest time billed for a Linux instance. https://aws.amazon.com/ec2/pricing/on-demand/ */
const MINIMUM_S = 60;
/**
 * Share of an instance's memory that the kernel leaves to the ECS agent: an m4.large of 8,192 MiB registers 7,985.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/memory-management.html
 */
const REGISTERED_MEMORY_SHARE = 7985 / 8192;

interface Instances {
  readonly instances: Decimal;
  readonly hoursEach: Decimal;
}

/** Amazon ECS on EC2 instances on Linux: ECS itself is free, the instances and their volumes are billed. */
export const ecsEc2 = defineService({
  id: 'ecs-ec2',
  serviceName: 'Amazon ECS on EC2',
  pricingUrl: 'https://aws.amazon.com/ec2/pricing/on-demand/',
  summary: 'Containers on your own instances, billed per second; ECS adds no charge.',
  notModelled: [
    'Spot instances',
    'Windows instances',
    'Savings Plans per instance',
    'gp3 IOPS and throughput above the included',
    'ENI limits of awsvpc tasks',
  ],
  meters: [
    {
      offer: 'ec2',
      meter: 'on-demand-<instanceType>',
      unit: 'Hours',
      description: 'Instance usage (Linux, on-demand)',
    },
    {
      offer: 'ec2-reserved',
      meter: '<reservation>-<instanceType>',
      unit: 'Hours',
      description: 'Instance usage (Linux, reserved)',
    },
    { offer: 'ebs', meter: 'gp3-storage', unit: 'GB-Months', description: 'Storage (EBS gp3)' },
    { offer: 'ebs', meter: 'gp2-storage', unit: 'GB-Months', description: 'Storage (EBS gp2)' },
  ],
  input: ecsEc2Input,
  simulate,
  meter,
});

function simulate(service: EcsEc2Input, context: SimulationContext): Simulation<Instances> {
  const { instances, hoursPerInstance } = service;
  if (instances !== undefined)
    return running(service, instances, hoursPerInstance ?? context.month.hours, context.month);
  const { traffic } = context;
  if (traffic === null) return running(service, service.minInstances ?? 0, context.month.hours, context.month);
  return carrying(service, traffic, context);
}

/** Instances that carry a steady rate: tasks by capacity, then as many instances as hold them. */
function carrying(service: EcsEc2Input, traffic: Traffic, context: SimulationContext): Simulation<Instances> {
  const { minInstances = 1, maxTasks = Number.POSITIVE_INFINITY, instanceType } = service;
  const minTasks = typeof service.minTasks === 'number' ? service.minTasks : 1;
  const perInstance = tasksPerInstance(service, context.instanceType(instanceType));
  const size = {
    ...service,
    memoryMb: service.memoryGb * 1024,
    cpuSpeed: isGraviton(instanceType) ? service.armSpeed : 1,
  };
  const steady = steadyTasks(traffic, size, { minTasks, maxTasks });
  const needed = perInstance === 0 ? minInstances : Math.max(minInstances, Math.ceil(steady.tasks / perInstance));
  const simulated = running(service, needed, context.month.hours, context.month);
  return {
    ...simulated,
    activity: {
      ...simulated.activity,
      averageTasks: steady.tasks,
      peakTasks: steady.tasks,
      taskHours: steady.tasks * context.month.hours,
      tasksPerInstance: perInstance,
      rpsPerTask: steady.requestsPerSecond,
      lostRequests: Math.round(steady.lostShare * traffic.requests),
    },
    assumptions: [
      ...minimumAssumption('minTasks', service.minTasks),
      ...minimumAssumption('minInstances', service.minInstances),
    ],
    unused: [
      ...Object.keys(scalingFields),
      ...unusedCapacityFields(service, isGraviton(instanceType)),
      ...unusedPurchaseFields(service),
    ],
    infeasible: [
      ...(perInstance === 0
        ? [`a task of ${service.vcpu} vCPU and ${service.memoryGb} GB does not fit on ${instanceType}`]
        : []),
      ...tooSmall(steady, `a task of ${service.memoryGb} GB`),
      ...lostRequests(steady.lostShare, traffic, `maxTasks ${maxTasks}`),
      ...zoneProblem(needed, traffic, 'minInstances'),
    ],
  };
}

/** Tasks that fit by vCPU and by the memory the agent registers, less what is reserved for the agent. */
function tasksPerInstance(service: EcsEc2Input, instance: InstanceType): number {
  const memoryMb = instance.memoryGb * 1024 * REGISTERED_MEMORY_SHARE - service.agentMemoryMb;
  return Math.max(0, Math.floor(Math.min(instance.vcpu / service.vcpu, memoryMb / (service.memoryGb * 1024))));
}

/** Families of Graviton processors carry a g after the generation: m7g, c6gn, t4g, x2gd. */
function isGraviton(instanceType: string): boolean {
  return /^(?:[a-z]+\d+g[a-z]*|a1)\./.test(instanceType);
}

function running(service: EcsEc2Input, instances: number, hoursEach: number, month: Month): Simulation<Instances> {
  const instanceHours = instances * hoursEach;
  return {
    metered: { instances: asWritten(instances), hoursEach: asWritten(hoursEach) },
    activity: { averageInstances: instanceHours / month.hours, instanceHours },
    unused: [...CAPACITY_FIELDS, 'vcpu', 'memoryGb', 'agentMemoryMb', ...unusedPurchaseFields(service)],
  };
}

function unusedPurchaseFields({ reservedInstances, ebsGb }: EcsEc2Input): string[] {
  return [...(reservedInstances === 0 ? ['reservation'] : []), ...(ebsGb === 0 ? ['ebsType'] : [])];
}

function meter(service: EcsEc2Input, { instances, hoursEach }: Instances, month: Month): MeteredLine[] {
  const { instanceType, reservedInstances, reservation, ebsGb } = service;
  const reserved = exact(reservedInstances);
  const onDemand = Decimal.max(ZERO, instances.minus(reserved));
  const billedS = Decimal.max(hoursEach.isZero() ? 0 : MINIMUM_S, hoursEach.times(3600).ceil());
  const lines: MeteredLine[] = [];
  if (!reserved.isZero()) {
    lines.push({
      offer: 'ec2-reserved',
      meter: `${reservation}-${instanceType}`,
      description: `Instance usage (Linux, reserved ${reservation}, ${instanceType})`,
      pricingQuantity: quantity(reserved.times(month.hours), 'Hours'),
      pricingCategory: 'Committed',
      derivation: `${reserved} reserved × ${month.hours} h, used or not`,
    });
  }
  if (reserved.isZero() || !onDemand.isZero()) {
    lines.push({
      offer: 'ec2',
      meter: `on-demand-${instanceType}`,
      description: `Instance usage (Linux, on-demand, ${instanceType})`,
      pricingQuantity: quantity(onDemand.times(billedS).div(3600), 'Hours'),
      pricingCategory: 'Standard',
      derivation: `${onDemand} instances × ${billedS} s / 3600`,
    });
  }
  if (ebsGb > 0) lines.push(volumes(service, instances, billedS, month));
  return lines;
}

/** A volume is billed for the share of the month it exists, as long as its instance. */
function volumes({ ebsGb, ebsType }: EcsEc2Input, instances: Decimal, billedS: Decimal, month: Month): MeteredLine {
  return {
    offer: 'ebs',
    meter: `${ebsType}-storage`,
    description: `Storage (EBS ${ebsType})`,
    pricingQuantity: quantity(instances.times(asWritten(ebsGb)).times(billedS).div(month.seconds), 'GB-Months'),
    pricingCategory: 'Standard',
    derivation: `${instances} instances × ${ebsGb} GB × ${billedS} s of ${month.seconds} s`,
  };
}
