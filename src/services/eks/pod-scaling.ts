import { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import { PodAutoscaler } from '../../simulate/tasks/pod-autoscaling.js';
import type { TaskCapacity } from '../../simulate/tasks/task-capacity.js';
import type { Traffic } from '../../workload/traffic.js';
import { type CapacityInput, capacityFields } from '../tasks/capacity-input.js';
import { followedMetrics } from '../tasks/task-policy.js';

/** What Kubernetes does not have: steps with alarms, and cooldowns. */
export const NO_ECS_SCALING = { steps: undefined, scaleOutCooldownS: 0, scaleInCooldownS: 0 };
const NO_COOLDOWNS = { scaleOutCooldownS: Amount.ZERO, scaleInCooldownS: Amount.ZERO };

const { steps: _steps, scaleOutCooldownS: _out, scaleInCooldownS: _in, ...common } = capacityFields;

/** What a service of pods has of the fields of tasks. */
export type PodCapacityInput = Omit<CapacityInput, keyof typeof NO_ECS_SCALING>;

/** How pods answer traffic: the words of tasks, without those of ECS's own scaling. */
export const podCapacityFields = common;

/** Pods as the tasks of a service. */
export function asTasks<Input extends Amounts<PodCapacityInput>>(input: Input) {
  return { ...input, steps: undefined, ...NO_COOLDOWNS };
}

/** The Horizontal Pod Autoscaler on the same metrics. */
export function podPolicy(input: CapacityInput): (capacity: TaskCapacity, traffic: Traffic) => PodAutoscaler {
  return (capacity, traffic) => new PodAutoscaler(followedMetrics(input, capacity, traffic));
}
