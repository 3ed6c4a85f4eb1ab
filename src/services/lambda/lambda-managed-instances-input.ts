import * as z from 'zod';
import { amount, count, share } from '../../model/field.js';
import { RESERVATIONS } from '../instances/instance-input.js';

/** Memory of a function on Managed Instances. https://docs.aws.amazon.com/lambda/latest/dg/lambda-managed-instances-scaling.html */
const MEMORY = { leastMb: 2048, mostMb: 32_768 };

/** Fields of the `lambda-managed-instances` service. */
export const lambdaManagedInstancesInput = z
  .strictObject({
    requests: count().optional().meta({ title: 'Requests in the month', role: 'direct', unit: 'count' }),
    instances: amount(100_000).optional().meta({ title: 'Instances that run', role: 'direct', unit: 'count' }),
    hoursPerInstance: amount(744)
      .optional()
      .meta({ title: 'Hours each of them runs in the month (default: all)', role: 'direct', unit: 'hours' }),
    instanceType: z
      .string()
      .regex(/^[a-z0-9-]+\.[a-z0-9-]+$/, 'an EC2 instance type looks like "m7g.large"')
      .default('m7g.large')
      .meta({ title: 'Instance type', role: 'configuration', reason: 'small and current; AWS chooses unless told' }),
    reservedInstances: count(100_000).default(0).meta({
      title: 'Of which reserved: paid every hour of the month; the fee stays 15% of the on-demand price',
      role: 'configuration',
      unit: 'count',
    }),
    reservation: z
      .enum(RESERVATIONS)
      .default('standard-1y-no-upfront')
      .meta({ title: 'How they were reserved', role: 'configuration', reason: 'the shortest commitment' }),
    memoryMb: count(MEMORY.mostMb, MEMORY.leastMb).default(MEMORY.leastMb).meta({
      title: 'Memory of an execution environment',
      role: 'configuration',
      unit: 'MB',
      reason: 'the least there is',
    }),
    memoryGbPerVcpu: amount(8, 2).default(2).meta({
      title: 'Memory of an environment for each vCPU',
      role: 'configuration',
      unit: 'GB',
      reason: 'the least memory',
    }),
    concurrencyPerVcpu: count(1600, 1).default(16).meta({
      title: 'Requests in flight for each vCPU of an environment',
      role: 'configuration',
      unit: 'count',
      reason: "Python's default; Java and .NET 32, Node.js 64",
    }),
    minInstances: count(100_000, 1)
      .default(3)
      .meta({ title: 'Least instances', role: 'configuration', unit: 'count', reason: 'one in each of three zones' }),
    maxInstances: count(100_000, 1)
      .optional()
      .meta({ title: 'Most instances (default: no limit)', role: 'configuration', unit: 'count' }),
    targetUtilization: share().min(0.01).default(0.5).meta({
      title: 'CPU utilization the instances are scaled to',
      role: 'simulation',
      reason: 'room for traffic that doubles within five minutes, as AWS keeps it',
    }),
    rpsPerEnvironment: amount(1_000_000, 0.001)
      .optional()
      .meta({ title: 'Requests per second one environment was measured to sustain', role: 'simulation' }),
    baseMemoryMb: amount(MEMORY.mostMb).default(128).meta({
      title: 'Memory the process takes before its first request',
      role: 'simulation',
      unit: 'MB',
      reason: 'a small runtime',
    }),
    armSpeed: amount(4, 0.25).default(1).meta({
      title: 'Work an arm64 vCPU does, against x86_64',
      role: 'simulation',
      reason: 'measure your own code: AWS publishes no factor',
    }),
  })
  .superRefine(({ hoursPerInstance, instances, maxInstances, minInstances }, problems) => {
    const refuse = (field: string, message: string) => problems.addIssue({ code: 'custom', path: [field], message });
    if (hoursPerInstance !== undefined && instances === undefined) refuse('hoursPerInstance', 'needs instances');
    if (maxInstances !== undefined && maxInstances < minInstances) {
      refuse('maxInstances', `is below minInstances (${minInstances})`);
    }
  });

export type LambdaManagedInstancesInput = z.output<typeof lambdaManagedInstancesInput>;
