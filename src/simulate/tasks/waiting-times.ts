import { erlangC } from '../queueing.js';
import type { TaskCapacity } from './task-capacity.js';

/** Loads of a queue are told apart in so many steps; of each the highest met counts. */
const LOAD_STEPS = 40;
/**
 * A queue has no limit to its waiting at a load of 1. A load that stays there for a minute only has, at about this load;
 * beyond it requests are counted one by one in the backlog.
 */
const HIGHEST_LOAD = 0.999;
/** Waits in a row are told apart by ratio: 2 % from one to the next, rounded up. Less than a millisecond is none. */
const WAIT_RATIO = 1.02;
const SHORTEST_WAIT_S = 0.001;
const WAIT_STEPS = 1200;

/**
 * How long the requests of a month waited, gathered as it goes.
 *
 * Requests that meet tasks with room left are an M/M/c queue: P(W > t) = C·exp(−(c − a)·t / time of a slot), Erlang's C
 * for c slots and the highest load a of those gathered together. Others wait for the row before them.
 */
export class WaitingTimes {
  private readonly groups = new Map<number, number>();
  private readonly servers: number[] = [];
  private readonly loads: number[] = [];
  private readonly requests: number[] = [];
  /** Minutes that follow each other are mostly of one group. */
  private lastKey = -1;
  private lastGroup = 0;
  private inRow: Float64Array | undefined;
  private total = 0;

  constructor(private readonly capacity: Pick<TaskCapacity, 'serviceMs' | 'slots' | 'mostPerSecond'>) {}

  /** @param load of the most that the tasks can do, 0 to 1 */
  addQueued(requests: number, tasks: number, load: number): void {
    if (requests <= 0) return;
    this.total += requests;
    const servers = roundedDown(tasks * this.capacity.slots);
    const key = servers * (LOAD_STEPS + 1) + Math.floor(load * LOAD_STEPS);
    const group = key === this.lastKey ? this.lastGroup : this.groupOf(key, servers);
    this.requests[group] = (this.requests[group] as number) + requests;
    if (load > (this.loads[group] as number)) this.loads[group] = load;
  }

  private groupOf(key: number, servers: number): number {
    let group = this.groups.get(key);
    if (group === undefined) {
      group = this.loads.length;
      this.groups.set(key, group);
      this.servers.push(servers);
      this.loads.push(0);
      this.requests.push(0);
    }
    this.lastKey = key;
    this.lastGroup = group;
    return group;
  }

  addInRow(requests: number, waitS: number): void {
    if (requests <= 0) return;
    this.total += requests;
    this.inRow ??= new Float64Array(WAIT_STEPS);
    const step = stepOf(waitS);
    this.inRow[step] = (this.inRow[step] as number) + requests;
  }

  /**
   * Waiting plus service that shares of the requests do not exceed, in ms; the service alone of no requests.
   * Service takes its mean: waiting is that of exponential service, on the safe side (see `responseQuantile`).
   */
  responsesMs(quantiles: readonly number[]): number[] {
    const late = this.laterThan();
    return quantiles.map((quantile) => this.responseMs(quantile, late));
  }

  private responseMs(quantile: number, late: (waitS: number) => number): number {
    const { serviceMs } = this.capacity;
    const allowed = (1 - quantile) * this.total;
    if (late(0) <= allowed) return serviceMs;
    let low = 0;
    let high = SHORTEST_WAIT_S;
    while (late(high) > allowed) {
      low = high;
      high *= 2;
    }
    while (high - low > 1e-5 * high + 1e-9) {
      const middle = (low + high) / 2;
      if (late(middle) > allowed) low = middle;
      else high = middle;
    }
    // Up to the next hundredth of a ms: what the search leaves over is no digit to show.
    return serviceMs + Math.ceil(high * 100_000) / 100;
  }

  /** Requests that wait longer than so many seconds. */
  private laterThan(): (waitS: number) => number {
    const queues = this.queues();
    const inRow = this.inRow === undefined ? undefined : sumsFromTheEnd(this.inRow);
    return (waitS) => {
      let later = inRow?.[stepOf(waitS) + 1] ?? 0;
      for (const { waiting, meanS } of queues) later += waiting * Math.exp(-waitS / meanS);
      return later;
    };
  }

  /** Requests that wait at all, and the mean wait of those, for each group of which that is not nothing. */
  private queues(): { readonly waiting: number; readonly meanS: number }[] {
    const { slots, mostPerSecond } = this.capacity;
    return this.servers
      .map((servers, group) => {
        const busy = servers * Math.min(HIGHEST_LOAD, this.loads[group] as number);
        const waiting = (this.requests[group] as number) * erlangC(servers, busy);
        return { waiting, meanS: slots / mostPerSecond / (servers - busy) };
      })
      .filter(({ waiting }) => waiting > 1e-7 * this.total);
  }
}

/** The step whose upper end is the first at or above a wait. */
function stepOf(waitS: number): number {
  if (waitS <= SHORTEST_WAIT_S) return 0;
  return Math.min(WAIT_STEPS - 1, Math.ceil(Math.log(waitS / SHORTEST_WAIT_S) / Math.log(WAIT_RATIO) - 1e-9));
}

function sumsFromTheEnd(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = values.length - 1; i >= 0; i -= 1) sums[i] = (sums[i + 1] as number) + (values[i] as number);
  return sums;
}

/** Five binary digits: fewer servers at the same load wait longer, and a month has only so many groups. */
function roundedDown(servers: number): number {
  if (servers < 32) return servers;
  const unit = 2 ** (Math.floor(Math.log2(servers)) - 4);
  return Math.floor(servers / unit) * unit;
}
