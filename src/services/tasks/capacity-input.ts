import * as z from 'zod';
import type { Assumption } from '../../model/assumption.js';
import { amount, count, share } from '../../model/field.js';
import { scalingFields } from './scaling-input.js';

/** Fields that decide how tasks serve traffic, the same for all container services. */
export const capacityFields = {
  minTasks: z
    .union([count(100_000), z.literal('auto')])
    .optional()
    .meta({
      title: 'Minimum tasks that always run, or auto: the fewest that meet the service level (default: 1)',
      role: 'configuration',
      unit: 'count',
    }),
  maxTasks: count(1_000_000, 1)
    .optional()
    .meta({ title: 'Maximum tasks (default: no limit)', role: 'configuration', unit: 'count' }),
  targetUtilization: share().min(0.01).default(0.6).meta({
    title: 'CPU utilization that the service is scaled to',
    role: 'simulation',
    reason: 'leaves room for peaks while new tasks start',
  }),
  rpsPerTask: amount(1_000_000, 0.001)
    .optional()
    .meta({ title: 'Measured requests per second of one task at targetUtilization', role: 'simulation' }),
  maxConcurrencyPerTask: count(1_000_000, 1).optional().meta({
    title: 'Maximum requests in flight on one task (default: as memory allows)',
    role: 'simulation',
    unit: 'count',
  }),
  baseMemoryMb: amount(1_048_576).default(128).meta({
    title: 'Memory that the process uses before its first request',
    role: 'simulation',
    unit: 'MB',
    reason: 'a small runtime',
  }),
  armSpeed: amount(4, 0.25).default(1).meta({
    title: 'Work an arm64 vCPU does, relative to x86_64',
    role: 'simulation',
    reason: 'measure your own code: AWS publishes no factor',
  }),
  ...scalingFields,
};

/** These fields after the input is checked. */
export type CapacityInput = z.output<z.ZodObject<typeof capacityFields>>;

/** The limits of tasks; Kubernetes has no step scaling. */
export type LimitsInput = Pick<CapacityInput, 'minTasks' | 'maxTasks' | 'schedule'> &
  Partial<Pick<CapacityInput, 'steps'>>;

/** Problems between the fields, with the field of each. */
export function limitProblems({ minTasks, maxTasks, steps, schedule = [] }: LimitsInput) {
  const problems: [field: string, message: string][] = [];
  if (typeof minTasks === 'number' && maxTasks !== undefined && minTasks > maxTasks) {
    problems.push(['maxTasks', `is below minTasks (${minTasks})`]);
  }
  if (steps !== undefined && steps.scaleOut.length === 0) {
    problems.push(['steps', 'needs scaleOut: without it the service never scales out']);
  }
  for (const [index, { minTasks: min, maxTasks: max }] of schedule.entries()) {
    if (min === undefined && max === undefined) {
      problems.push(['schedule', `entry ${index + 1} needs minTasks or maxTasks`]);
    }
    if (min !== undefined && max !== undefined && min > max) {
      problems.push(['schedule', `entry ${index + 1}: maxTasks (${max}) is below minTasks (${min})`]);
    }
  }
  return problems;
}

/** Fields that have no effect without traffic. */
export const CAPACITY_FIELDS: readonly string[] = Object.keys(capacityFields);

/** Fields without effect under traffic: those that a measured rate replaces, and the speed of the other architecture. */
export function unusedCapacityFields({ rpsPerTask }: { rpsPerTask?: number | undefined }, isArm: boolean): string[] {
  const measured = rpsPerTask === undefined ? [] : ['baseMemoryMb', 'maxConcurrencyPerTask'];
  return isArm ? measured : [...measured, 'armSpeed'];
}

/** The assumption of a minimum of 1 when none is given. */
export function minimumAssumption(field: string, given: number | 'auto' | undefined): Assumption[] {
  return given === undefined ? [{ at: field, value: '1', reason: 'one copy always runs' }] : [];
}
