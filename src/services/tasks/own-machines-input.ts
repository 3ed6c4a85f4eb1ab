import * as z from 'zod';
import { amount, count } from '../../model/field.js';
import { capacityFields } from './capacity-input.js';

const { maxTasks, targetUtilization, rpsPerTask, maxConcurrencyPerTask, baseMemoryMb } = capacityFields;

/** Fields of own machines and the containers on them, the same for every service that runs on such machines. */
export const ownMachineFields = {
  instances: amount(1_000_000)
    .optional()
    .meta({ title: 'Own machines (default: as many as the busiest hour needs)', role: 'direct', unit: 'count' }),
  instanceVcpu: amount(1024, 0.25)
    .default(8)
    .meta({ title: 'CPU threads of a machine', role: 'configuration', reason: 'a small server' }),
  instanceMemoryGb: amount(32_768, 0.25)
    .default(32)
    .meta({ title: 'Memory of a machine', role: 'configuration', unit: 'GB', reason: 'a small server' }),
  instanceMonthlyUsd: amount(1e7)
    .optional()
    .meta({ title: 'Cost of a machine per month: hardware, power, space (not AWS)', role: 'configuration' }),
  reservedMemoryMb: amount(1_048_576).default(1024).meta({
    title: 'Memory of a machine reserved for its system and agents',
    role: 'simulation',
    unit: 'MB',
    reason: 'a small Linux with agents for containers and logs',
  }),
  vcpu: amount(192, 0.125).default(1).meta({ title: 'vCPU of a copy', role: 'configuration', reason: 'a middle size' }),
  memoryGb: amount(4096, 0.125)
    .default(2)
    .meta({ title: 'Memory of a copy', role: 'configuration', unit: 'GB', reason: '2 GB for 1 vCPU, as on Fargate' }),
  minInstances: count(1_000_000)
    .optional()
    .meta({ title: 'Minimum own machines (default: 1)', role: 'configuration', unit: 'count' }),
  minTasks: count(100_000)
    .optional()
    .meta({ title: 'Minimum copies that always run (default: 1)', role: 'configuration', unit: 'count' }),
  maxTasks,
  targetUtilization,
  rpsPerTask,
  maxConcurrencyPerTask,
  baseMemoryMb,
};

/** Fields that size the machines: they have no effect without traffic. */
export const OWN_MACHINE_FIELDS: readonly string[] = Object.keys(ownMachineFields);

const schema = z.strictObject(ownMachineFields);
export type OwnMachinesInput = z.output<typeof schema>;
