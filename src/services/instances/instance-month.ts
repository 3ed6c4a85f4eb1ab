import { Amount } from '../../model/amount.js';
import { EstimatorError } from '../../model/errors.js';
import type { Month } from '../../model/month.js';
import type { Room } from '../../simulate/instances/bin-packing.js';
import { CapacityProvider, type CapacityProviderSettings, settle } from '../../simulate/instances/capacity-provider.js';
import { runOnInstances } from '../../simulate/instances/runs-on-instances.js';
import type { TaskSize } from '../../simulate/tasks/task-capacity.js';
import { type Arrivals, arrivals } from '../../workload/arrivals.js';
import type { Traffic } from '../../workload/traffic.js';
import type { InstanceType } from '../service.js';
import type { CapacityInput } from '../tasks/capacity-input.js';
import type { ReportedTasks, TaskService } from '../tasks/task-scaling.js';
import type { InstanceInput, InstanceLimits } from './instance-input.js';
import { alikeInstances, changingInstances, type InstanceTime } from './instance-lines.js';

/** Each run is laid on its instance; a hundred million take some seconds. */
const MOST_RUNS = 1e8;

/** Instances of one type, and the tasks of one service on them. */
export interface Cluster {
  readonly input: InstanceInput & CapacityInput & InstanceLimits;
  readonly instance: InstanceType;
  readonly size: TaskSize;
  /** What one task reserves, and what an instance offers to tasks. */
  readonly task: Room;
  readonly room: Room;
  readonly tasksPerInstance: number;
  readonly scaling: Omit<CapacityProviderSettings, 'minInstances' | 'maxInstances' | 'tasksPerInstance' | 'zones'>;
  /** What decides how many tasks there should be, where it is not ECS. */
  readonly newPolicy?: TaskService<CapacityProvider>['newPolicy'];
  /** Words for a copy: `a task of 1 vCPU and 2 GB`. */
  readonly words: string;
  /** Fields that say how tasks are laid on instances. */
  readonly placementFields: readonly string[];
  /** Fields without a say on this instance. */
  readonly unused?: readonly string[];
}

/** The month that is asked for, with one minimum of several that may be tried. */
export interface Asked {
  readonly traffic: Traffic;
  readonly month: Month;
  readonly minInstances: number;
}

/** What the instances of a month did. */
export interface InstanceMonth {
  readonly time: InstanceTime;
  readonly averageInstances: number;
  readonly peakInstances: number;
  readonly leastInstances: number;
  readonly placedTaskSeconds: number;
  readonly instanceSeconds: number;
  /** Of each hour; undefined when all are alike. */
  readonly hours?: Float64Array;
  /** Longest time until the run of a job worked, where jobs are runs of their own. */
  readonly longestWaitS: number;
}

export interface Packing {
  readonly cluster: Cluster;
  readonly settings: CapacityProviderSettings;
  readonly asked: Asked;
}

/** The instances that hold the tasks of a month. */
export function instancesOf(tasks: ReportedTasks<CapacityProvider>, packing: Packing): InstanceMonth {
  const { cluster, settings, asked } = packing;
  if (tasks.host !== null) return changing(tasks.host, packing, 0);
  if (tasks.kind === 'runs') return runs(tasks, packing);
  const { instances, tasks: placed } = settle(settings, tasks.month.peakTasks);
  const { seconds, hours } = asked.month;
  return {
    time: alikeInstances(Amount.of(instances), Amount.of(hours), Amount.of(cluster.input.reservedInstances)),
    averageInstances: instances,
    peakInstances: instances,
    leastInstances: instances,
    placedTaskSeconds: placed * seconds,
    instanceSeconds: instances * seconds,
    longestWaitS: 0,
  };
}

/** The traffic step by step, a steady rate too. */
export function stepByStep({ arrivals: known, requests }: Traffic, month: Month): Arrivals {
  return known ?? arrivals({ type: 'steady' }, { requests, month, stepSeconds: 60 });
}

function runs({ capacity }: ReportedTasks<CapacityProvider>, packing: Packing): InstanceMonth {
  const { traffic, month } = packing.asked;
  const { requestsPerTaskRun, startDelayS } = packing.cluster.input;
  assertRuns(traffic.requests / requestsPerTaskRun);
  const host = new CapacityProvider({ ...packing.settings, taskStartS: startDelayS }, 0, month.hours);
  const workS = Math.max(capacity.serviceMs / 1000, requestsPerTaskRun / capacity.mostPerSecond);
  const jobs = {
    arrivals: stepByStep(traffic, month),
    monthS: month.seconds,
    requestsPerRun: requestsPerTaskRun,
    workS,
  };
  return changing(host, packing, runOnInstances(jobs, host));
}

/** @throws EstimatorError `USAGE_INVALID` where there are more runs than can be laid on instances one by one */
function assertRuns(runsAsked: number): void {
  if (runsAsked <= MOST_RUNS) return;
  throw new EstimatorError(
    'USAGE_INVALID',
    `${Math.ceil(runsAsked)} runs of a task in the month are more than the ${MOST_RUNS} that instances are followed for`,
    'Let one run do several jobs (requestsPerTaskRun), or let tasks stand by for them: minTasks.',
    'requestsPerTaskRun',
  );
}

function changing(host: CapacityProvider, { cluster, asked }: Packing, longestWaitS: number): InstanceMonth {
  host.advance(asked.month.seconds);
  return {
    time: changingInstances(host.secondsPerHour, cluster.input.reservedInstances),
    averageInstances: host.instanceSeconds / asked.month.seconds,
    peakInstances: host.peakInstances,
    leastInstances: host.leastInstances,
    placedTaskSeconds: host.placedTaskSeconds,
    instanceSeconds: host.instanceSeconds,
    hours: host.secondsPerHour.map((seconds) => seconds / 3600),
    longestWaitS,
  };
}
