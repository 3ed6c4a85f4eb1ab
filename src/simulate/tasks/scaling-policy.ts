/** CloudWatch has one data point a minute. */
export const POINT_S = 60;

/** What CloudWatch saw of a service since the last look: one minute, or several alike where a step is longer. */
export interface DataPoint {
  readonly nowS: number;
  /** Data points that this stands for. */
  readonly points: number;
  /** Tasks that serve, and tasks there should be, those that start included. */
  readonly running: number;
  readonly desired: number;
  /** Seconds of serving tasks in the time looked at. */
  readonly taskSeconds: number;
  readonly arrived: number;
  readonly served: number;
  /** Requests that wait for their turn at the end of it. */
  readonly backlog: number;
  readonly minTasks: number;
  readonly maxTasks: number;
  /** False while a deployment goes on. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html */
  readonly mayScaleIn: boolean;
}

/** Decides how many tasks there should be. Remembers what it saw: one for each run. */
export interface ScalingPolicy {
  /** Whole, between the limits of the point; `desired` when nothing changes. */
  wanted(point: DataPoint): number;
}

/** How long a policy waits for what it did to take effect. 300 s unless told, for both. */
export interface Cooldowns {
  readonly outS: number;
  readonly inS: number;
}

/** Whole tasks, rounded against float noise, between the limits. */
export function tasksBetween(tasks: number, { minTasks, maxTasks }: Pick<DataPoint, 'minTasks' | 'maxTasks'>): number {
  return Math.min(maxTasks, Math.max(minTasks, Math.ceil(tasks - 1e-9)));
}
