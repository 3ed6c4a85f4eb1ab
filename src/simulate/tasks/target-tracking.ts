import {
  type Cooldowns,
  type DataPoint,
  POINT_S,
  type ScalingMetric,
  type ScalingPolicy,
  tasksBetween,
} from './scaling-policy.js';

/**
 * Consecutive data points above the target before ECS scales out, and below 90% of it before ECS scales in.
 * https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html (proportional
 * out, gradual in); the counts are those of the alarms ECS creates.
 */
export const POINTS_OUT = 3;
export const POINTS_IN = 15;
/** Threshold of the low alarm as a share of the target. */
export const LOW_SHARE = 0.9;

/**
 * Target tracking as in ECS, with one policy for each metric: it scales out when any metric is above its target, and in
 * when all are below 90% of theirs.
 *
 * Desired tasks = ⌈tasks × metric / target⌉. AWS says "proportional" only; the formula is that of Kubernetes. During the
 * cooldown of a scale-out `tasks` are those that serve, so that only a larger scale-out follows; afterwards the desired
 * ones. A scale-in waits for both cooldowns, a scale-out for none. A minute without data never scales in.
 */
export class TargetTracking implements ScalingPolicy {
  private readonly above: number[];
  private readonly below: number[];
  private outUntilS = 0;
  private inUntilS = 0;

  constructor(
    private readonly metrics: readonly ScalingMetric[],
    private readonly cooldowns: Cooldowns,
  ) {
    this.above = metrics.map(() => 0);
    this.below = metrics.map(() => 0);
  }

  desiredTasks(point: DataPoint): number {
    const { nowS, points, running, desired } = point;
    // A data point that began in the cooldown does not show the effect of the last scale-out yet.
    const isCoolingDown = nowS - points * POINT_S < this.outUntilS;
    const base = Math.max(1, isCoolingDown ? running : desired);
    let more = 0;
    let fewer = 0;
    let areAllLow = true;
    for (let i = 0; i < this.metrics.length; i += 1) {
      const ratio = (this.metrics[i] as ScalingMetric)(point);
      this.count(i, ratio, point.points);
      if ((this.above[i] as number) >= POINTS_OUT) more = Math.max(more, base * ratio);
      if ((this.below[i] as number) < POINTS_IN) areAllLow = false;
      else fewer = Math.max(fewer, running * ratio);
    }
    if (more === 0 && !areAllLow) return desired;
    // Raising the tasks to a higher minimum is not a scale-out of the policy: it starts no cooldown.
    return this.decide(point, {
      more: more === 0 ? 0 : tasksBetween(more, point),
      fewer: tasksBetween(fewer, point),
      areAllLow,
    });
  }

  private count(metric: number, ratio: number, points: number): void {
    this.above[metric] = ratio > 1 + 1e-9 ? (this.above[metric] as number) + points : 0;
    this.below[metric] = ratio < LOW_SHARE - 1e-9 ? (this.below[metric] as number) + points : 0;
  }

  private decide(
    { nowS, desired, mayScaleIn }: DataPoint,
    { more, fewer, areAllLow }: { more: number; fewer: number; areAllLow: boolean },
  ): number {
    if (more > desired) {
      this.outUntilS = nowS + this.cooldowns.outS;
      return more;
    }
    const isCool = nowS >= this.outUntilS && nowS >= this.inUntilS;
    if (!(areAllLow && mayScaleIn && isCool && fewer < desired)) return desired;
    this.inUntilS = nowS + this.cooldowns.inS;
    return fewer;
  }
}
