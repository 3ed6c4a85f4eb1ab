import { type DataPoint, type ScalingMetric, type ScalingPolicy, tasksBetween } from './scaling-policy.js';

/** A metric within this share of its target changes nothing. */
const TOLERANCE = 0.1;
/** A scale-in goes no lower than the highest recommendation of this many minutes. */
const STABILIZATION_MINUTES = 5;

/**
 * The Horizontal Pod Autoscaler of Kubernetes with its defaults: pods = ⌈pods × metric / target⌉, the highest of several
 * metrics. Kubernetes evaluates every 15 s, but metrics have one value per minute here. A scale-out is immediate; a scale-in goes
 * to the highest recommendation of the last five minutes.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
 */
export class PodAutoscaler implements ScalingPolicy {
  private readonly recommended: number[] = [];

  constructor(private readonly metrics: readonly ScalingMetric[]) {}

  desiredTasks(point: DataPoint): number {
    const now = tasksBetween(this.recommendation(point), point);
    for (let passed = 0; passed < Math.min(point.points, STABILIZATION_MINUTES); passed += 1)
      this.recommended.push(now);
    while (this.recommended.length > STABILIZATION_MINUTES) this.recommended.shift();
    if (now >= point.desired || !point.mayScaleIn) return Math.max(now, point.desired);
    return Math.min(point.desired, Math.max(...this.recommended));
  }

  private recommendation(point: DataPoint): number {
    let max = 0;
    for (const metric of this.metrics) {
      const ratio = metric(point);
      // Without data, and near the target, a metric keeps the number of pods.
      const isOnTarget = Number.isNaN(ratio) || Math.abs(ratio - 1) <= TOLERANCE + 1e-9;
      max = Math.max(max, isOnTarget ? point.desired : Math.max(1, point.running) * ratio);
    }
    return max;
  }
}
