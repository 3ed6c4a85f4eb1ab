import type { ScalingPolicy } from '../../simulate/tasks/scaling-policy.js';
import {
  backlogPerTask,
  cpuUtilization,
  requestsPerTask,
  type ScalingMetric,
} from '../../simulate/tasks/scaling-policy.js';
import { type StepAdjustment, StepScaling } from '../../simulate/tasks/step-scaling.js';
import { TargetTracking } from '../../simulate/tasks/target-tracking.js';
import type { TaskCapacity } from '../../simulate/tasks/task-capacity.js';
import type { Traffic } from '../../workload/traffic.js';
import { workWaits } from '../service-level.js';
import type { CapacityInput } from './capacity-input.js';

/** Acceptable delay in seconds when the workload gives none. */
const DEFAULT_DELAY_S = 60;

/** The metric of target tracking: CPU where CPU limits a task, by default. */
export function scalingMetricOf({ scalingMetric }: CapacityInput, capacity: TaskCapacity): 'cpu' | 'requests' {
  return (
    scalingMetric ?? (capacity.limit === 'memory' || capacity.limit === 'maxConcurrencyPerTask' ? 'requests' : 'cpu')
  );
}

/** Target for the messages that wait per task: what a task does in the acceptable delay, by default. */
export function targetBacklogOf(service: CapacityInput, capacity: TaskCapacity, { serviceLevel }: Traffic): number {
  const delayS = serviceLevel.maxDelayS ?? DEFAULT_DELAY_S;
  return service.targetBacklogPerTask ?? Math.max(1, capacity.maxPerSecond * delayS);
}

/** The metric over its target that is followed. */
function trackedMetric(service: CapacityInput, capacity: TaskCapacity): ScalingMetric {
  return scalingMetricOf(service, capacity) === 'cpu'
    ? cpuUtilization(capacity, service.targetUtilization)
    : requestsPerTask(capacity);
}

/** The metrics of target tracking; for queue work also the backlog. */
export function trackedMetrics(service: CapacityInput, capacity: TaskCapacity, traffic: Traffic): ScalingMetric[] {
  const tracked = trackedMetric(service, capacity);
  if (!workWaits(traffic.trigger)) return [tracked];
  return [tracked, backlogPerTask(targetBacklogOf(service, capacity, traffic))];
}

/** The scaling policy of ECS: target tracking, or the step scaling of the input. */
export function scalingPolicy(service: CapacityInput, capacity: TaskCapacity, traffic: Traffic): ScalingPolicy {
  const { targetUtilization, steps } = service;
  const cooldowns = { outS: service.scaleOutCooldownS, inS: service.scaleInCooldownS };
  if (steps === undefined) return new TargetTracking(trackedMetrics(service, capacity, traffic), cooldowns);
  const tracked = trackedMetric(service, capacity);
  const utilization: ScalingMetric = (point) => tracked(point) * targetUtilization;
  const scaleOut = steps.scaleOut.map(({ above, adjustment }): StepAdjustment => ({ bound: above, adjustment }));
  const scaleIn = steps.scaleIn.map(({ below, adjustment }): StepAdjustment => ({ bound: below, adjustment }));
  return new StepScaling({ ...steps, scaleOut, scaleIn }, utilization, cooldowns);
}
