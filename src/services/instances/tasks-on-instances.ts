import { Amount } from '../../model/amount.js';
import type { Month } from '../../model/month.js';
import type { Activity } from '../../model/report.js';
import { CapacityProvider, type CapacityProviderSettings } from '../../simulate/instances/capacity-provider.js';
import type { Traffic } from '../../workload/traffic.js';
import { leastMinimum } from '../least-minimum.js';
import type { Simulation } from '../service.js';
import { lateWork, zoneProblem } from '../service-level.js';
import { CAPACITY_FIELDS, minimumAssumption } from '../tasks/capacity-input.js';
import { type ReportedTasks, tasksOfMonth } from '../tasks/task-scaling.js';
import { typeAssumption, unusedPurchaseFields } from './instance-input.js';
import { alikeInstances, type InstanceTime } from './instance-lines.js';
import { type Asked, type Cluster, type InstanceMonth, instancesOf, stepByStep } from './instance-month.js';

/** The same with plain numbers for its activity. */
type InstanceSimulation = Simulation<InstanceTime> & { readonly activity: Activity };

/** How instances and the tasks on them answer the traffic of a month. */
export function tasksOnInstances(cluster: Cluster, traffic: Traffic, month: Month): InstanceSimulation {
  const { minInstances } = cluster.input;
  if (minInstances !== 'auto') return withMinimum(cluster, { traffic, month, minInstances: minInstances ?? 1 });
  const from = traffic.serviceLevel.zones ?? 1;
  const withLeast = (least: number) => withMinimum(cluster, { traffic, month, minInstances: least });
  const to = Math.max(from, 2 * (withLeast(from).activity.peakInstances ?? 0));
  const found = leastMinimum({ from, to }, (least) => withLeast(least).infeasible?.length === 0);
  const simulated = withLeast(found ?? to);
  const none = found === undefined ? [`no minInstances up to ${to} meets the service level`] : [];
  return { ...simulated, infeasible: [...none, ...(simulated.infeasible ?? [])] };
}

function withMinimum(cluster: Cluster, asked: Asked): InstanceSimulation {
  const { input, tasksPerInstance } = cluster;
  const { traffic, month, minInstances } = asked;
  if (tasksPerInstance === 0) return nothingFits(cluster, asked);
  const settings = capacityProviderSettings(cluster, traffic.serviceLevel.zones, minInstances);
  const tasks = tasksOfMonth<CapacityProvider>(
    {
      input: { ...input, ...roomForTasks(cluster) },
      size: cluster.size,
      isArm: cluster.instance.architecture === 'arm64',
      usableShare: input.capacityType === 'SPOT' ? 1 - input.interruptionShare : 1,
      words: cluster.words,
      newPolicy: cluster.newPolicy,
      newHost: (running) => new CapacityProvider(settings, running, month.hours),
    },
    input.deployments === 0 ? traffic : { ...traffic, arrivals: stepByStep(traffic, month) },
    month,
  );
  const instances = instancesOf(tasks, { cluster, settings, asked });
  return reported(tasks, instances, cluster, asked);
}

/** How instances follow tasks, with one minimum of several that may be tried. */
export function capacityProviderSettings(
  { scaling, tasksPerInstance, input }: Cluster,
  zones: number | undefined,
  minInstances: number,
): CapacityProviderSettings {
  const { maxInstances = Number.MAX_SAFE_INTEGER } = input;
  return { ...scaling, tasksPerInstance, zones: zones ?? 1, minInstances, maxInstances };
}

/** There are no more tasks than the most instances hold. */
function roomForTasks({ input: { maxTasks, maxInstances }, tasksPerInstance }: Cluster): { maxTasks?: number } {
  if (maxInstances === undefined) return {};
  return { maxTasks: Math.min(maxTasks ?? Number.POSITIVE_INFINITY, maxInstances * tasksPerInstance) };
}

function reported(
  tasks: ReportedTasks<CapacityProvider>,
  instances: InstanceMonth,
  cluster: Cluster,
  { traffic, minInstances }: Asked,
): InstanceSimulation {
  const { input } = cluster;
  const { hours } = instances;
  const { longestWaitS } = tasks.activity;
  const isLate = lateWork(tasks.month.longestWaitS, traffic).length > 0;
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
      // A run of a task is where its job is.
      ...(tasks.kind === 'runs' ? [] : zoneProblem(instances.leastInstances, traffic, 'minInstances')),
      ...(isLate ? [] : lateWork(instances.longestWaitS, traffic)),
    ],
  };
}

/** What follows the instances hour by hour; reservations and control planes do not. */
function followingMeters({ instance: { instanceType }, input: { ebsType } }: Cluster): Record<string, string> {
  const ofType = ['on-demand', 'spot', 'managed-instances-fee', 'auto-mode-fee'].map(
    (meter) => `${meter}-${instanceType}`,
  );
  return Object.fromEntries([...ofType, `${ebsType}-storage`].map((meter) => [meter, 'instances']));
}

function activityOf(instances: InstanceMonth, { task, room, tasksPerInstance }: Cluster): Activity {
  const { averageInstances, peakInstances, instanceSeconds, placedTaskSeconds } = instances;
  const reserved = instanceSeconds === 0 ? 0 : placedTaskSeconds / instanceSeconds;
  return {
    averageInstances,
    peakInstances,
    instanceHours: instanceSeconds / 3600,
    tasksPerInstance,
    cpuReserved: (reserved * task.vcpu) / room.vcpu,
    memoryReserved: (reserved * task.memoryMb) / room.memoryMb,
  };
}

/** A task that no instance holds is never placed, and the capacity provider does not scale for it. */
function nothingFits(
  { input, instance, room, words, placementFields }: Cluster,
  { month, minInstances }: Asked,
): InstanceSimulation {
  const { instanceType, vcpu, cpuBaseline } = instance;
  const burst = cpuBaseline < 1 ? `, which sustains ${Number(room.vcpu.toPrecision(3))} of its ${vcpu} vCPU` : '';
  return {
    metered: alikeInstances(Amount.of(minInstances), Amount.of(month.hours), Amount.of(input.reservedInstances)),
    activity: { averageInstances: minInstances, instanceHours: minInstances * month.hours, tasksPerInstance: 0 },
    assumptions: [...typeAssumption(input), ...minimumAssumption('minInstances', input.minInstances)],
    unused: [...CAPACITY_FIELDS, ...placementFields, 'instanceStartS', ...unusedPurchaseFields(input)],
    infeasible: [`${words} does not fit on ${instanceType}${burst}`],
  };
}
