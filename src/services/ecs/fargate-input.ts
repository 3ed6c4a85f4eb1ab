import * as z from 'zod';
import { amount, count, share } from '../../model/field.js';
import { capacityFields, limitProblems } from '../tasks/capacity-input.js';
import { fargateSizeProblem } from './fargate-sizes.js';

/** Ephemeral storage included in the task's price. https://aws.amazon.com/fargate/pricing/ */
export const FREE_STORAGE_GB = 20;

/** Fields of the `fargate` service. */
export const fargateInput = z
  .strictObject({
    tasks: amount(1_000_000).optional().meta({ title: 'Tasks that run', role: 'direct', unit: 'count' }),
    hoursPerTask: amount(1_000_000)
      .optional()
      .meta({ title: 'Hours each of them runs in the month (default: all)', role: 'direct', unit: 'hours' }),
    taskRuns: count().optional().meta({ title: 'Runs of a task in the month', role: 'direct', unit: 'count' }),
    runSeconds: amount(2_678_400).optional().meta({ title: 'Length of one run', role: 'direct', unit: 's' }),
    vcpu: amount(32, 0.25).default(1).meta({ title: 'vCPU of a task', role: 'configuration', reason: 'a middle size' }),
    memoryGb: amount(244, 0.5)
      .default(2)
      .meta({ title: 'Memory of a task', role: 'configuration', unit: 'GB', reason: 'the minimum for 1 vCPU' }),
    architecture: z
      .enum(['x86_64', 'arm64'])
      .default('x86_64')
      .meta({ title: 'Architecture', role: 'configuration', reason: 'the default of a new task definition' }),
    operatingSystem: z
      .enum(['linux', 'windows'])
      .default('linux')
      .meta({ title: 'Operating system', role: 'configuration', reason: 'the default of a new task definition' }),
    ephemeralStorageGb: count(200, FREE_STORAGE_GB).default(FREE_STORAGE_GB).meta({
      title: 'Ephemeral storage of a task',
      role: 'configuration',
      unit: 'GB',
      reason: "included in the task's price",
    }),
    capacityProvider: z
      .enum(['FARGATE', 'FARGATE_SPOT'])
      .default('FARGATE')
      .meta({ title: 'Capacity provider', role: 'configuration', reason: 'on demand' }),
    savingsPlan: z
      .enum(['none', 'compute-1y-no-upfront', 'compute-3y-no-upfront'])
      .default('none')
      .meta({ title: 'Compute Savings Plan that covers all usage', role: 'configuration' }),
    interruptionShare: share().max(0.9).default(0.05).meta({
      title: 'Share of the time of Fargate Spot tasks that is lost to interruptions',
      role: 'simulation',
      reason: 'AWS publishes none for Fargate; the lowest band of the EC2 Spot Instance advisor ends at 5%',
    }),
    ...capacityFields,
  })
  .superRefine((task, problems) => {
    const refuse = (field: string, message: string) => problems.addIssue({ code: 'custom', path: [field], message });
    const windows = task.operatingSystem === 'windows';
    const size = fargateSizeProblem(task.vcpu, task.memoryGb, windows);
    if (size !== undefined) refuse('memoryGb', size);
    if (windows && task.architecture === 'arm64') refuse('architecture', 'Windows runs on x86_64 only');
    if (windows && task.capacityProvider === 'FARGATE_SPOT')
      refuse('capacityProvider', 'Fargate Spot is for Linux only');
    if (task.savingsPlan !== 'none' && (windows || task.capacityProvider === 'FARGATE_SPOT')) {
      refuse('savingsPlan', 'Savings Plan rates are only known for Linux on FARGATE');
    }
    if (task.tasks !== undefined && task.taskRuns !== undefined) refuse('taskRuns', 'give either tasks or taskRuns');
    if (task.hoursPerTask !== undefined && task.tasks === undefined) refuse('hoursPerTask', 'needs tasks');
    if ((task.taskRuns === undefined) !== (task.runSeconds === undefined)) {
      refuse(task.taskRuns === undefined ? 'taskRuns' : 'runSeconds', 'taskRuns and runSeconds go together');
    }
    for (const [field, message] of limitProblems(task)) refuse(field, message);
  });

export type FargateInput = z.output<typeof fargateInput>;
