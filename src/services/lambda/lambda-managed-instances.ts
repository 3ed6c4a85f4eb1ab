import { asWritten, Decimal, exact, nearestFloat, ZERO } from '../../model/decimal.js';
import type { Month } from '../../model/month.js';
import { quantity } from '../../model/quantity.js';
import { hourlyFleet } from '../../simulate/instances/hourly-fleet.js';
import { taskCapacity } from '../../simulate/tasks/task-capacity.js';
import type { Traffic } from '../../workload/traffic.js';
import { defineNumericService, type NumericContext, type NumericLine, type Simulation } from '../numeric-service.js';
import { givenOrUnits } from '../numeric-traffic-units.js';
import type { InstanceType } from '../service.js';
import { lostRequests, tooSmall, zoneProblem } from '../service-level.js';
import {
  type LambdaManagedInstancesInput as Input,
  lambdaManagedInstancesInput,
} from './lambda-managed-instances-input.js';

/** Fields that say how environments answer traffic. */
const CAPACITY_FIELDS = [
  'memoryMb',
  'memoryGbPerVcpu',
  'concurrencyPerVcpu',
  'minInstances',
  'targetUtilization',
  'baseMemoryMb',
  'armSpeed',
];

interface Use {
  readonly requests: Decimal;
  readonly instanceHours: Decimal;
}

/** AWS Lambda Managed Instances: functions on EC2 instances that Lambda runs, for a fee on top of them. */
export const lambdaManagedInstances = defineNumericService({
  id: 'lambda-managed-instances',
  serviceName: 'AWS Lambda Managed Instances',
  pricingUrl: 'https://aws.amazon.com/lambda/pricing/',
  summary:
    'Functions on EC2 instances: the instances, a fee of 15 % of their on-demand price, and requests; no duration.',
  notModelled: [
    'Compute and EC2 Instance Savings Plans',
    'several functions that share the instances of a capacity provider (place their sum)',
    'EBS volumes of the instances',
    'throttles while the fleet grows within the hour',
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
    {
      offer: 'lambda',
      meter: 'managed-instances-fee-<instanceType>',
      unit: 'Hours',
      description: 'Managed Instances fee',
    },
    { offer: 'lambda', meter: 'managed-instances-requests', unit: 'Requests', description: 'Requests' },
  ],
  input: lambdaManagedInstancesInput,
  simulate,
  meter,
});

function simulate(service: Input, context: NumericContext): Simulation<Use> {
  const { instances, hoursPerInstance } = service;
  const { traffic, month } = context;
  const requests = givenOrUnits(service.requests, traffic);
  if (instances === undefined && traffic !== null) return carrying(service, traffic, context);
  const running = instances ?? 0;
  const hours = asWritten(hoursPerInstance ?? month.hours);
  const instanceHours = asWritten(running).times(hours);
  return {
    metered: { requests, instanceHours },
    activity: {
      invocations: nearestFloat(requests),
      averageInstances: nearestFloat(instanceHours) / month.hours,
      instanceHours: nearestFloat(instanceHours),
    },
    unused: [...CAPACITY_FIELDS, ...(running === 0 ? ['instanceType', 'reservation'] : unusedPurchase(service))],
  };
}

/** Environments by capacity, instances that hold them, hour by hour. */
function carrying(service: Input, traffic: Traffic, { month, instanceType }: NumericContext): Simulation<Use> {
  const { minInstances, maxInstances = Number.POSITIVE_INFINITY, targetUtilization } = service;
  const size = environment(service);
  const capacity = taskCapacity(size, traffic);
  const perInstance = environmentsOn(instanceType(service.instanceType), size);
  const hourly =
    traffic.hourlyRequests ??
    new Float64Array(month.hours).fill((traffic.requestsPerSecond * month.seconds) / month.hours);
  const fleet = hourlyFleet(hourly, {
    rpsPerInstance: perInstance * capacity.requestsPerSecond,
    headroom: capacity.limit === 'cpu' ? 1 / targetUtilization : 1,
    minInstances,
    maxInstances,
  });
  const instanceHours = fleet.instances.reduce((sum, running) => sum + running, 0);
  const peakInstances = fleet.instances.reduce((most, running) => Math.max(most, running), 0);
  const lostShare = traffic.requests === 0 ? 0 : fleet.lostRequests / traffic.requests;
  return {
    metered: { requests: exact(service.requests ?? traffic.requests), instanceHours: asWritten(instanceHours) },
    activity: {
      invocations: traffic.requests - fleet.lostRequests,
      averageInstances: instanceHours / month.hours,
      peakInstances,
      instanceHours,
      environmentsPerInstance: perInstance,
      rpsPerEnvironment: capacity.requestsPerSecond,
      lostRequests: fleet.lostRequests,
    },
    hours: { instances: fleet.instances },
    costFollows: 'instances',
    unused: [
      ...(service.rpsPerEnvironment === undefined ? [] : ['targetUtilization', 'baseMemoryMb', 'concurrencyPerVcpu']),
      ...(isGraviton(service.instanceType) ? [] : ['armSpeed']),
      ...unusedPurchase(service),
    ],
    infeasible: [
      ...(perInstance === 0
        ? [`an environment of ${size.vcpu} vCPU and ${service.memoryMb} MB does not fit on ${service.instanceType}`]
        : []),
      ...tooSmall(capacity, `an environment of ${service.memoryMb} MB`),
      ...lostRequests(perInstance === 0 ? 0 : lostShare, traffic, `maxInstances ${maxInstances}`),
      ...zoneProblem(minInstances, traffic, 'minInstances'),
    ],
  };
}

function environment(service: Input) {
  const vcpu = service.memoryMb / 1024 / service.memoryGbPerVcpu;
  return {
    vcpu,
    memoryMb: service.memoryMb,
    cpuSpeed: isGraviton(service.instanceType) ? service.armSpeed : 1,
    targetUtilization: service.targetUtilization,
    baseMemoryMb: service.baseMemoryMb,
    maxConcurrencyPerTask: Math.max(1, Math.floor(service.concurrencyPerVcpu * vcpu)),
    rpsPerTask: service.rpsPerEnvironment,
  };
}

function environmentsOn(instance: InstanceType, { vcpu, memoryMb }: { vcpu: number; memoryMb: number }): number {
  return Math.floor(Math.min(instance.vcpu / vcpu, (instance.memoryGb * 1024) / memoryMb) + 1e-9);
}

/** Families of Graviton processors carry a g after the generation: m7g, c6gn, t4g, x2gd. */
function isGraviton(instanceType: string): boolean {
  return /^[a-z]+\d+g[a-z]*\./.test(instanceType);
}

function unusedPurchase({ reservedInstances }: Input): string[] {
  return reservedInstances === 0 ? ['reservation'] : [];
}

/** Instances as EC2 bills them, the fee on every instance-hour whatever was paid for it, one request each. */
function meter(service: Input, { requests, instanceHours }: Use, month: Month): NumericLine[] {
  const { instanceType, reservedInstances, reservation } = service;
  const reserved = exact(reservedInstances).times(month.hours);
  const onDemand = Decimal.max(ZERO, instanceHours.minus(reserved));
  const standard = { pricingCategory: 'Standard' as const };
  const lines: NumericLine[] = [
    {
      offer: 'ec2-reserved',
      meter: `${reservation}-${instanceType}`,
      description: `Instance usage (Linux, reserved ${reservation}, ${instanceType})`,
      pricingQuantity: quantity(reserved, 'Hours'),
      pricingCategory: 'Committed',
      derivation: `${reservedInstances} reserved × ${month.hours} h, used or not`,
    },
    {
      ...standard,
      offer: 'ec2',
      meter: `on-demand-${instanceType}`,
      description: `Instance usage (Linux, on-demand, ${instanceType})`,
      pricingQuantity: quantity(onDemand, 'Hours'),
      derivation: `${instanceHours} instance-hours − ${reserved} reserved`,
    },
    {
      ...standard,
      offer: 'lambda',
      meter: `managed-instances-fee-${instanceType}`,
      description: `Managed Instances fee (${instanceType})`,
      pricingQuantity: quantity(instanceHours, 'Hours'),
      derivation: 'every instance-hour, reserved or not',
    },
    {
      ...standard,
      offer: 'lambda',
      meter: 'managed-instances-requests',
      description: 'Requests (Managed Instances)',
      pricingQuantity: quantity(requests, 'Requests'),
      derivation: 'one per invocation',
    },
  ];
  return lines.filter(({ pricingQuantity }) => !pricingQuantity.amount.isZero());
}
