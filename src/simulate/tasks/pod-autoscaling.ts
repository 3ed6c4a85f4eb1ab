import type { ScalingMetric } from './scaling-metrics.js';
import { type DataPoint, type ScalingPolicy, tasksBetween } from './scaling-policy.js';

/** A metric this close to its target changes nothing. */
const TOLERANCE = 0.1;
/** Minutes whose highest recommendation a scale-in may not go below. */
const STABILIZATION_MINUTES = 5;

/**
 * The Horizontal Pod Autoscaler of Kubernetes with its defaults: pods = ⌈pods × metric / target⌉, of several metrics the
 * one that asks for most. It looks every 15 s, but its metrics come by the minute here. A scale-out waits for nothing; a
 * scale-in goes to the highest of the last five minutes' recommendations.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
 */
export class PodAutoscaler implements ScalingPolicy {
  private readonly recommended: number[] = [];

  constructor(private readonly metrics: readonly ScalingMetric[]) {}

  wanted(point: DataPoint): number {
    const now = tasksBetween(this.recommendation(point), point);
    for (let passed = 0; passed < Math.min(point.points, STABILIZATION_MINUTES); passed += 1)
      this.recommended.push(now);
    while (this.recommended.length > STABILIZATION_MINUTES) this.recommended.shift();
    if (now >= point.desired || !point.mayScaleIn) return Math.max(now, point.desired);
    return Math.min(point.desired, Math.max(...this.recommended));
  }

  private recommendation(point: DataPoint): number {
    let most = 0;
    for (const metric of this.metrics) {
      const ratio = metric(point);
      // Without data, and near the target, a metric asks for what there is.
      const isStill = Number.isNaN(ratio) || Math.abs(ratio - 1) <= TOLERANCE + 1e-9;
      most = Math.max(most, isStill ? point.desired : Math.max(1, point.running) * ratio);
    }
    return most;
  }
}
