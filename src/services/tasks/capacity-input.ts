import * as z from 'zod';
import type { Assumption } from '../../model/assumption.js';
import { amount, count, share } from '../../model/field.js';
import { scalingFields } from './scaling-input.js';

/** How a container service answers traffic; the same words on Fargate, ECS on EC2 and what is built on them. */
export const capacityFields = {
  minTasks: z
    .union([count(100_000), z.literal('auto')])
    .optional()
    .meta({
      title: 'Least tasks that always run, or auto: the fewest that meet the service level (default: 1)',
      role: 'configuration',
      unit: 'count',
    }),
  maxTasks: count(1_000_000, 1)
    .optional()
    .meta({ title: 'Most tasks (default: no limit)', role: 'configuration', unit: 'count' }),
  targetUtilization: share().min(0.01).default(0.6).meta({
    title: 'CPU utilization the service is scaled to',
    role: 'simulation',
    reason: 'leaves room for peaks while new tasks start',
  }),
  rpsPerTask: amount(1_000_000, 0.001)
    .optional()
    .meta({ title: 'Requests per second one task was measured to sustain at targetUtilization', role: 'simulation' }),
  maxConcurrencyPerTask: count(1_000_000, 1).optional().meta({
    title: 'Requests in flight one task takes (default: as memory allows)',
    role: 'simulation',
    unit: 'count',
  }),
  baseMemoryMb: amount(1_048_576).default(128).meta({
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
  ...scalingFields,
};

/** What a service has of these fields once its input is checked. */
export type CapacityInput = z.output<z.ZodObject<typeof capacityFields>>;

/** What is wrong with the fields together, by field. */
export function limitProblems({ minTasks, maxTasks, steps, schedule = [] }: CapacityInput) {
  const problems: [field: string, message: string][] = [];
  if (typeof minTasks === 'number' && maxTasks !== undefined && minTasks > maxTasks) {
    problems.push(['maxTasks', `is below minTasks (${minTasks})`]);
  }
  if (steps !== undefined && steps.scaleOut.length === 0) {
    problems.push(['steps', 'needs scaleOut: without it the service never grows']);
  }
  for (const [index, { minTasks: least, maxTasks: most }] of schedule.entries()) {
    if (least === undefined && most === undefined) {
      problems.push(['schedule', `entry ${index + 1} needs minTasks or maxTasks`]);
    }
    if (least !== undefined && most !== undefined && least > most) {
      problems.push(['schedule', `entry ${index + 1}: maxTasks (${most}) is below minTasks (${least})`]);
    }
  }
  return problems;
}

/** Fields that say how tasks answer traffic: without traffic they have no say. */
export const CAPACITY_FIELDS: readonly string[] = Object.keys(capacityFields);

/** Fields without a say although there is traffic: those a measured rate replaces, and the speed of the other processor. */
export function unusedCapacityFields({ rpsPerTask }: { rpsPerTask?: number | undefined }, isArm: boolean): string[] {
  const measured = rpsPerTask === undefined ? [] : ['baseMemoryMb', 'maxConcurrencyPerTask'];
  return isArm ? measured : [...measured, 'armSpeed'];
}

/** The minimum taken when none is given. */
export function minimumAssumption(field: string, given: number | 'auto' | undefined): Assumption[] {
  return given === undefined ? [{ at: field, value: '1', reason: 'one copy always runs' }] : [];
}
