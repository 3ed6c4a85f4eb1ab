import type { Assumption } from '../model/assumption.js';
import { amount, count, share } from '../model/field.js';

/** How a container service answers traffic; the same words on Fargate, ECS on EC2 and what is built on them. */
export const capacityFields = {
  minTasks: count(100_000)
    .optional()
    .meta({ title: 'Least tasks that always run (default: 1)', role: 'configuration', unit: 'count' }),
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
    .meta({ title: 'Requests per second one task was measured to sustain', role: 'simulation' }),
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
};

/** Fields that say how tasks answer traffic: without traffic they have no say. */
export const CAPACITY_FIELDS: readonly string[] = Object.keys(capacityFields);

/** Fields without a say although there is traffic. */
export function unusedCapacityFields({ rpsPerTask }: { rpsPerTask?: number | undefined }, isArm: boolean): string[] {
  const measured = rpsPerTask === undefined ? [] : ['targetUtilization', 'baseMemoryMb', 'maxConcurrencyPerTask'];
  return isArm ? measured : [...measured, 'armSpeed'];
}

/** The minimum taken when none is given. */
export function minimumAssumption(field: string, given: number | undefined): Assumption[] {
  return given === undefined ? [{ at: field, value: '1', reason: 'one copy always runs' }] : [];
}
