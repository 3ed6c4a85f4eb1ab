import { Amount } from '../../model/amount.js';
import type { Month } from '../../model/month.js';
import type { Activity } from '../../model/report.js';
import { CapacityProvider, type CapacityProviderSettings } from '../../simulate/instances/capacity-provider.js';
import type { Traffic } from '../../workload/traffic.js';
import { findMinimum } from '../minimum-search.js';
import type { Simulation } from '../service.js';
import { delayProblems, zoneProblems } from '../service-level.js';
import { CAPACITY_FIELDS, minimumAssumption } from '../tasks/capacity-input.js';
import type { ReportedTasks } from '../tasks/task-service.js';
import { arrivalsByStep, simulateTaskService } from '../tasks/task-simulation.js';
import { typeAssumption, unusedPurchaseFields } from './instance-input.js';
import { equalInstances, type InstanceTime } from './instance-lines.js';
import { type Cluster, type InstanceMonth, simulateInstanceMonth, type Trial } from './instance-month.js';

/** A simulation whose activity has plain numbers. */
type InstanceSimulation = Simulation<InstanceTime> & { readonly activity: Activity };

/** Simulates instances, and the tasks on them, under the traffic of a month. */
export function tasksOnInstances(cluster: Cluster, traffic: Traffic, month: Month): InstanceSimulation {
  const { minInstances } = cluster.input;
  if (minInstances !== 'auto') return simulateTrial(cluster, { traffic, month, minInstances: minInstances ?? 1 });
  const from = traffic.serviceLevel.zones ?? 1;
  const withMinimum = (minimum: number) => simulateTrial(cluster, { traffic, month, minInstances: minimum });
  const to = Math.max(from, 2 * (withMinimum(from).activity.peakInstances ?? 0));
  const found = findMinimum({ from, to }, (minimum) => withMinimum(minimum).infeasible?.length === 0);
  const simulated = withMinimum(found ?? to);
  const problems = found === undefined ? [`no minInstances up to ${to} meets the service level`] : [];
  return { ...simulated, infeasible: [...problems, ...(simulated.infeasible ?? [])] };
}

function simulateTrial(cluster: Cluster, trial: Trial): InstanceSimulation {
  const { input, tasksPerInstance } = cluster;
  const { traffic, month, minInstances } = trial;
  if (tasksPerInstance === 0) return withoutRoom(cluster, trial);
  const settings = capacityProviderSettings(cluster, traffic.serviceLevel.zones, minInstances);
  const tasks = simulateTaskService<CapacityProvider>(
    {
      input: { ...input, ...maxTasksOn(cluster) },
      size: cluster.size,
      isArm: cluster.instance.architecture === 'arm64',
      usableShare: input.capacityType === 'SPOT' ? 1 - input.interruptionShare : 1,
      description: cluster.description,
      newPolicy: cluster.newPolicy,
      newHost: (running) => new CapacityProvider(settings, running, month.hours),
    },
    input.deployments === 0 ? traffic : { ...traffic, arrivals: arrivalsByStep(traffic, month) },
    month,
  );
  const instances = simulateInstanceMonth(tasks, { cluster, settings, trial });
  return report(tasks, instances, cluster, trial);
}

/** How the instances of a cluster follow their tasks. */
export function capacityProviderSettings(
  { scaling, tasksPerInstance, input }: Cluster,
  zones: number | undefined,
  minInstances: number,
): CapacityProviderSettings {
  const { maxInstances = Number.MAX_SAFE_INTEGER } = input;
  return { ...scaling, tasksPerInstance, zones: zones ?? 1, minInstances, maxInstances };
}

/** The maximum of tasks that the maximum of instances holds. */
function maxTasksOn({ input: { maxTasks, maxInstances }, tasksPerInstance }: Cluster): { maxTasks?: number } {
  if (maxInstances === undefined) return {};
  return { maxTasks: Math.min(maxTasks ?? Number.POSITIVE_INFINITY, maxInstances * tasksPerInstance) };
}

function report(
  tasks: ReportedTasks<CapacityProvider>,
  instances: InstanceMonth,
  cluster: Cluster,
  { traffic, minInstances }: Trial,
): InstanceSimulation {
  const { input } = cluster;
  const { hours } = instances;
  const { longestWaitS } = tasks.activity;
  const isLate = delayProblems(tasks.month.longestWaitS, traffic).length > 0;
  const auto = { at: 'minInstances', value: `${minInstances}`, reason: 'auto: the fewest that meet the service level' };
  return {
    metered: instances.time,
    activity: {
      ...tasks.activity,
      ...(longestWaitS === undefined ? {} : { longestWaitS: Math.max(longestWaitS, instances.longestWaitS) }),
      ...activityOf(instances, cluster),
    },
    ...(hours !== undefined && { hours: { ...tasks.hours, instances: hours }, costFollows: followingMeters(cluster) }),
    assumptions: [
      ...typeAssumption(input),
      ...tasks.assumptions,
      ...(input.minInstances === 'auto' ? [auto] : minimumAssumption('minInstances', input.minInstances)),
    ],
    unused: [
      ...tasks.unused,
      ...unusedPurchaseFields(input),
      ...(cluster.unused ?? []),
      ...(hours === undefined ? ['placementStrategy'] : []),
      ...(instances.peakInstances > minInstances ? [] : ['instanceStartS']),
    ],
    infeasible: [
      ...tasks.infeasible,
      // Runs of jobs need no zones.
      ...(tasks.kind === 'runs' ? [] : zoneProblems(instances.lowestInstances, traffic, 'minInstances')),
      ...(isLate ? [] : delayProblems(instances.longestWaitS, traffic)),
    ],
  };
}

/** Meters whose cost follows the instances hour by hour; those of reservations and control planes do not. */
function followingMeters({ instance: { instanceType }, input: { ebsType } }: Cluster): Record<string, string> {
  const ofType = ['on-demand', 'spot', 'managed-instances-fee', 'auto-mode-fee'].map(
    (meter) => `${meter}-${instanceType}`,
  );
  return Object.fromEntries([...ofType, `${ebsType}-storage`].map((meter) => [meter, 'instances']));
}

function activityOf(
  instances: InstanceMonth,
  { taskResources, instanceResources, tasksPerInstance }: Cluster,
): Activity {
  const { averageInstances, peakInstances, instanceSeconds, placedTaskSeconds } = instances;
  const reserved = instanceSeconds === 0 ? 0 : placedTaskSeconds / instanceSeconds;
  return {
    averageInstances,
    peakInstances,
    instanceHours: instanceSeconds / 3600,
    tasksPerInstance,
    cpuReserved: (reserved * taskResources.vcpu) / instanceResources.vcpu,
    memoryReserved: (reserved * taskResources.memoryMb) / instanceResources.memoryMb,
  };
}

/** A task that fits on no instance is never placed, and the capacity provider does not scale out for it. */
function withoutRoom(
  { input, instance, instanceResources, description, placementFields }: Cluster,
  { month, minInstances }: Trial,
): InstanceSimulation {
  const { instanceType, vcpu, cpuBaseline } = instance;
  const burst =
    cpuBaseline < 1 ? `, which sustains ${Number(instanceResources.vcpu.toPrecision(3))} of its ${vcpu} vCPU` : '';
  return {
    metered: equalInstances(Amount.of(minInstances), Amount.of(month.hours), Amount.of(input.reservedInstances)),
    activity: { averageInstances: minInstances, instanceHours: minInstances * month.hours, tasksPerInstance: 0 },
    assumptions: [...typeAssumption(input), ...minimumAssumption('minInstances', input.minInstances)],
    unused: [...CAPACITY_FIELDS, ...placementFields, 'instanceStartS', ...unusedPurchaseFields(input)],
    infeasible: [`${description} does not fit on ${instanceType}${burst}`],
  };
}
