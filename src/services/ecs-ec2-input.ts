import { z } from 'zod';
import { amount, count } from '../model/field.js';
import { capacityFields } from './capacity-input.js';

/** How reserved instances were bought: class, term, payment. */
export const RESERVATIONS = [
  'standard-1y-no-upfront',
  'standard-3y-no-upfront',
  'convertible-1y-no-upfront',
  'convertible-3y-no-upfront',
] as const;

/** Fields of the `ecs-ec2` service. */
export const ecsEc2Input = z
  .strictObject({
    instances: amount(1_000_000).optional().meta({ title: 'Instances that run', role: 'direct', unit: 'count' }),
    hoursPerInstance: amount(744)
      .optional()
      .meta({ title: 'Hours each of them runs in the month (default: all)', role: 'direct', unit: 'hours' }),
    instanceType: z
      .string()
      .regex(/^[a-z0-9-]+\.[a-z0-9-]+$/, 'an EC2 instance type looks like "m7g.large"')
      .default('m5.large')
      .meta({ title: 'Instance type', role: 'configuration', reason: 'offered in every region', example: 'm7g.large' }),
    reservedInstances: count(1_000_000).default(0).meta({
      title: 'Of which reserved: paid every hour of the month; the rest is on demand',
      role: 'configuration',
      unit: 'count',
    }),
    reservation: z
      .enum(RESERVATIONS)
      .default('standard-1y-no-upfront')
      .meta({ title: 'How they were reserved', role: 'configuration', reason: 'the shortest commitment' }),
    ebsGb: amount(65_536).default(0).meta({
      title: 'EBS volume of an instance',
      role: 'configuration',
      unit: 'GB',
    }),
    ebsType: z
      .enum(['gp3', 'gp2'])
      .default('gp3')
      .meta({ title: 'EBS volume type', role: 'configuration', reason: "AWS's recommendation" }),
    vcpu: amount(192, 0.125)
      .default(1)
      .meta({ title: 'vCPU of a task', role: 'configuration', reason: 'a middle size' }),
    memoryGb: amount(4096, 0.125)
      .default(2)
      .meta({ title: 'Memory of a task', role: 'configuration', unit: 'GB', reason: '2 GB for 1 vCPU, as on Fargate' }),
    minInstances: count(1_000_000)
      .optional()
      .meta({ title: 'Least instances that always run (default: 1)', role: 'configuration', unit: 'count' }),
    agentMemoryMb: amount(65_536).default(256).meta({
      title: 'Memory kept for the ECS agent (ECS_RESERVED_MEMORY)',
      role: 'simulation',
      unit: 'MB',
      reason: 'what the ECS developer guide suggests',
    }),
    ...capacityFields,
  })
  .superRefine((cluster, problems) => {
    if (cluster.hoursPerInstance !== undefined && cluster.instances === undefined) {
      problems.addIssue({ code: 'custom', path: ['hoursPerInstance'], message: 'needs instances' });
    }
  });

export type EcsEc2Input = z.output<typeof ecsEc2Input>;
