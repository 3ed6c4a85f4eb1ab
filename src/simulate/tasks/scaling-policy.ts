import type { TaskCapacity } from './task-capacity.js';

/** CloudWatch has one data point per minute. */
export const POINT_S = 60;

/** What CloudWatch measured of a service since the last evaluation: one minute, or several where a step is longer. */
export interface DataPoint {
  readonly nowS: number;
  /** Number of one-minute data points that this one represents. */
  readonly points: number;
  /** Tasks that serve, and the desired number of tasks, which includes those that are starting. */
  readonly running: number;
  readonly desired: number;
  /** Seconds of serving tasks in the time measured. */
  readonly taskSeconds: number;
  readonly arrived: number;
  readonly served: number;
  /** Requests that wait at the end of it. */
  readonly backlog: number;
  readonly minTasks: number;
  readonly maxTasks: number;
  /** False during a deployment. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html */
  readonly mayScaleIn: boolean;
}

/** Decides the desired number of tasks. It remembers earlier data points, so each simulation needs its own. */
export interface ScalingPolicy {
  /** The desired tasks: whole, between the limits of the data point; its own `desired` when nothing changes. */
  desiredTasks(point: DataPoint): number;
}

/** How long a policy waits for its last scaling activity to take effect. */
export interface Cooldowns {
  readonly outS: number;
  readonly inS: number;
}

/** Rounds tasks up, less float noise, and keeps them within the limits. */
export function tasksBetween(tasks: number, { minTasks, maxTasks }: Pick<DataPoint, 'minTasks' | 'maxTasks'>): number {
  return Math.min(maxTasks, Math.max(minTasks, Math.ceil(tasks - 1e-9)));
}

/** A metric divided by its target: 1 is on target. NaN when there is no data because no task reports. */
export type ScalingMetric = (point: DataPoint) => number;

/** Mean CPU utilization of the tasks, at most 100%: beyond that it does not show how many requests arrive. */
export function cpuUtilization(capacity: TaskCapacity, targetUtilization: number): ScalingMetric {
  const perRequest = capacity.fullUtilization / capacity.maxPerSecond / targetUtilization;
  return ({ served, taskSeconds }) => (served * perRequest) / taskSeconds;
}

/** ALBRequestCountPerTarget: arrived requests per task, served or not. */
export function requestsPerTask({ requestsPerSecond }: TaskCapacity): ScalingMetric {
  return ({ arrived, taskSeconds }) => arrived / taskSeconds / requestsPerSecond;
}

/**
 * Waiting messages per task. Without a task they count as if there were one, so that work starts the first.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-using-sqs-queue.html
 */
export function backlogPerTask(targetBacklog: number): ScalingMetric {
  return ({ backlog, running }) => backlog / Math.max(1, running) / targetBacklog;
}
