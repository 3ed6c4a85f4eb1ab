import { Amount, atMost } from '../../model/amount.js';
import { type Amounts, numbersOf, shownOf } from '../../model/amounts.js';
import type { ClosedForm } from '../../model/closed-form.js';
import { type CapacityProviderSettings, settledInstances } from '../../simulate/instances/capacity-provider.js';
import type { Traffic } from '../../workload/traffic.js';
import type { InstanceType, Simulation, SimulationContext } from '../service.js';
import { CAPACITY_FIELDS } from '../tasks/capacity-input.js';
import { hasSteadyTasks, recordTaskChecks, steadyTasks, usableShare } from '../tasks/steady-tasks.js';
import { instanceTypeOf, typeAssumption, unusedPurchaseFields } from './instance-input.js';
import { equalInstances, type InstanceTime } from './instance-lines.js';
import type { Cluster } from './instance-month.js';
import { capacityProviderSettings, tasksOnInstances } from './tasks-on-instances.js';

/** What differs between services on instances. */
export interface InstanceService<Input extends Cluster['input']> {
  /** Fields that decide how tasks are placed on instances: they have no effect without traffic. */
  readonly placementFields: readonly (keyof Input & string)[];
  clusterOf(input: Input, instance: InstanceType): Omit<Cluster, 'input' | 'instance' | 'placementFields'>;
}

/** Simulates instances: as given, or as they follow the traffic; without either the given minimum runs. */
export function simulateInstances<Input extends Cluster['input']>(
  input: Amounts<Input>,
  context: SimulationContext,
  service: InstanceService<Input>,
): Simulation<InstanceTime> {
  const { instances, hoursPerInstance, minInstances, reservedInstances } = input as Amounts<Cluster['input']>;
  const { month, traffic } = context;
  recordInstanceChecks(input as Amounts<Cluster['input']>);
  if (instances === undefined && traffic !== null) return followTraffic(input, traffic, context, service);
  const running = instances ?? (minInstances instanceof Amount ? minInstances : Amount.ZERO);
  const hoursEach = hoursPerInstance ?? Amount.of(month.hours);
  const instanceHours = running.times(hoursEach);
  const shown = shownOf<Input>(input);
  return {
    metered: equalInstances(running, hoursEach, reservedInstances),
    activity: { averageInstances: instanceHours.dividedBy(month.hours), instanceHours },
    assumptions: running.exact.isZero() ? [] : typeAssumption(shown),
    unused: [...CAPACITY_FIELDS, ...service.placementFields, 'instanceStartS', ...unusedPurchaseFields(shown)],
  };
}

/** Records what the schema checks across fields, for inputs that vary: elsewhere the input is refused. */
function recordInstanceChecks(input: Amounts<Cluster['input']>): void {
  const { minInstances, maxInstances, reservedInstances } = input;
  recordTaskChecks(input);
  if (minInstances instanceof Amount) maxInstances?.isAtLeast(minInstances);
  if (input.capacityType === 'SPOT') reservedInstances.isZero();
}

/** Fields that affect the number of instances but are not part of its formula. */
const PINNED_FIELDS = ['maxInstances', 'targetCapacity', 'consolidateAfterS', 'scaleInAfterS'];

function followTraffic<Input extends Cluster['input']>(
  input: Amounts<Input>,
  traffic: Amounts<Traffic>,
  { month, instanceType }: SimulationContext,
  { placementFields, clusterOf }: InstanceService<Input>,
): Simulation<InstanceTime> {
  const isSteady = hasSteadyInstances(input as Amounts<Cluster['input']>, traffic);
  const valuesOf = isSteady ? shownOf : numbersOf;
  const values = valuesOf<Input>(input);
  if (isSteady) assertKnown(input, [...placementFields, ...PINNED_FIELDS]);
  const instance = instanceType(instanceTypeOf(values));
  const cluster = { ...clusterOf(values, instance), input: values, instance, placementFields };
  // Instances on which no task fits are billed as their minimum, which is not part of a formula.
  if (cluster.tasksPerInstance === 0) assertKnown(input, ['minInstances', 'reservedInstances']);
  const simulated = tasksOnInstances(cluster, valuesOf<Traffic>(traffic), month);
  if (!isSteady || cluster.tasksPerInstance === 0) return simulated;
  const steady = steadyInstances(input as Amounts<Cluster['input']>, traffic, cluster, month);
  return { ...simulated, ...steady, activity: { ...simulated.activity, ...steady.activity } };
}

/** Whether the number of instances is the same all month and depends on the rate alone. */
function hasSteadyInstances(input: Amounts<Cluster['input']>, traffic: Amounts<Traffic>): boolean {
  const { deployments, minInstances, maxInstances } = input;
  const isSearched = minInstances === 'auto' || maxInstances !== undefined;
  return hasSteadyTasks(input, traffic) && !isSearched && !deployments.isAbove(0);
}

/** @throws NotTraceable when one of the fields varies */
function assertKnown(input: object, fields: readonly string[]): void {
  for (const field of fields) {
    const value = (input as Readonly<Record<string, unknown>>)[field];
    if (value instanceof Amount) value.number;
  }
}

/** Computes the instances that hold the tasks of a steady rate, as amounts. */
function steadyInstances(
  input: Amounts<Cluster['input']>,
  traffic: Amounts<Traffic>,
  cluster: Cluster,
  { hours }: SimulationContext['month'],
): Pick<Simulation<InstanceTime>, 'metered' | 'activity' | 'feasibleWhile'> {
  const { minInstances = Amount.ONE, interruptionShare, reservedInstances } = input;
  const { taskResources, instance, size } = cluster;
  const isArm = instance.architecture === 'arm64';
  const { tasks, feasibleWhile } = steadyTasks(input, traffic, {
    size: {
      vcpu: Amount.of(taskResources.vcpu),
      memoryMb: Amount.of(taskResources.memoryMb),
      cpuSpeed: isArm ? input.armSpeed : Amount.of(size.cpuSpeed),
    },
    usableShare: input.capacityType === 'SPOT' ? usableShare(interruptionShare) : Amount.ONE,
  });
  const settings = capacityProviderSettings(cluster, traffic.serviceLevel.zones, 0);
  const instances = Amount.closedForm(settledInstanceCount(settings), [tasks, minInstances as Amount]);
  return {
    metered: equalInstances(instances, Amount.of(hours), reservedInstances),
    activity: { peakTasks: tasks, averageInstances: instances, instanceHours: instances.times(hours) },
    feasibleWhile: [...feasibleWhile, atMost(instances, traffic.serviceLevel.zones ?? 1)],
  };
}

const settledInstanceCount = (settings: CapacityProviderSettings): ClosedForm => ({
  name: `instances ${JSON.stringify(settings)}`,
  compute: (tasks = 0, minInstances = 0) => settledInstances({ ...settings, minInstances }, tasks).instances,
  isWhole: true,
  directions: ['rising', 'rising'],
});
