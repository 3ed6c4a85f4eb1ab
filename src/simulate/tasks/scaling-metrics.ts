import type { DataPoint } from './scaling-policy.js';
import type { TaskCapacity } from './task-capacity.js';

/** A metric over its target: 1 is where the service should be. NaN without data, as no task reports. */
export type ScalingMetric = (point: DataPoint) => number;

/** Mean CPU utilization of the tasks, never above 100 %: however many requests come, it grows no further. */
export function cpuUtilization(capacity: TaskCapacity, targetUtilization: number): ScalingMetric {
  const perRequest = capacity.fullUtilization / capacity.mostPerSecond / targetUtilization;
  return ({ served, taskSeconds }) => (served * perRequest) / taskSeconds;
}

/** ALBRequestCountPerTarget: requests that came, by task. Sees all of them, served or not. */
export function requestsPerTask({ requestsPerSecond }: TaskCapacity): ScalingMetric {
  return ({ arrived, taskSeconds }) => arrived / taskSeconds / requestsPerSecond;
}

/**
 * Messages that wait, by task; without a task as if there were one, so that work starts the first.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-using-sqs-queue.html
 */
export function backlogPerTask(targetBacklog: number): ScalingMetric {
  return ({ backlog, running }) => backlog / Math.max(1, running) / targetBacklog;
}
