import type { TaskHost } from '../tasks/task-host.js';
import { PackedInstances, type Placement } from './bin-packing.js';
import { EventQueue } from './event-queue.js';

const EVALUATION_PERIOD_S = 60;

/**
 * Fixed behaviour of an ECS capacity provider: without instances the metric is 200, so two start; the low alarm needs 15
 * data points; at most half of the instances terminate in a minute, and tasks are not moved to empty one.
 */
export const ECS_CAPACITY_PROVIDER = {
  instancesFromNone: 2,
  scaleInMinutes: 15,
  scaleInShare: 0.5,
  consolidates: false,
} as const;

/** How instances follow the tasks. */
export interface CapacityProviderSettings {
  /** Tasks that one instance holds. */
  readonly tasksPerInstance: number;
  readonly placement: Placement;
  /** Availability zones the instances are balanced over. */
  readonly zones: number;
  readonly minInstances: number;
  readonly maxInstances: number;
  /** Percentage of the instances that should hold tasks: below 100 some are spare. */
  readonly targetCapacity: number;
  readonly minimumScalingStepSize: number;
  readonly maximumScalingStepSize: number;
  /** Instances of a scale-out from none, however many are needed; undefined for as many as are needed. */
  readonly instancesFromNone: number | undefined;
  /** Minutes below the target before instances terminate. */
  readonly scaleInMinutes: number;
  /** Maximum share of the instances that terminates in one minute; one always may. */
  readonly scaleInShare: number;
  /** Whether tasks are moved together to empty instances. */
  readonly consolidates: boolean;
  /** No scale-out while the last launch is younger than this. */
  readonly instanceWarmupS: number;
  /** From the launch of an instance until tasks can be placed on it. */
  readonly instanceStartS: number;
  /** From the placement of a task until it serves. */
  readonly taskStartS: number;
  /** How long a task that served keeps its room after it was stopped: deregistration from the load balancer. */
  readonly taskStopS: number;
}

/**
 * Instances that follow their tasks: as an ECS capacity provider scales an Auto Scaling group or, with other settings, as
 * Karpenter and similar autoscalers do.
 *
 * Every minute the metric is M / N × 100, with M the instances that hold a task plus those that waiting tasks need, and N
 * all instances, including those being launched. Above `targetCapacity` it scales out to ⌈M × 100 / targetCapacity⌉, unless
 * an instance is still warming up; from none ECS always starts 2. After `scaleInMinutes` below it, empty instances
 * terminate.
 *
 * Launches, ends of tasks and evaluations happen at their own second, whatever the length of a step.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-auto-scaling.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ManagedScaling.html
 */
export class CapacityProvider implements TaskHost {
  private readonly packed: PackedInstances;
  private readonly launching = new EventQueue();
  private readonly starting = new EventQueue();
  private readonly stopping = new EventQueue();
  private waiting = 0;
  private nowS = 0;
  private nextEvaluationS = EVALUATION_PERIOD_S;
  private lastLaunchS = Number.NEGATIVE_INFINITY;
  private minutesBelow = 0;

  /** Seconds of all instances from launch to termination. */
  instanceSeconds = 0;
  /** The same by hour. */
  readonly secondsPerHour: Float64Array;
  /** Seconds for which tasks held room on an instance. */
  placedTaskSeconds = 0;
  peakInstances: number;
  lowestInstances: number;

  /**
   * @param tasks that serve from the start, on as many instances as the settings keep for them in the long run
   * @param hours in the month
   */
  constructor(
    private readonly settings: CapacityProviderSettings,
    tasks: number,
    hours: number,
  ) {
    this.packed = settledInstances(settings, tasks);
    this.waiting = tasks - this.packed.tasks;
    this.peakInstances = this.packed.instances;
    this.lowestInstances = this.packed.instances;
    this.secondsPerHour = new Float64Array(hours);
  }

  /** All instances, including those being launched. */
  get instances(): number {
    return this.packed.instances + this.launching.size;
  }

  /** Tasks on each instance that is ready, ascending. */
  occupancy(): number[] {
    return this.packed.occupancy();
  }

  start(nowS: number, tasks: number): void {
    this.runUntil(nowS);
    this.waiting += tasks;
    this.placeWaiting(nowS);
  }

  stop(nowS: number, tasks: number): void {
    this.runUntil(nowS);
    const waiting = Math.min(tasks, this.waiting);
    this.waiting -= waiting;
    const starting = this.starting.removeLast(tasks - waiting);
    this.packed.remove(starting);
    this.stopping.add(nowS + this.settings.taskStopS, tasks - waiting - starting);
    this.packed.remove(this.stopping.removeDue(nowS));
    this.placeWaiting(nowS);
  }

  /** Ends tasks that have done their work, which frees their room at once. */
  end(nowS: number, tasks: number): void {
    this.runUntil(nowS);
    this.packed.remove(tasks);
    this.placeWaiting(nowS);
  }

  advance(nowS: number): number {
    this.runUntil(nowS);
    return this.starting.removeDue(nowS);
  }

  /** Processes all events until `nowS`. */
  private runUntil(nowS: number): void {
    for (;;) {
      const atS = Math.min(this.stopping.nextS, this.launching.nextS, this.nextEvaluationS);
      if (atS > nowS) break;
      this.accumulate(atS);
      if (atS === this.launching.nextS) this.packed.add(this.launching.removeDue(atS));
      if (atS === this.stopping.nextS) this.packed.remove(this.stopping.removeDue(atS));
      if (this.waiting > 0) this.placeWaiting(atS);
      if (atS === this.nextEvaluationS) this.evaluate(atS);
    }
    this.accumulate(nowS);
  }

  /** Adds up instance-seconds until `untilS`. No period crosses an hour, because each hour begins with an evaluation. */
  private accumulate(untilS: number): void {
    const seconds = untilS - this.nowS;
    if (seconds <= 0) return;
    const instanceSeconds = this.instances * seconds;
    this.instanceSeconds += instanceSeconds;
    this.placedTaskSeconds += this.packed.tasks * seconds;
    const hour = Math.floor(this.nowS / 3600);
    this.secondsPerHour[hour] = (this.secondsPerHour[hour] as number) + instanceSeconds;
    this.nowS = untilS;
  }

  private placeWaiting(nowS: number): void {
    const placed = this.packed.place(this.waiting);
    this.waiting -= placed;
    this.starting.add(nowS + this.settings.taskStartS, placed);
  }

  /** Evaluates the metric of a minute. */
  private evaluate(nowS: number): void {
    this.nextEvaluationS += EVALUATION_PERIOD_S;
    const { targetCapacity, instancesFromNone } = this.settings;
    const needed = this.needed();
    const { instances } = this;
    const desired = Math.ceil((needed * 100) / targetCapacity);
    this.minutesBelow = needed * 100 < targetCapacity * instances ? this.minutesBelow + 1 : 0;
    if (needed * 100 > targetCapacity * instances) {
      this.scaleOut(nowS, instances === 0 ? (instancesFromNone ?? desired) : desired);
    } else if (this.minutesBelow >= this.settings.scaleInMinutes) this.scaleIn(desired);
  }

  /** Instances that hold tasks plus those that waiting tasks need; with consolidation, those that all tasks need. */
  private needed(): number {
    const { tasksPerInstance, consolidates } = this.settings;
    if (tasksPerInstance === 0) return 0;
    if (consolidates) return Math.ceil((this.packed.tasks + this.waiting) / tasksPerInstance);
    return this.packed.instances - this.packed.empty + Math.ceil(this.waiting / tasksPerInstance);
  }

  private scaleOut(nowS: number, desired: number): void {
    const { minimumScalingStepSize, maximumScalingStepSize, maxInstances, instanceWarmupS, instanceStartS } =
      this.settings;
    if (nowS < this.lastLaunchS + instanceWarmupS) return;
    const step = Math.min(maximumScalingStepSize, Math.max(minimumScalingStepSize, desired - this.instances));
    const launched = Math.min(step, maxInstances - this.instances);
    if (launched <= 0) return;
    this.lastLaunchS = nowS;
    this.launching.add(nowS + instanceStartS, launched);
    this.peakInstances = Math.max(this.peakInstances, this.instances);
  }

  private scaleIn(desired: number): void {
    const surplus = this.instances - Math.max(desired, this.settings.minInstances);
    const terminated = Math.min(surplus, Math.max(1, Math.floor(this.instances * this.settings.scaleInShare)));
    if (terminated <= 0) return;
    if (this.settings.consolidates) this.packed.consolidate(this.packed.instances - terminated);
    else this.packed.removeEmpty(terminated);
    this.lowestInstances = Math.min(this.lowestInstances, this.packed.instances);
  }
}

/**
 * Computes the instances that a number of tasks keeps in the long run: enough to hold them, at least `minInstances`, the
 * spare ones of `targetCapacity`, and never more than `maxInstances`.
 */
export function settledInstances(settings: CapacityProviderSettings, tasks: number): PackedInstances {
  const { tasksPerInstance, zones, placement, minInstances, maxInstances, targetCapacity } = settings;
  const packed = new PackedInstances(tasksPerInstance, zones, placement);
  const holding = tasks === 0 || tasksPerInstance === 0 ? 0 : Math.ceil(tasks / tasksPerInstance);
  packed.add(Math.min(maxInstances, Math.max(minInstances, holding)));
  packed.place(tasks);
  const needed = settings.consolidates ? holding : packed.instances - packed.empty;
  const desired = Math.ceil((needed * 100) / targetCapacity);
  packed.add(Math.max(0, Math.min(maxInstances, desired) - packed.instances));
  return packed;
}
