import { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import { PodAutoscaler } from '../../simulate/tasks/pod-autoscaler.js';
import type { TaskCapacity } from '../../simulate/tasks/task-capacity.js';
import type { Traffic } from '../../workload/traffic.js';
import { type CapacityInput, capacityFields } from '../tasks/capacity-input.js';
import { trackedMetrics } from '../tasks/scaling-policy.js';

const NO_COOLDOWNS = { scaleOutCooldownS: Amount.ZERO, scaleInCooldownS: Amount.ZERO };

const { steps: _steps, scaleOutCooldownS: _out, scaleInCooldownS: _in, ...common } = capacityFields;

/** The capacity fields of tasks without those that only ECS has: step scaling and cooldowns. */
export type PodCapacityInput = Omit<CapacityInput, 'steps' | 'scaleOutCooldownS' | 'scaleInCooldownS'>;

/** Fields that decide how pods serve traffic. */
export const podCapacityFields = common;

/** Turns the input of pods into that of tasks. */
export function asTasks<Input extends Amounts<PodCapacityInput>>(input: Input) {
  return { ...input, steps: undefined, ...NO_COOLDOWNS };
}

/** Makes the Horizontal Pod Autoscaler, with the metrics of target tracking. */
export function podPolicy(input: CapacityInput): (capacity: TaskCapacity, traffic: Traffic) => PodAutoscaler {
  return (capacity, traffic) => new PodAutoscaler(trackedMetrics(input, capacity, traffic));
}
