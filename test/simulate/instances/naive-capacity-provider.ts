import type { CapacityProviderSettings } from '../../../src/simulate/instances/capacity-provider.js';

interface Task {
  servesFromS: number;
  serves: boolean;
}

interface Instance {
  readonly zone: number;
  readonly launchedS: number;
  readonly readyS: number;
  readonly tasks: Task[];
}

/**
 * A cluster as the developer guide describes it: every instance and every task is an object, and every second is simulated.
 * For comparison with the fast simulation.
 */
export class NaiveCapacityProvider {
  private instancesNow: Instance[] = [];
  private waiting: Task[] = [];
  /** When stopped tasks free their room. */
  private stops: number[] = [];
  private second = 0;
  private below = 0;
  /** Seconds each terminated instance lived. */
  readonly lifetimes: number[] = [];

  constructor(
    private readonly settings: CapacityProviderSettings,
    tasks: number,
  ) {
    const { tasksPerInstance, minInstances, maxInstances, targetCapacity } = settings;
    const launch = () => this.instancesNow.push(this.newInstance(0, 0));
    while (
      this.instancesNow.length < maxInstances &&
      (this.instancesNow.length < minInstances || this.instancesNow.length * tasksPerInstance < tasks)
    ) {
      launch();
    }
    for (let i = 0; i < tasks; i += 1) this.waiting.push({ servesFromS: 0, serves: true });
    this.placeWaiting(0);
    for (const task of this.waiting) task.serves = false;
    const holding = this.settings.consolidates
      ? Math.ceil(tasks / tasksPerInstance)
      : this.instancesNow.filter((instance) => instance.tasks.length > 0).length;
    while (this.instancesNow.length < maxInstances && this.instancesNow.length < (holding * 100) / targetCapacity) {
      launch();
    }
  }

  get instances(): number {
    return this.instancesNow.length;
  }

  get serving(): number {
    return (
      this.ready()
        .flatMap(({ tasks }) => tasks)
        .filter(({ serves }) => serves).length - this.stops.length
    );
  }

  occupancy(): number[] {
    return this.ready()
      .map(({ tasks }) => tasks.length)
      .sort((a, b) => a - b);
  }

  /** Lifetimes of all instances until now. */
  allLifetimes(): number[] {
    return [...this.lifetimes, ...this.instancesNow.map(({ launchedS }) => this.second - launchedS)];
  }

  start(tasks: number): void {
    for (let i = 0; i < tasks; i += 1) this.waiting.push({ servesFromS: Number.NaN, serves: false });
    this.placeWaiting(this.second);
  }

  stop(tasks: number): void {
    for (let i = 0; i < tasks; i += 1) {
      if (this.waiting.pop() !== undefined) continue;
      const starting = this.ready()
        .flatMap((instance) => instance.tasks)
        .filter(({ serves }) => !serves)
        .sort((a, b) => a.servesFromS - b.servesFromS)
        .pop();
      // A task that does not serve yet ends at once. As tasks are equal, it is swapped with the one to remove.
      if (starting !== undefined) {
        starting.serves = true;
        this.removeTask((gone) => gone.serves);
      } else this.stops.push(this.second + this.settings.taskStopS);
    }
    this.endStops();
  }

  /** Advances second by second. */
  advance(nowS: number): void {
    while (this.second < nowS) {
      this.second += 1;
      for (const task of this.ready().flatMap(({ tasks }) => tasks)) {
        if (task.servesFromS <= this.second) task.serves = true;
      }
      this.endStops();
      this.placeWaiting(this.second);
      if (this.second % 60 === 0) this.evaluate();
      this.placeWaiting(this.second);
    }
    for (const task of this.ready().flatMap(({ tasks }) => tasks)) if (task.servesFromS <= nowS) task.serves = true;
  }

  private newInstance(launchedS: number, readyS: number): Instance {
    return { zone: -1, launchedS, readyS, tasks: [] };
  }

  /** Instances that are ready for tasks; each is assigned a zone when it becomes ready. */
  private ready(): Instance[] {
    for (const [index, instance] of this.instancesNow.entries()) {
      if (instance.zone >= 0 || instance.readyS > this.second) continue;
      const zone = this.zones().sort((a, b) => this.inZone(a).length - this.inZone(b).length || a - b)[0] as number;
      this.instancesNow[index] = { ...instance, zone };
    }
    return this.instancesNow.filter(({ zone }) => zone >= 0);
  }

  private zones(): number[] {
    return Array.from({ length: this.settings.zones }, (_, zone) => zone);
  }

  private inZone(zone: number): Instance[] {
    return this.instancesNow.filter((instance) => instance.zone === zone);
  }

  private tasksIn(zone: number): number {
    return this.inZone(zone).reduce((sum, { tasks }) => sum + tasks.length, 0);
  }

  private placeWaiting(nowS: number): void {
    for (;;) {
      const [task] = this.waiting;
      const target = this.nextInstance();
      if (task === undefined || target === undefined) return;
      this.waiting.shift();
      if (!task.serves) task.servesFromS = nowS + this.settings.taskStartS;
      target.tasks.push(task);
    }
  }

  /** The instance on which the next task is placed. */
  private nextInstance(): Instance | undefined {
    const byTasks = this.settings.placement === 'binpack' ? -1 : 1;
    const open = this.ready().filter(({ tasks }) => tasks.length < this.settings.tasksPerInstance);
    open.sort(
      (a, b) =>
        this.tasksIn(a.zone) - this.tasksIn(b.zone) || a.zone - b.zone || byTasks * (a.tasks.length - b.tasks.length),
    );
    return open[0];
  }

  private endStops(): void {
    const due = this.stops.filter((atS) => atS <= this.second).length;
    this.stops = this.stops.filter((atS) => atS > this.second);
    for (let i = 0; i < due; i += 1) this.removeTask(({ serves }) => serves);
    this.placeWaiting(this.second);
  }

  private removeTask(mayGo: (task: Task) => boolean): void {
    const holding = this.ready().filter(({ tasks }) => tasks.length > 0);
    const byTasks = this.settings.placement === 'binpack' ? 1 : -1;
    holding.sort(
      (a, b) =>
        this.tasksIn(b.zone) - this.tasksIn(a.zone) || a.zone - b.zone || byTasks * (a.tasks.length - b.tasks.length),
    );
    const from = holding[0] as Instance;
    const going = from.tasks.findIndex(mayGo);
    if (going >= 0) {
      from.tasks.splice(going, 1);
      return;
    }
    // All tasks on it are starting: one of them replaces a task that is removed elsewhere.
    const elsewhere = holding.find(({ tasks }) => tasks.some(mayGo)) as Instance;
    const index = elsewhere.tasks.findIndex(mayGo);
    elsewhere.tasks.splice(index, 1, from.tasks.pop() as Task);
  }

  private evaluate(): void {
    const { targetCapacity, tasksPerInstance, minInstances, maxInstances, instanceWarmupS, consolidates } =
      this.settings;
    const ready = this.ready();
    const placed = ready.reduce((sum, { tasks }) => sum + tasks.length, 0);
    const m = consolidates
      ? Math.ceil((placed + this.waiting.length) / tasksPerInstance)
      : ready.filter(({ tasks }) => tasks.length > 0).length + Math.ceil(this.waiting.length / tasksPerInstance);
    const n = this.instancesNow.length;
    let desired = Math.ceil((m * 100) / targetCapacity);
    const isBelow = n > 0 && (m / n) * 100 < targetCapacity;
    this.below = isBelow ? this.below + 1 : 0;
    if (m > 0 && (n === 0 || (m / n) * 100 > targetCapacity)) {
      if (this.instancesNow.some(({ launchedS }) => this.second - launchedS < instanceWarmupS && launchedS > 0)) return;
      if (n === 0) desired = this.settings.instancesFromNone ?? desired;
      const { minimumScalingStepSize, maximumScalingStepSize, instanceStartS } = this.settings;
      const step = Math.min(maximumScalingStepSize, Math.max(minimumScalingStepSize, desired - n));
      for (let i = 0; i < step && this.instancesNow.length < maxInstances; i += 1) {
        this.instancesNow.push(this.newInstance(this.second, this.second + instanceStartS));
      }
    } else if (this.below >= this.settings.scaleInMinutes) {
      const target = Math.max(desired, minInstances);
      const atMost = Math.max(1, Math.floor(n * this.settings.scaleInShare));
      const moved = consolidates && n > target ? ready.flatMap(({ tasks }) => tasks.splice(0)) : [];
      for (let i = 0; i < atMost && this.instancesNow.length > target; i += 1) {
        const empty = this.ready()
          .filter(({ tasks }) => tasks.length === 0)
          .sort((a, b) => this.inZone(b.zone).length - this.inZone(a.zone).length || a.zone - b.zone)[0];
        if (empty === undefined) break;
        if (consolidates && moved.length > (this.ready().length - 1) * tasksPerInstance) break;
        this.lifetimes.push(this.second - empty.launchedS);
        this.instancesNow = this.instancesNow.filter((instance) => instance !== empty);
      }
      for (const task of moved) this.nextInstance()?.tasks.push(task);
    }
  }
}
