import type { Assumption } from '../../model/assumption.js';
import type { Traffic } from '../../workload/traffic.js';
import { workWaits } from '../service-level.js';
import { type CapacityInput, minimumAssumption } from './capacity-input.js';
import { scalingMetricOf, targetBacklogOf } from './scaling-policy.js';
import type { SimulatedTasks } from './task-service.js';

/** Assumptions about scaling that are not defaults of fields. */
export function scalingAssumptions<Host>(
  tasks: SimulatedTasks<Host>,
  input: CapacityInput,
  traffic: Traffic,
): Assumption[] {
  const { kind, capacity, minTasks, month } = tasks;
  if (kind === 'runs') return [];
  const found = { at: 'minTasks', value: `${minTasks}`, reason: 'auto: the fewest that meet the service level' };
  const minimum = input.minTasks === 'auto' ? [found] : minimumAssumption('minTasks', input.minTasks);
  if (kind === 'steady' || month.started + month.stopped === 0) return minimum;
  const metric = {
    at: 'scalingMetric',
    value: `${scalingMetricOf(input, capacity)}, to ⌈tasks × metric / target⌉`,
    reason: 'AWS says "proportional" only; the formula is that of Kubernetes',
  };
  const backlog = {
    at: 'targetBacklogPerTask',
    value: `${Number(targetBacklogOf(input, capacity, traffic).toPrecision(4))}`,
    reason:
      traffic.serviceLevel.maxDelayS === undefined ? 'what a task does in a minute' : 'what a task does in maxDelay',
  };
  const isQueue = workWaits(traffic.trigger) && input.targetBacklogPerTask === undefined;
  return [...minimum, ...(input.steps === undefined ? [metric, ...(isQueue ? [backlog] : [])] : [])];
}

/** Scaling fields that had no effect, so that their defaults are not listed as assumptions. */
export function unusedScalingFields<Host>(
  { kind, month }: SimulatedTasks<Host>,
  { deployments }: CapacityInput,
  { trigger }: Traffic,
): string[] {
  const [grew, shrank] = kind === 'scaled' ? [month.started > 0, month.stopped > 0] : [false, false];
  const deploys = deployments > 0 && kind !== 'runs';
  const hadEffect: Readonly<Record<string, boolean>> = {
    scaleOutCooldownS: grew,
    scaleInCooldownS: shrank,
    startDelayS: grew || kind === 'runs',
    deregistrationDelayS: shrank,
    patienceS: !workWaits(trigger) && (month.lost > 0 || month.longestWaitS > 0),
    deploymentS: deploys,
    requestsPerTaskRun: kind === 'runs',
  };
  const unused = Object.keys(hadEffect).filter((field) => !hadEffect[field]);
  return kind === 'runs' ? [...unused, 'targetUtilization'] : unused;
}
