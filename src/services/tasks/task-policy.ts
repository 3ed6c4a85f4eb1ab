import {
  backlogPerTask,
  cpuUtilization,
  requestsPerTask,
  type ScalingMetric,
} from '../../simulate/tasks/scaling-metrics.js';
import type { ScalingPolicy } from '../../simulate/tasks/scaling-policy.js';
import { type StepAdjustment, StepScaling } from '../../simulate/tasks/step-scaling.js';
import { TargetTracking } from '../../simulate/tasks/target-tracking.js';
import type { TaskCapacity } from '../../simulate/tasks/task-capacity.js';
import type { Traffic } from '../../workload/traffic.js';
import { workWaits } from '../service-level.js';
import type { CapacityInput } from './capacity-input.js';

/** Seconds of work that may wait for each task when the workload says nothing about it. */
const DEFAULT_DELAY_S = 60;

/** The metric that is followed: CPU where that is what holds a task back. */
export function scalingMetricOf({ scalingMetric }: CapacityInput, capacity: TaskCapacity): 'cpu' | 'requests' {
  return (
    scalingMetric ?? (capacity.limit === 'memory' || capacity.limit === 'maxConcurrencyPerTask' ? 'requests' : 'cpu')
  );
}

/** Messages that may wait for each task: what it does in the acceptable delay. */
export function targetBacklogOf(service: CapacityInput, capacity: TaskCapacity, { serviceLevel }: Traffic): number {
  const delayS = serviceLevel.maxDelayS ?? DEFAULT_DELAY_S;
  return service.targetBacklogPerTask ?? Math.max(1, capacity.mostPerSecond * delayS);
}

/** The metric over its target that is followed. */
function followedMetric(service: CapacityInput, capacity: TaskCapacity): ScalingMetric {
  return scalingMetricOf(service, capacity) === 'cpu'
    ? cpuUtilization(capacity, service.targetUtilization)
    : requestsPerTask(capacity);
}

/** The same, for queue work with its backlog. */
export function followedMetrics(service: CapacityInput, capacity: TaskCapacity, traffic: Traffic): ScalingMetric[] {
  const followed = followedMetric(service, capacity);
  if (!workWaits(traffic.trigger)) return [followed];
  return [followed, backlogPerTask(targetBacklogOf(service, capacity, traffic))];
}

/** Target tracking on one metric, for queue work on its backlog as well; or the user's own steps. */
export function scalingPolicy(service: CapacityInput, capacity: TaskCapacity, traffic: Traffic): ScalingPolicy {
  const { targetUtilization, steps } = service;
  const cooldowns = { outS: service.scaleOutCooldownS, inS: service.scaleInCooldownS };
  if (steps === undefined) return new TargetTracking(followedMetrics(service, capacity, traffic), cooldowns);
  const followed = followedMetric(service, capacity);
  const utilization: ScalingMetric = (point) => followed(point) * targetUtilization;
  const scaleOut = steps.scaleOut.map(({ above, adjustment }): StepAdjustment => ({ bound: above, adjustment }));
  const scaleIn = steps.scaleIn.map(({ below, adjustment }): StepAdjustment => ({ bound: below, adjustment }));
  return new StepScaling({ ...steps, scaleOut, scaleIn }, utilization, cooldowns);
}
