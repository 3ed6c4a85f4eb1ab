import * as z from 'zod';
import { amount, count } from '../../model/field.js';
import { PLACEMENTS } from '../../simulate/instances/bin-packing.js';
import { checkInstances, instanceFields, instanceLimitFields } from '../instances/instance-input.js';
import { capacityFields } from '../tasks/capacity-input.js';

/** Fields of the `ecs-ec2` service. */
export const ecsEc2Input = z
  .strictObject({
    ...instanceFields,
    vcpu: amount(192, 0.125)
      .default(1)
      .meta({ title: 'vCPU of a task', role: 'configuration', reason: 'a middle size' }),
    memoryGb: amount(4096, 0.125)
      .default(2)
      .meta({ title: 'Memory of a task', role: 'configuration', unit: 'GB', reason: '2 GB for 1 vCPU, as on Fargate' }),
    networkMode: z.enum(['bridge', 'awsvpc']).default('bridge').meta({
      title: 'Network mode of the tasks; awsvpc uses a network interface of the instance for each',
      role: 'configuration',
      reason: 'the default of ECS on Linux instances',
    }),
    awsvpcTrunking: z.boolean().default(false).meta({
      title: 'Whether the account has more interfaces for awsvpc tasks (ENI trunking)',
      role: 'configuration',
    }),
    agentMemoryMb: amount(65_536).default(256).meta({
      title: 'Memory reserved for the ECS agent (ECS_RESERVED_MEMORY)',
      role: 'simulation',
      unit: 'MB',
      reason: 'the suggestion of the ECS developer guide',
    }),
    placementStrategy: z.enum(PLACEMENTS).default('binpack').meta({
      title: 'Instance on which a task is placed: the fullest or the emptiest, after spreading over zones',
      role: 'configuration',
      reason: 'the fewest instances; spread keeps an instance for every task',
    }),
    targetCapacity: count(100, 1)
      .default(100)
      .meta({ title: 'Percentage of the instances that should hold tasks', role: 'configuration' }),
    minimumScalingStepSize: count(10_000, 1)
      .default(1)
      .meta({ title: 'Minimum instances of one scale-out', role: 'configuration', unit: 'count' }),
    maximumScalingStepSize: count(10_000, 1)
      .default(10_000)
      .meta({ title: 'Maximum instances of one scale-out', role: 'configuration', unit: 'count' }),
    instanceWarmupS: amount(10_000)
      .default(300)
      .meta({ title: 'Age of the youngest instance before the next scale-out', role: 'configuration', unit: 's' }),
    ...capacityFields,
    ...instanceLimitFields,
  })
  .superRefine((cluster, problems) => {
    checkInstances(cluster, problems);
    const refuse = (field: string, message: string) => problems.addIssue({ code: 'custom', path: [field], message });
    if (cluster.minimumScalingStepSize > cluster.maximumScalingStepSize) {
      refuse('maximumScalingStepSize', 'is below minimumScalingStepSize');
    }
    if (cluster.awsvpcTrunking && cluster.networkMode !== 'awsvpc') {
      refuse('awsvpcTrunking', 'needs networkMode awsvpc');
    }
  });

export type EcsEc2Input = z.output<typeof ecsEc2Input>;
