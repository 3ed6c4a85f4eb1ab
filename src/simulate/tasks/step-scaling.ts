import {
  type Cooldowns,
  type DataPoint,
  type ScalingMetric,
  type ScalingPolicy,
  tasksBetween,
} from './scaling-policy.js';

/** AWS's adjustment types. https://docs.aws.amazon.com/autoscaling/application/APIReference/API_StepScalingPolicyConfiguration.html */
export const ADJUSTMENT_TYPES = ['ChangeInCapacity', 'PercentChangeInCapacity', 'ExactCapacity'] as const;
export type AdjustmentType = (typeof ADJUSTMENT_TYPES)[number];

/** A step from one bound of the metric to the bound of the next step, so that there is neither gap nor overlap. */
export interface StepAdjustment {
  readonly bound: number;
  /** By adjustment type: tasks to add (below 0 to remove), percent of the tasks, or the desired tasks. */
  readonly adjustment: number;
}

/** Two step scaling policies on one metric: out at or above the lowest bound, in at or below the highest. */
export interface StepScalingRules {
  readonly adjustmentType: AdjustmentType;
  /** Minimum number of tasks that a percentage changes. */
  readonly minAdjustmentMagnitude: number;
  /** Consecutive data points after which an alarm fires. */
  readonly dataPoints: number;
  readonly scaleOut: readonly StepAdjustment[];
  readonly scaleIn: readonly StepAdjustment[];
}

/** Step scaling with the user's own alarms. Bounds are values of the metric, not distances to a threshold. */
export class StepScaling implements ScalingPolicy {
  private pointsOut = 0;
  private pointsIn = 0;
  private outUntilS = 0;
  private inUntilS = 0;
  /** Tasks that the last scale-out added: during its cooldown only the excess of a larger one is added. */
  private added = 0;

  /** @param value the metric itself: utilization, 0.7 for 70% */
  constructor(
    private readonly rules: StepScalingRules,
    private readonly value: ScalingMetric,
    private readonly cooldowns: Cooldowns,
  ) {}

  desiredTasks(point: DataPoint): number {
    const value = this.value(point);
    const scaleOut = stepOf(this.rules.scaleOut, (bound) => value >= bound - 1e-9, Math.max);
    const scaleIn = stepOf(this.rules.scaleIn, (bound) => value <= bound + 1e-9, Math.min);
    this.pointsOut = scaleOut === undefined ? 0 : this.pointsOut + point.points;
    this.pointsIn = scaleIn === undefined ? 0 : this.pointsIn + point.points;
    if (scaleOut !== undefined && this.pointsOut >= this.rules.dataPoints)
      return this.tasksAfterScaleOut(point, scaleOut);
    if (scaleIn !== undefined && this.pointsIn >= this.rules.dataPoints) return this.tasksAfterScaleIn(point, scaleIn);
    return point.desired;
  }

  private tasksAfterScaleOut(point: DataPoint, step: StepAdjustment): number {
    const { nowS, desired } = point;
    const coolingDown = nowS < this.outUntilS ? this.added : 0;
    const before = desired - coolingDown;
    const wanted = tasksBetween(adjusted(before, step.adjustment, this.rules), point);
    if (wanted <= desired) return desired;
    this.added = wanted - before;
    this.outUntilS = nowS + this.cooldowns.outS;
    return wanted;
  }

  private tasksAfterScaleIn(point: DataPoint, step: StepAdjustment): number {
    const { nowS, desired, mayScaleIn } = point;
    if (!mayScaleIn || nowS < this.inUntilS || nowS < this.outUntilS) return desired;
    const wanted = tasksBetween(adjusted(desired, step.adjustment, this.rules), point);
    if (wanted >= desired) return desired;
    this.inUntilS = nowS + this.cooldowns.inS;
    return wanted;
  }
}

/** The step with the outermost bound that the metric has reached; undefined when none is. */
function stepOf(
  steps: readonly StepAdjustment[],
  isReached: (bound: number) => boolean,
  outermost: (...bounds: number[]) => number,
): StepAdjustment | undefined {
  const reached = steps.filter(({ bound }) => isReached(bound));
  const last = outermost(...reached.map(({ bound }) => bound));
  return reached.find(({ bound }) => bound === last);
}

/**
 * Applies an adjustment to a number of tasks. A percentage is rounded towards 0, but changes at least 1 task and
 * `minAdjustmentMagnitude` tasks.
 * https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-step-scaling-policies.html
 */
export function adjusted(
  tasks: number,
  adjustment: number,
  { adjustmentType, minAdjustmentMagnitude }: Pick<StepScalingRules, 'adjustmentType' | 'minAdjustmentMagnitude'>,
): number {
  if (adjustmentType === 'ExactCapacity') return adjustment;
  if (adjustmentType === 'ChangeInCapacity') return tasks + adjustment;
  const share = Math.trunc((tasks * adjustment) / 100);
  return tasks + Math.sign(adjustment) * Math.max(1, minAdjustmentMagnitude, Math.abs(share));
}
