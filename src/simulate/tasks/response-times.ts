import { erlangC } from '../queueing.js';
import type { TaskCapacity } from './task-capacity.js';

/** Queues are grouped by utilization in this many steps; a group counts with its highest utilization. */
const UTILIZATION_STEPS = 40;
/**
 * At a utilization of 1 the waits of a queue have no limit. One that reaches 1 for a minute only waits about as long as at
 * this utilization; above 1 there is a backlog, whose waits are recorded.
 */
const MAX_UTILIZATION = 0.999;
/** Recorded waits are rounded up to a geometric scale, 2% from one value to the next; up to a millisecond is no wait. */
const WAIT_RATIO = 1.02;
const SHORTEST_WAIT_S = 0.001;
const WAIT_STEPS = 1200;

/** Periods with the same number of servers and about the same utilization. */
interface QueueGroup {
  readonly servers: number;
  /** The highest of the group. */
  utilization: number;
  requests: number;
}

/**
 * The response times (waiting plus service) of a month's requests.
 *
 * Requests that meet no backlog form an M/M/c queue: P(W > t) = C·exp(−(c − a)·t / service time of a server), with Erlang's
 * C for c servers at an offered load a. For the others the wait in the backlog is recorded.
 */
export class ResponseTimes {
  private readonly groups = new Map<number, QueueGroup>();
  /** Minutes in sequence mostly belong to the same group. */
  private lastKey = -1;
  private lastGroup: QueueGroup | undefined;
  /** Requests by recorded wait. */
  private waits: Float64Array | undefined;
  private total = 0;

  constructor(private readonly capacity: Pick<TaskCapacity, 'serviceMs' | 'servers' | 'maxPerSecond'>) {}

  /** Adds requests that meet no backlog. @param utilization of all that the tasks can do, 0 to 1 */
  addQueue(requests: number, tasks: number, utilization: number): void {
    if (requests <= 0) return;
    this.total += requests;
    const servers = roundDown(tasks * this.capacity.servers);
    const key = servers * (UTILIZATION_STEPS + 1) + Math.floor(utilization * UTILIZATION_STEPS);
    const group = key === this.lastKey && this.lastGroup !== undefined ? this.lastGroup : this.groupOf(key, servers);
    group.requests += requests;
    if (utilization > group.utilization) group.utilization = utilization;
  }

  private groupOf(key: number, servers: number): QueueGroup {
    let group = this.groups.get(key);
    if (group === undefined) {
      group = { servers, utilization: 0, requests: 0 };
      this.groups.set(key, group);
    }
    this.lastKey = key;
    this.lastGroup = group;
    return group;
  }

  /** Adds requests that waited `waitS` in a backlog. */
  addWaits(requests: number, waitS: number): void {
    if (requests <= 0) return;
    this.total += requests;
    this.waits ??= new Float64Array(WAIT_STEPS);
    const step = stepOf(waitS);
    this.waits[step] = (this.waits[step] as number) + requests;
  }

  /**
   * Response times in ms that shares of the requests do not exceed; the service time alone without requests. Service takes
   * its mean and waiting is that of exponential service, an upper bound (see `responseQuantile`).
   */
  quantilesMs(quantiles: readonly number[]): number[] {
    const waitingLonger = this.waitingLonger();
    return quantiles.map((quantile) => this.quantileMs(quantile, waitingLonger));
  }

  private quantileMs(quantile: number, waitingLonger: (waitS: number) => number): number {
    const { serviceMs } = this.capacity;
    const allowed = (1 - quantile) * this.total;
    if (waitingLonger(0) <= allowed) return serviceMs;
    let low = 0;
    let high = SHORTEST_WAIT_S;
    while (waitingLonger(high) > allowed) {
      low = high;
      high *= 2;
    }
    while (high - low > 1e-5 * high + 1e-9) {
      const middle = (low + high) / 2;
      if (waitingLonger(middle) > allowed) low = middle;
      else high = middle;
    }
    // Rounded up to a hundredth of a ms: further digits are only noise of the search.
    return serviceMs + Math.ceil(high * 100_000) / 100;
  }

  /** The number of requests that wait longer than a time. */
  private waitingLonger(): (waitS: number) => number {
    const queues = this.waitingInQueues();
    const recorded = this.waits === undefined ? undefined : sumsFromEnd(this.waits);
    return (waitS) => {
      let longer = recorded?.[stepOf(waitS) + 1] ?? 0;
      for (const { waiting, meanS } of queues) longer += waiting * Math.exp(-waitS / meanS);
      return longer;
    };
  }

  /** The requests that wait at all and their mean wait, for each group in which they are not negligible. */
  private waitingInQueues(): { readonly waiting: number; readonly meanS: number }[] {
    const serviceS = this.capacity.servers / this.capacity.maxPerSecond;
    return [...this.groups.values()]
      .map(({ servers, utilization, requests }) => {
        const load = servers * Math.min(MAX_UTILIZATION, utilization);
        return { waiting: requests * erlangC(servers, load), meanS: serviceS / (servers - load) };
      })
      .filter(({ waiting }) => waiting > 1e-7 * this.total);
  }
}

/** The first step whose upper end is at or above a wait. */
function stepOf(waitS: number): number {
  if (waitS <= SHORTEST_WAIT_S) return 0;
  return Math.min(WAIT_STEPS - 1, Math.ceil(Math.log(waitS / SHORTEST_WAIT_S) / Math.log(WAIT_RATIO) - 1e-9));
}

function sumsFromEnd(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = values.length - 1; i >= 0; i -= 1) sums[i] = (sums[i + 1] as number) + (values[i] as number);
  return sums;
}

/** Keeps five binary digits, so that a month has few groups; fewer servers at the same utilization wait longer. */
function roundDown(servers: number): number {
  if (servers < 32) return servers;
  const unit = 2 ** (Math.floor(Math.log2(servers)) - 4);
  return Math.floor(servers / unit) * unit;
}
