import { Amount } from '../../model/amount.js';
import { EstimatorError } from '../../model/errors.js';
import type { Month } from '../../model/month.js';
import type { Resources } from '../../simulate/instances/bin-packing.js';
import {
  CapacityProvider,
  type CapacityProviderSettings,
  settledInstances,
} from '../../simulate/instances/capacity-provider.js';
import { runOnInstances } from '../../simulate/instances/runs-on-instances.js';
import type { TaskSize } from '../../simulate/tasks/task-capacity.js';
import type { Traffic } from '../../workload/traffic.js';
import type { InstanceType } from '../service.js';
import type { CapacityInput } from '../tasks/capacity-input.js';
import type { ReportedTasks, TaskService } from '../tasks/task-service.js';
import { arrivalsByStep } from '../tasks/task-simulation.js';
import type { InstanceInput, InstanceLimits } from './instance-input.js';
import { changingInstances, equalInstances, type InstanceTime } from './instance-lines.js';

/** Runs are placed one by one, which takes some seconds for a hundred million. */
const MAX_RUNS = 1e8;

/** Instances of one type, and the tasks of one service on them. */
export interface Cluster {
  readonly input: InstanceInput & CapacityInput & InstanceLimits;
  readonly instance: InstanceType;
  readonly size: TaskSize;
  /** What one task reserves, and what an instance offers to tasks. */
  readonly taskResources: Resources;
  readonly instanceResources: Resources;
  readonly tasksPerInstance: number;
  readonly scaling: Omit<CapacityProviderSettings, 'minInstances' | 'maxInstances' | 'tasksPerInstance' | 'zones'>;
  /** Makes the policy that decides the number of tasks; that of ECS by default. */
  readonly newPolicy?: TaskService<CapacityProvider>['newPolicy'];
  /** A task in words: `a task of 1 vCPU and 2 GB`. */
  readonly description: string;
  /** Fields that decide how tasks are placed on instances. */
  readonly placementFields: readonly string[];
  /** Fields without effect on this instance type. */
  readonly unused?: readonly string[];
}

/** One trial of a search for the minimum of instances. */
export interface Trial {
  readonly traffic: Traffic;
  readonly month: Month;
  readonly minInstances: number;
}

/** The instances of a month. */
export interface InstanceMonth {
  readonly time: InstanceTime;
  readonly averageInstances: number;
  readonly peakInstances: number;
  readonly lowestInstances: number;
  readonly placedTaskSeconds: number;
  readonly instanceSeconds: number;
  /** Mean instances by hour; left out when every hour is alike. */
  readonly hours?: Float64Array;
  /** Longest time until the run of a job started to work; 0 without such runs. */
  readonly longestWaitS: number;
}

/** A cluster, how its instances follow tasks, and the trial. */
export interface ClusterTrial {
  readonly cluster: Cluster;
  readonly settings: CapacityProviderSettings;
  readonly trial: Trial;
}

/** Determines the instances that hold the tasks of a month. */
export function simulateInstanceMonth(
  tasks: ReportedTasks<CapacityProvider>,
  clusterTrial: ClusterTrial,
): InstanceMonth {
  const { cluster, settings, trial } = clusterTrial;
  if (tasks.host !== null) return instancesOfHost(tasks.host, clusterTrial, 0);
  if (tasks.kind === 'runs') return instancesOfRuns(tasks, clusterTrial);
  const { instances, tasks: placed } = settledInstances(settings, tasks.month.peakTasks);
  const { seconds, hours } = trial.month;
  return {
    time: equalInstances(Amount.of(instances), Amount.of(hours), Amount.of(cluster.input.reservedInstances)),
    averageInstances: instances,
    peakInstances: instances,
    lowestInstances: instances,
    placedTaskSeconds: placed * seconds,
    instanceSeconds: instances * seconds,
    longestWaitS: 0,
  };
}

function instancesOfRuns({ capacity }: ReportedTasks<CapacityProvider>, clusterTrial: ClusterTrial): InstanceMonth {
  const { traffic, month } = clusterTrial.trial;
  const { requestsPerTaskRun, startDelayS } = clusterTrial.cluster.input;
  assertRuns(traffic.requests / requestsPerTaskRun);
  const host = new CapacityProvider({ ...clusterTrial.settings, taskStartS: startDelayS }, 0, month.hours);
  const workS = Math.max(capacity.serviceMs / 1000, requestsPerTaskRun / capacity.maxPerSecond);
  const jobs = {
    arrivals: arrivalsByStep(traffic, month),
    monthS: month.seconds,
    requestsPerRun: requestsPerTaskRun,
    workS,
  };
  return instancesOfHost(host, clusterTrial, runOnInstances(jobs, host));
}

/** @throws EstimatorError `USAGE_INVALID` for more runs than can be placed one by one */
function assertRuns(runs: number): void {
  if (runs <= MAX_RUNS) return;
  throw new EstimatorError(
    'USAGE_INVALID',
    `${Math.ceil(runs)} runs of a task in the month are more than the ${MAX_RUNS} that can be simulated on instances`,
    'Let one run do several jobs (requestsPerTaskRun), or keep tasks running for them (minTasks).',
    'requestsPerTaskRun',
  );
}

function instancesOfHost(
  host: CapacityProvider,
  { cluster, trial }: ClusterTrial,
  longestWaitS: number,
): InstanceMonth {
  host.advance(trial.month.seconds);
  return {
    time: changingInstances(host.secondsPerHour, cluster.input.reservedInstances),
    averageInstances: host.instanceSeconds / trial.month.seconds,
    peakInstances: host.peakInstances,
    lowestInstances: host.lowestInstances,
    placedTaskSeconds: host.placedTaskSeconds,
    instanceSeconds: host.instanceSeconds,
    hours: host.secondsPerHour.map((seconds) => seconds / 3600),
    longestWaitS,
  };
}
