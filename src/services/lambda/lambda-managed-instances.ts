import { Amount, atMost } from '../../model/amount.js';
import { type Amounts, numbersOf, shownOf } from '../../model/amounts.js';
import type { Month } from '../../model/month.js';
import { hourlyInstances } from '../../simulate/instances/hourly-instances.js';
import type { Traffic } from '../../workload/traffic.js';
import { isUsed } from '../meter-table.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from '../service.js';
import { lossProblems, memoryProblems, zoneProblems } from '../service-level.js';
import { givenOrUnits, monthHours } from '../traffic-units.js';
import {
  type LambdaManagedInstancesInput as Input,
  lambdaManagedInstancesInput,
} from './lambda-managed-instances-input.js';
import { figuresOf, isGraviton, managedCapacity, steadyFleet, steadyLoss } from './managed-instances-capacity.js';

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
  readonly requests: Amount;
  readonly instanceHours: Amount;
}

/** AWS Lambda Managed Instances: functions on EC2 instances that Lambda runs, for a fee on top of them. */
export const lambdaManagedInstances = defineService({
  id: 'lambda-managed-instances',
  serviceName: 'AWS Lambda Managed Instances',
  pricingUrl: 'https://aws.amazon.com/lambda/pricing/',
  summary:
    'Functions on EC2 instances: the instances, a fee of 15% of their on-demand price, and requests; no duration.',
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

function simulate(service: Amounts<Input>, context: SimulationContext): Simulation<Use> {
  const { instances = Amount.ZERO, hoursPerInstance, reservedInstances } = service;
  const { traffic, month } = context;
  // The schema refuses a minimum above the maximum.
  service.maxInstances?.isAtLeast(service.minInstances);
  const requests = givenOrUnits(service.requests, traffic, 'requests');
  if (service.instances === undefined && traffic !== null) return following(service, traffic, requests, context);
  const instanceHours = instances.as('instances').times(hoursPerInstance?.as('h') ?? monthHours(month));
  const unused = instances.exact.isZero() ? ['instanceType', 'reservation'] : unusedPurchase(reservedInstances.shown);
  return {
    metered: { requests, instanceHours },
    activity: {
      invocations: requests,
      averageInstances: instanceHours.dividedBy(month.hours),
      instanceHours,
    },
    unused: [...CAPACITY_FIELDS, ...unused],
  };
}

/** Environments by capacity, instances that hold them, hour by hour. */
function following(
  given: Amounts<Input>,
  traffic: Amounts<Traffic>,
  requests: Amount,
  { month, instanceType }: SimulationContext,
): Simulation<Use> {
  // What is billed apart does not decide how many instances there are.
  const { reservedInstances, requests: _, ...sizing } = given;
  const service = numbersOf<Input>(sizing as Amounts<Input>);
  const instance = instanceType(service.instanceType);
  const isSteady = traffic.hourlyRequests === undefined;
  const values = (isSteady ? shownOf : numbersOf)<Traffic>(traffic);
  const { size, capacity, perInstance, limits } = managedCapacity(service, instance, values);
  const hourly = values.hourlyRequests ?? new Float64Array(month.hours).fill(values.requests / month.hours);
  const fleet = hourlyInstances(hourly, limits);
  const instanceHours = fleet.instances.reduce((sum, running) => sum + running, 0);
  const peakInstances = fleet.instances.reduce((most, running) => Math.max(most, running), 0);
  const lostShare = values.requests === 0 ? 0 : fleet.lostRequests / values.requests;
  const steady = Amount.closedForm(steadyFleet(service, instance, month.hours), figuresOf(traffic));
  return {
    metered: {
      requests,
      instanceHours: isSteady
        ? steady.as('instances').times(monthHours(month))
        : Amount.of(instanceHours, 'instance-hours'),
    },
    activity: {
      invocations: values.requests - fleet.lostRequests,
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
      ...unusedPurchase(reservedInstances.shown),
    ],
    infeasible: [
      ...(perInstance === 0
        ? [`an environment of ${size.vcpu} vCPU and ${service.memoryMb} MB does not fit on ${service.instanceType}`]
        : []),
      ...memoryProblems(capacity, `an environment of ${service.memoryMb} MB`),
      ...lossProblems(perInstance === 0 ? 0 : lostShare, values, `maxInstances ${limits.maxInstances}`),
      ...zoneProblems(service.minInstances, values, 'minInstances'),
    ],
    feasibleWhile: [atMost(0, Amount.closedForm(steadyLoss(service, instance, month.hours), figuresOf(traffic)))],
  };
}

function unusedPurchase(reservedInstances: number): string[] {
  return reservedInstances === 0 ? ['reservation'] : [];
}

/** Instances as EC2 bills them, the fee on every instance-hour whatever was paid for it, one request each. */
function meter(service: Amounts<Input>, { requests, instanceHours }: Use, month: Month): MeteredLine[] {
  const { instanceType, reservation } = service;
  const reserved = service.reservedInstances.as('reserved').times(monthHours(month));
  const lines: MeteredLine[] = [
    {
      offer: 'ec2-reserved',
      meter: `${reservation}-${instanceType}`,
      description: `Instance usage (Linux, reserved ${reservation}, ${instanceType})`,
      amount: reserved,
      unit: 'Hours',
      pricingCategory: 'Committed',
    },
    {
      offer: 'ec2',
      meter: `on-demand-${instanceType}`,
      description: `Instance usage (Linux, on-demand, ${instanceType})`,
      amount: instanceHours.minus(reserved).max(0),
      unit: 'Hours',
      pricingCategory: 'Standard',
    },
    {
      offer: 'lambda',
      meter: `managed-instances-fee-${instanceType}`,
      description: `Managed Instances fee (${instanceType})`,
      amount: instanceHours,
      unit: 'Hours',
      pricingCategory: 'Standard',
    },
    {
      offer: 'lambda',
      meter: 'managed-instances-requests',
      description: 'Requests (Managed Instances)',
      amount: requests,
      unit: 'Requests',
      pricingCategory: 'Standard',
    },
  ];
  return lines.filter(({ amount }) => isUsed(amount));
}
