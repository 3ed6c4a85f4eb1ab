import type { NumericContext, Simulation } from '../numeric-service.js';
import type { InstanceType } from '../service.js';
import { CAPACITY_FIELDS } from '../tasks/capacity-input.js';
import { instanceTypeOf, typeAssumption, unusedPurchaseFields } from './instance-input.js';
import { alikeInstances, type InstanceTime } from './instance-lines.js';
import type { Cluster } from './instance-month.js';
import { tasksOnInstances } from './tasks-on-instances.js';

/** What tells one service on instances from another. */
export interface InstanceService<Input extends Cluster['input']> {
  /** Fields that say how tasks are laid on instances: without traffic they have no say. */
  readonly placementFields: readonly string[];
  clusterOf(input: Input, instance: InstanceType): Omit<Cluster, 'input' | 'instance' | 'placementFields'>;
}

/** Instances as they are given directly, or as they follow the traffic; a minimum that was written runs without either. */
export function simulateInstances<Input extends Cluster['input']>(
  input: Input,
  context: NumericContext,
  service: InstanceService<Input>,
): Simulation<InstanceTime> {
  const { instances, hoursPerInstance, minInstances } = input;
  const { month, traffic } = context;
  if (instances === undefined && traffic !== null) {
    const instance = context.instanceType(instanceTypeOf(input));
    const { placementFields } = service;
    return tasksOnInstances(
      { ...service.clusterOf(input, instance), input, instance, placementFields },
      traffic,
      month,
    );
  }
  const standing = instances ?? (typeof minInstances === 'number' ? minInstances : 0);
  const hoursEach = hoursPerInstance ?? month.hours;
  const instanceHours = standing * hoursEach;
  return {
    metered: alikeInstances(standing, hoursEach, input),
    activity: { averageInstances: instanceHours / month.hours, instanceHours },
    assumptions: standing === 0 ? [] : typeAssumption(input),
    unused: [...CAPACITY_FIELDS, ...service.placementFields, 'instanceStartS', ...unusedPurchaseFields(input)],
  };
}
