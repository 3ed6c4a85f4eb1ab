/**
 * How tasks are laid on instances: `binpack` fills the fullest instance that has room, `spread` the emptiest; both after
 * spreading over the availability zones.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement-strategies.html
 */
export const PLACEMENTS = ['binpack', 'spread'] as const;
export type Placement = (typeof PLACEMENTS)[number];

/** What an instance offers to tasks, or what one task reserves of it. */
export interface Room {
  readonly vcpu: number;
  readonly memoryMb: number;
}

/**
 * Tasks of one size that fit on an instance: the least of what vCPUs, memory and network interfaces hold.
 *
 * @param mostTasks what another limit allows: network interfaces, pods
 */
export function tasksThatFit(instance: Room, task: Room, mostTasks = Number.POSITIVE_INFINITY): number {
  // Against float noise: three tasks of 0.1 vCPU fit into 0.3.
  const fit = Math.min(instance.vcpu / task.vcpu, instance.memoryMb / task.memoryMb) + 1e-9;
  return Math.max(0, Math.min(Math.floor(fit), mostTasks));
}

/**
 * Instances of one type that hold tasks of one size. As neither instances nor tasks differ, all that counts is how many
 * instances of a zone hold how many tasks: placing a task or taking one away costs the same however many there are.
 */
export class PackedInstances {
  /** At zone × (tasksPerInstance + 1) + n: instances of the zone that hold n tasks. */
  private readonly holding: Int32Array;
  private readonly instancesIn: Int32Array;
  private readonly tasksIn: Int32Array;
  private readonly stride: number;
  instances = 0;
  /** Instances without a task. */
  empty = 0;
  tasks = 0;

  /** @param tasksPerInstance 0 when a task does not fit at all: then none is ever placed */
  constructor(
    readonly tasksPerInstance: number,
    zones: number,
    private readonly placement: Placement,
  ) {
    this.stride = tasksPerInstance + 1;
    this.holding = new Int32Array(zones * this.stride);
    this.instancesIn = new Int32Array(zones);
    this.tasksIn = new Int32Array(zones);
  }

  /** Tasks there is room for. */
  get room(): number {
    return this.instances * this.tasksPerInstance - this.tasks;
  }

  /** Adds empty instances, each in the zone that has the fewest. */
  add(instances: number): void {
    for (let added = 0; added < instances; added += 1) {
      const zone = this.zoneWith((candidate) => -(this.instancesIn[candidate] as number));
      this.count(zone, 0, 1);
      this.instancesIn[zone] = (this.instancesIn[zone] as number) + 1;
      this.instances += 1;
    }
  }

  /** Takes empty instances away, each from the zone that has the most of all; as many as there are at most. */
  removeEmpty(instances: number): void {
    for (let left = Math.min(instances, this.empty); left > 0; left -= 1) {
      const zone = this.zoneWith((candidate) =>
        this.at(candidate, 0) > 0 ? (this.instancesIn[candidate] as number) : Number.NEGATIVE_INFINITY,
      );
      this.count(zone, 0, -1);
      this.instancesIn[zone] = (this.instancesIn[zone] as number) - 1;
      this.instances -= 1;
    }
  }

  /** Lays tasks on instances that have room, each in the zone that has the fewest tasks; says how many. */
  place(tasks: number): number {
    const placed = Math.min(tasks, this.room);
    for (let left = placed; left > 0; left -= 1) {
      const zone = this.zoneWith((candidate) => (this.hasRoom(candidate) ? -this.tasksOf(candidate) : -Infinity));
      const on = this.placement === 'binpack' ? this.fullest(zone, this.tasksPerInstance - 1) : this.emptiest(zone, 0);
      this.move(zone, on, on + 1);
    }
    return placed;
  }

  /**
   * Takes tasks away, each from the zone that has the most: under `binpack` from the emptiest instance, so that it comes
   * free; under `spread` from the fullest.
   */
  remove(tasks: number): void {
    for (let left = Math.min(tasks, this.tasks); left > 0; left -= 1) {
      const zone = this.zoneWith((candidate) => this.tasksOf(candidate));
      const on = this.placement === 'binpack' ? this.emptiest(zone, 1) : this.fullest(zone, this.tasksPerInstance);
      this.move(zone, on, on - 1);
    }
  }

  /** Moves the tasks together, so that no more than so many instances are left; as far as they have room. */
  shrink(instances: number): void {
    const { tasks } = this;
    this.remove(tasks);
    this.removeEmpty(this.instances - Math.max(instances, Math.ceil(tasks / this.tasksPerInstance)));
    this.place(tasks);
  }

  /** Tasks of each instance, ascending. */
  occupancy(): number[] {
    const tasks = Array.from(
      this.holding,
      (instances, index) => Array(instances).fill(index % this.stride) as number[],
    );
    return tasks.flat().sort((a, b) => a - b);
  }

  private move(zone: number, from: number, to: number): void {
    this.count(zone, from, -1);
    this.count(zone, to, 1);
    this.tasksIn[zone] = (this.tasksIn[zone] as number) + to - from;
    this.tasks += to - from;
  }

  private count(zone: number, holding: number, change: number): void {
    const index = zone * this.stride + holding;
    this.holding[index] = (this.holding[index] as number) + change;
    if (holding === 0) this.empty += change;
  }

  private at(zone: number, holding: number): number {
    return this.holding[zone * this.stride + holding] as number;
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
    while (this.at(zone, holding) === 0) holding -= 1;
    return holding;
  }

  private emptiest(zone: number, atLeast: number): number {
    let holding = atLeast;
    while (this.at(zone, holding) === 0) holding += 1;
    return holding;
  }
}
