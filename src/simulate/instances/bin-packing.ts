/**
 * How tasks are placed on instances: `binpack` takes the fullest instance with room, `spread` the emptiest; both spread
 * tasks over the availability zones first.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement-strategies.html
 */
export const PLACEMENTS = ['binpack', 'spread'] as const;
export type Placement = (typeof PLACEMENTS)[number];

/** What an instance offers to tasks, or what one task reserves. */
export interface Resources {
  readonly vcpu: number;
  readonly memoryMb: number;
}

/**
 * Computes how many tasks of one size fit on an instance, by vCPU, memory and another limit.
 *
 * @param maxTasks the other limit: network interfaces, or pods
 */
export function tasksThatFit(instance: Resources, task: Resources, maxTasks = Number.POSITIVE_INFINITY): number {
  // With a margin for float noise: three tasks of 0.1 vCPU fit into 0.3.
  const fit = Math.min(instance.vcpu / task.vcpu, instance.memoryMb / task.memoryMb) + 1e-9;
  return Math.max(0, Math.min(Math.floor(fit), maxTasks));
}

/**
 * Instances of one type that hold tasks of one size. Only the number of instances of each zone with each number of tasks is
 * kept, so that placing or removing a task takes the same time however many there are.
 */
export class PackedInstances {
  /** At index zone × (tasksPerInstance + 1) + n: instances of the zone with n tasks. */
  private readonly instancesByTasks: Int32Array;
  private readonly instancesIn: Int32Array;
  private readonly tasksIn: Int32Array;
  private readonly stride: number;
  instances = 0;
  /** Instances without a task. */
  empty = 0;
  tasks = 0;

  /** @param tasksPerInstance 0 when a task does not fit at all, so that none is ever placed */
  constructor(
    readonly tasksPerInstance: number,
    zones: number,
    private readonly placement: Placement,
  ) {
    this.stride = tasksPerInstance + 1;
    this.instancesByTasks = new Int32Array(zones * this.stride);
    this.instancesIn = new Int32Array(zones);
    this.tasksIn = new Int32Array(zones);
  }

  /** Further tasks that fit. */
  get freeCapacity(): number {
    return this.instances * this.tasksPerInstance - this.tasks;
  }

  /** Adds empty instances, each in the zone with the fewest instances. */
  add(instances: number): void {
    for (let added = 0; added < instances; added += 1) {
      const zone = this.zoneWith((candidate) => -(this.instancesIn[candidate] as number));
      this.count(zone, 0, 1);
      this.instancesIn[zone] = (this.instancesIn[zone] as number) + 1;
      this.instances += 1;
    }
  }

  /** Removes empty instances, as far as there are any, each from the zone with the most instances. */
  removeEmpty(instances: number): void {
    for (let left = Math.min(instances, this.empty); left > 0; left -= 1) {
      const zone = this.zoneWith((candidate) =>
        this.instancesWith(candidate, 0) > 0 ? (this.instancesIn[candidate] as number) : Number.NEGATIVE_INFINITY,
      );
      this.count(zone, 0, -1);
      this.instancesIn[zone] = (this.instancesIn[zone] as number) - 1;
      this.instances -= 1;
    }
  }

  /** Places tasks as far as they fit, each in the zone with the fewest tasks. @returns tasks placed */
  place(tasks: number): number {
    const placed = Math.min(tasks, this.freeCapacity);
    for (let left = placed; left > 0; left -= 1) {
      const zone = this.zoneWith((candidate) => (this.hasRoom(candidate) ? -this.tasksOf(candidate) : -Infinity));
      const holding =
        this.placement === 'binpack' ? this.fullest(zone, this.tasksPerInstance - 1) : this.emptiest(zone, 0);
      this.move(zone, holding, holding + 1);
    }
    return placed;
  }

  /**
   * Removes tasks, each from the zone with the most tasks: under `binpack` from the emptiest instance, so that it becomes
   * empty; under `spread` from the fullest.
   */
  remove(tasks: number): void {
    for (let left = Math.min(tasks, this.tasks); left > 0; left -= 1) {
      const zone = this.zoneWith((candidate) => this.tasksOf(candidate));
      const holding = this.placement === 'binpack' ? this.emptiest(zone, 1) : this.fullest(zone, this.tasksPerInstance);
      this.move(zone, holding, holding - 1);
    }
  }

  /** Moves tasks together so that at most `instances` are left, or as few as hold the tasks. */
  consolidate(instances: number): void {
    const { tasks } = this;
    this.remove(tasks);
    this.removeEmpty(this.instances - Math.max(instances, Math.ceil(tasks / this.tasksPerInstance)));
    this.place(tasks);
  }

  /** Tasks on each instance, ascending. */
  occupancy(): number[] {
    const tasks = Array.from(
      this.instancesByTasks,
      (instances, index) => Array(instances).fill(index % this.stride) as number[],
    );
    return tasks.flat().sort((a, b) => a - b);
  }

  /** Changes the tasks of one instance. */
  private move(zone: number, from: number, to: number): void {
    this.count(zone, from, -1);
    this.count(zone, to, 1);
    this.tasksIn[zone] = (this.tasksIn[zone] as number) + to - from;
    this.tasks += to - from;
  }

  private count(zone: number, holding: number, change: number): void {
    const index = zone * this.stride + holding;
    this.instancesByTasks[index] = (this.instancesByTasks[index] as number) + change;
    if (holding === 0) this.empty += change;
  }

  private instancesWith(zone: number, holding: number): number {
    return this.instancesByTasks[zone * this.stride + holding] as number;
  }

  private tasksOf(zone: number): number {
    return this.tasksIn[zone] as number;
  }

  private hasRoom(zone: number): boolean {
    return this.tasksOf(zone) < (this.instancesIn[zone] as number) * this.tasksPerInstance;
  }

  /** The zone with the highest score; the first of several. */
  private zoneWith(score: (zone: number) => number): number {
    let best = 0;
    for (let zone = 1; zone < this.tasksIn.length; zone += 1) if (score(zone) > score(best)) best = zone;
    return best;
  }

  private fullest(zone: number, atMost: number): number {
    let holding = atMost;
    while (this.instancesWith(zone, holding) === 0) holding -= 1;
    return holding;
  }

  private emptiest(zone: number, atLeast: number): number {
    let holding = atLeast;
    while (this.instancesWith(zone, holding) === 0) holding += 1;
    return holding;
  }
}
