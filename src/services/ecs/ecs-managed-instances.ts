import * as z from 'zod';
import type { Amounts } from '../../model/amounts.js';
import { amount } from '../../model/field.js';
import type { Month } from '../../model/month.js';
import { tasksThatFit } from '../../simulate/instances/bin-packing.js';
import { byInstanceType, checkInstances, instanceFields, instanceLimitFields } from '../instances/instance-input.js';
import { INSTANCE_METERS, type InstanceTime, instanceLines } from '../instances/instance-lines.js';
import { type InstanceService, simulateInstances } from '../instances/instance-service.js';
import { managementFee } from '../instances/management-fee.js';
import { isUsed } from '../meter-table.js';
import { defineService, type MeteredLine } from '../service.js';
import { capacityFields } from '../tasks/capacity-input.js';
import { ecsTaskResources } from './ecs-instance.js';

const FEE = { offer: 'ecs', meter: 'managed-instances-fee', description: 'Management of instances' };

const input = z
  .strictObject({
    ...instanceFields,
    vcpu: amount(192, 0.125)
      .default(1)
      .meta({ title: 'vCPU of a task', role: 'configuration', reason: 'a middle size' }),
    memoryGb: amount(4096, 0.125)
      .default(2)
      .meta({ title: 'Memory of a task', role: 'configuration', unit: 'GB', reason: '2 GB for 1 vCPU, as on Fargate' }),
    agentMemoryMb: amount(65_536).default(256).meta({
      title: 'Memory reserved for the ECS agent',
      role: 'simulation',
      unit: 'MB',
      reason: 'the suggestion of the ECS developer guide for own instances',
    }),
    scaleInAfterS: z.int().min(-1).max(3600).default(300).meta({
      title: 'Time before idle and under-used instances are drained; -1: never',
      role: 'configuration',
      reason: 'AWS publishes no default',
    }),
    ...capacityFields,
    ...instanceLimitFields,
  })
  .superRefine(checkInstances);

type Input = z.output<typeof input>;

/** Amazon ECS Managed Instances: EC2 instances that ECS launches, packs and drains, for a fee on their on-demand price. */
export const ecsManagedInstances = defineService({
  id: 'ecs-managed-instances',
  serviceName: 'Amazon ECS Managed Instances',
  pricingUrl: 'https://aws.amazon.com/ecs/pricing/',
  summary: 'Containers on EC2 instances that AWS runs: the instances and a fee on them, per second.',
  notModelled: [
    'several services on one cluster',
    'a choice among all instance types (name those to choose from in instanceTypes)',
    'replacement of instances every 14 days',
    'Savings Plans per instance',
    'surplus CPU credits of burstable types (they are taken at their baseline)',
  ],
  meters: [
    ...INSTANCE_METERS,
    {
      offer: 'ecs',
      meter: 'managed-instances-fee-<instanceType>',
      unit: 'Hours',
      description: 'Management of instances',
    },
  ],
  input,
  alternatives: byInstanceType,
  simulate: (given, context) => simulateInstances(given, context, managed),
  meter,
});

/** ECS launches the instances that waiting tasks need at once, and drains idle and under-used ones. */
const managed: InstanceService<Input> = {
  placementFields: ['vcpu', 'memoryGb', 'agentMemoryMb', 'scaleInAfterS'],
  clusterOf(given, instance) {
    const { vcpu, memoryGb, scaleInAfterS } = given;
    const taskResources = { vcpu, memoryMb: memoryGb * 1024 };
    const instanceResources = ecsTaskResources(instance, given.agentMemoryMb);
    return {
      size: { ...given, ...taskResources, cpuSpeed: instance.architecture === 'arm64' ? given.armSpeed : 1 },
      taskResources,
      instanceResources,
      tasksPerInstance: tasksThatFit(instanceResources, taskResources),
      scaling: {
        placement: 'binpack',
        targetCapacity: 100,
        minimumScalingStepSize: 1,
        maximumScalingStepSize: Number.MAX_SAFE_INTEGER,
        instancesFromNone: undefined,
        scaleInMinutes: scaleInAfterS === -1 ? Number.POSITIVE_INFINITY : Math.max(1, Math.ceil(scaleInAfterS / 60)),
        scaleInShare: 1,
        consolidates: true,
        instanceWarmupS: 0,
        instanceStartS: given.instanceStartS,
        taskStartS: given.startDelayS,
        taskStopS: given.deregistrationDelayS,
      },
      description: `a task of ${vcpu} vCPU and ${memoryGb} GB`,
    };
  },
};

function meter(given: Amounts<Input>, time: InstanceTime, month: Month): MeteredLine[] {
  const lines = [...instanceLines(given, time, month), managementFee(FEE, given, time)];
  return lines.filter(({ amount }) => isUsed(amount));
}
