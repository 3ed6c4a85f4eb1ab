import type { TaskHost } from '../tasks/task-host.js';
import { PackedInstances, type Placement } from './bin-packing.js';
import { DueQueue } from './due-queue.js';

const CHECK_EVERY_S = 60;

/**
 * What an ECS capacity provider does and nobody can set: from none the metric stands at 200, so two instances start;
 * the low alarm needs 15 data points; half of the instances at most go in a minute, and tasks are not moved for it.
 */
export const ECS_CAPACITY_PROVIDER = {
  instancesFromNone: 2,
  scaleInMinutes: 15,
  scaleInShare: 0.5,
  consolidates: false,
} as const;

/** How instances follow the tasks. */
export interface CapacityProviderSettings {
  /** Tasks one instance holds. */
  readonly tasksPerInstance: number;
  readonly placement: Placement;
  /** Availability zones the instances are balanced over. */
  readonly zones: number;
  readonly minInstances: number;
  readonly maxInstances: number;
  /** Share of the instances that should hold tasks, in per cent: below 100 some stand ready. */
  readonly targetCapacity: number;
  readonly minimumScalingStepSize: number;
  readonly maximumScalingStepSize: number;
  /** Instances of a scale-out from none, whatever is needed; undefined: as many as are needed. */
  readonly instancesFromNone: number | undefined;
  /** Minutes below the target before instances go. */
  readonly scaleInMinutes: number;
  /** Share of the instances that goes in one minute at most; one in any case. */
  readonly scaleInShare: number;
  /** Whether tasks are moved together so that instances come free. */
  readonly consolidates: boolean;
  /** No scale-out while an instance is younger. */
  readonly instanceWarmupS: number;
  /** From the launch of an instance until tasks can be placed on it. */
  readonly instanceStartS: number;
  /** From the placing of a task until it serves. */
  readonly taskStartS: number;
  /** For how long a task that served keeps its room after it was stopped: deregistration from the load balancer. */
  readonly taskStopS: number;
}

/**
 * Tasks on instances that follow them: as an ECS capacity provider scales an Auto Scaling group, or, with other settings,
 * as Karpenter and its kin do.
 *
 * Every minute, with M the instances that hold a task plus those that waiting tasks need and N the instances there are
 * (those being launched included), the metric is M / N × 100. Above `targetCapacity` it scales out to
 * ⌈M × 100 / targetCapacity⌉, unless an instance is still warming up; from none ECS always starts 2. After
 * `scaleInMinutes` below, empty instances go.
 *
 * Launches, ends of tasks and the checks of each minute happen at their own second, whatever the length of a step.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-auto-scaling.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ManagedScaling.html
 */
export class CapacityProvider implements TaskHost {
  private readonly packed: PackedInstances;
  private readonly launching = new DueQueue();
  private readonly starting = new DueQueue();
  private readonly stopping = new DueQueue();
  private waiting = 0;
  private nowS = 0;
  private nextCheckS = CHECK_EVERY_S;
  private lastLaunchS = Number.NEGATIVE_INFINITY;
  private minutesBelow = 0;

  /** Seconds that instances were there, from launch to termination. */
  instanceSeconds = 0;
  /** The same of each hour. */
  readonly secondsPerHour: Float64Array;
  /** Seconds that tasks held room on an instance. */
  placedTaskSeconds = 0;
  peakInstances: number;
  leastInstances: number;

  /**
   * @param tasks that serve from the beginning, on as many instances as the settings keep for them in the long run
   * @param hours of the month
   */
  constructor(
    private readonly settings: CapacityProviderSettings,
    tasks: number,
    hours: number,
  ) {
    this.packed = settle(settings, tasks);
    this.waiting = tasks - this.packed.tasks;
    this.peakInstances = this.packed.instances;
    this.leastInstances = this.packed.instances;
    this.secondsPerHour = new Float64Array(hours);
  }

  /** Instances there are, those being launched included. */
  get instances(): number {
    return this.packed.instances + this.launching.total;
  }

  /** Tasks of each instance that takes tasks, ascending. */
  occupancy(): number[] {
    return this.packed.occupancy();
  }

  start(nowS: number, tasks: number): void {
    this.goOn(nowS);
    this.waiting += tasks;
    this.placeWaiting(nowS);
  }

  stop(nowS: number, tasks: number): void {
    this.goOn(nowS);
    const waiting = Math.min(tasks, this.waiting);
    this.waiting -= waiting;
    const starting = this.starting.takeBack(tasks - waiting);
    this.packed.remove(starting);
    this.stopping.push(nowS + this.settings.taskStopS, tasks - waiting - starting);
    this.packed.remove(this.stopping.take(nowS));
    this.placeWaiting(nowS);
  }

  /** Tasks that served have done their work and end, which gives their room back at once. */
  end(nowS: number, tasks: number): void {
    this.goOn(nowS);
    this.packed.remove(tasks);
    this.placeWaiting(nowS);
  }

  advance(nowS: number): number {
    this.goOn(nowS);
    return this.starting.take(nowS);
  }

  /** Lets happen what is due until `nowS`. */
  private goOn(nowS: number): void {
    for (;;) {
      const atS = Math.min(this.stopping.nextS, this.launching.nextS, this.nextCheckS);
      if (atS > nowS) break;
      this.pass(atS);
      if (atS === this.launching.nextS) this.packed.add(this.launching.take(atS));
      if (atS === this.stopping.nextS) this.packed.remove(this.stopping.take(atS));
      if (this.waiting > 0) this.placeWaiting(atS);
      if (atS === this.nextCheckS) this.check(atS);
    }
    this.pass(nowS);
  }

  /** Adds up what stands until `untilS`. No span crosses an hour: there is a check at each. */
  private pass(untilS: number): void {
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
    this.starting.push(nowS + this.settings.taskStartS, placed);
  }

  /** What the capacity provider does each minute. */
  private check(nowS: number): void {
    this.nextCheckS += CHECK_EVERY_S;
    const { targetCapacity, instancesFromNone } = this.settings;
    const needed = this.needed();
    const { instances } = this;
    const wanted = Math.ceil((needed * 100) / targetCapacity);
    this.minutesBelow = needed * 100 < targetCapacity * instances ? this.minutesBelow + 1 : 0;
    if (needed * 100 > targetCapacity * instances) {
      this.scaleOut(nowS, instances === 0 ? (instancesFromNone ?? wanted) : wanted);
    } else if (this.minutesBelow >= this.settings.scaleInMinutes) this.scaleIn(wanted);
  }

  /** Instances that hold tasks, and those that waiting tasks need; where tasks are moved together, what all need. */
  private needed(): number {
    const { tasksPerInstance, consolidates } = this.settings;
    if (tasksPerInstance === 0) return 0;
    if (consolidates) return Math.ceil((this.packed.tasks + this.waiting) / tasksPerInstance);
    return this.packed.instances - this.packed.empty + Math.ceil(this.waiting / tasksPerInstance);
  }

  private scaleOut(nowS: number, wanted: number): void {
    const { minimumScalingStepSize, maximumScalingStepSize, maxInstances, instanceWarmupS, instanceStartS } =
      this.settings;
    if (nowS < this.lastLaunchS + instanceWarmupS) return;
    const step = Math.min(maximumScalingStepSize, Math.max(minimumScalingStepSize, wanted - this.instances));
    const launched = Math.min(step, maxInstances - this.instances);
    if (launched <= 0) return;
    this.lastLaunchS = nowS;
    this.launching.push(nowS + instanceStartS, launched);
    this.peakInstances = Math.max(this.peakInstances, this.instances);
  }

  private scaleIn(wanted: number): void {
    const surplus = this.instances - Math.max(wanted, this.settings.minInstances);
    const going = Math.min(surplus, Math.max(1, Math.floor(this.instances * this.settings.scaleInShare)));
    if (going <= 0) return;
    if (this.settings.consolidates) this.packed.shrink(this.packed.instances - going);
    else this.packed.removeEmpty(going);
    this.leastInstances = Math.min(this.leastInstances, this.packed.instances);
  }
}

/**
 * Instances that a number of tasks keeps in the long run: enough to hold them, at least `minInstances`, and as many empty
 * ones as `targetCapacity` asks for; never more than `maxInstances`.
 */
export function settle(settings: CapacityProviderSettings, tasks: number): PackedInstances {
  const { tasksPerInstance, zones, placement, minInstances, maxInstances, targetCapacity } = settings;
  const packed = new PackedInstances(tasksPerInstance, zones, placement);
  const holding = tasks === 0 || tasksPerInstance === 0 ? 0 : Math.ceil(tasks / tasksPerInstance);
  packed.add(Math.min(maxInstances, Math.max(minInstances, holding)));
  packed.place(tasks);
  const needed = settings.consolidates ? holding : packed.instances - packed.empty;
  const wanted = Math.ceil((needed * 100) / targetCapacity);
  packed.add(Math.max(0, Math.min(maxInstances, wanted) - packed.instances));
  return packed;
}
