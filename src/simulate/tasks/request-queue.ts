import type { Arrivals } from '../../workload/arrivals.js';
import { sumOf } from '../../workload/load-curve.js';
import { Backlog } from '../backlog.js';
import { ResponseTimes } from './response-times.js';
import type { TaskCapacity } from './task-capacity.js';
import type { RequestMonth } from './task-month.js';

/** The requests of a month, and what one task can do of them. */
export interface TaskWorkload {
  readonly arrivals: Arrivals;
  readonly monthS: number;
  readonly capacity: TaskCapacity;
  /** Longest time that a request waits before it is lost; Infinity for work in a queue. */
  readonly patienceS: number;
}

/**
 * The queue of requests before the tasks of a service.
 *
 * A load above the capacity of the tasks makes a backlog; requests that would wait longer than `patienceS` are lost. Below
 * capacity requests wait for each other at random.
 */
export class RequestQueue {
  readonly lostPerHour: Float64Array;
  readonly longestWaitPerHour: Float64Array;
  /** Requests since the last data point. */
  arrived = 0;
  served = 0;
  private readonly backlog = new Backlog();
  private readonly responses: ResponseTimes;
  private readonly maxPerSecond: number;
  /** Service time of one server of a task. */
  private readonly serviceS: number;
  private nextImpulse = 0;
  private nextImpulseS: number;
  private lost = 0;
  private hour = 0;
  /** Since the last data point, while there was no backlog: requests, the number that could be served, and the time. */
  private direct = 0;
  private directCapacity = 0;
  private directS = 0;

  constructor(private readonly workload: TaskWorkload) {
    const { capacity, monthS, arrivals } = workload;
    this.responses = new ResponseTimes(capacity);
    this.maxPerSecond = capacity.maxPerSecond;
    this.serviceS = capacity.maxPerSecond === 0 ? 0 : capacity.servers / capacity.maxPerSecond;
    this.nextImpulseS = arrivals.impulses?.atS[0] ?? Number.POSITIVE_INFINITY;
    const hours = Math.ceil(monthS / 3600);
    this.lostPerHour = new Float64Array(hours);
    this.longestWaitPerHour = new Float64Array(hours);
  }

  /** Requests that wait for a task. */
  get waiting(): number {
    return this.backlog.size;
  }

  /** Advances over a period with a number of tasks: `requests` arrive evenly, and impulses at their own time. */
  advance(fromS: number, untilS: number, requests: number, tasks: number): void {
    this.hour = Math.floor(fromS / 3600);
    if (this.nextImpulseS >= untilS) {
      this.arriveEvenly(fromS, untilS, requests, tasks);
      return;
    }
    const perSecond = requests / (untilS - fromS);
    let nowS = fromS;
    while (this.nextImpulseS < untilS) {
      const atS = this.nextImpulseS;
      if (atS > nowS) this.arriveEvenly(nowS, atS, perSecond * (atS - nowS), tasks);
      this.arriveAtOnce(atS, tasks);
      nowS = Math.max(nowS, atS);
    }
    this.arriveEvenly(nowS, untilS, perSecond * (untilS - nowS), tasks);
  }

  private arriveEvenly(fromS: number, untilS: number, requests: number, tasks: number): void {
    const capacity = tasks * this.maxPerSecond * (untilS - fromS);
    this.arrived += requests;
    if (this.backlog.size > 0 || requests > capacity * (1 + 1e-12)) {
      this.arriveWithBacklog(fromS, untilS - fromS, requests, tasks * this.maxPerSecond);
      return;
    }
    this.served += requests;
    this.direct += requests;
    this.directCapacity += capacity;
    this.directS += untilS - fromS;
  }

  /** A period that begins with a backlog, or builds one. */
  private arriveWithBacklog(fromS: number, lengthS: number, requests: number, rate: number): void {
    const capacity = rate * lengthS;
    const before = this.backlog.size;
    const kept = requests - this.lose(requests - (capacity + this.maxBacklog(rate) - before), requests);
    if (before + kept > capacity) {
      this.backlog.add(kept, fromS, lengthS);
      if (rate > 0) this.backlog.serve(capacity, fromS, rate, this.recordWait);
      this.served += capacity;
      return;
    }
    const drainedS = before === 0 ? 0 : Math.min(lengthS, before / (rate - kept / lengthS));
    const queued = kept * (drainedS / lengthS);
    this.backlog.add(queued, fromS, drainedS);
    this.backlog.serve(Number.POSITIVE_INFINITY, fromS, rate, this.recordWait);
    this.served += before + kept;
    this.direct += kept - queued;
    this.directCapacity += rate * (lengthS - drainedS);
    this.directS += lengthS - drainedS;
  }

  /** Requests of an impulse: each server takes one, the others wait for those. */
  private arriveAtOnce(atS: number, tasks: number): void {
    const impulses = this.workload.arrivals.impulses as NonNullable<Arrivals['impulses']>;
    const size = impulses.sizes[this.nextImpulse] as number;
    this.nextImpulse += 1;
    this.nextImpulseS = impulses.atS[this.nextImpulse] ?? Number.POSITIVE_INFINITY;
    this.arrived += size;
    const rate = tasks * this.maxPerSecond;
    const before = this.backlog.size;
    const kept = size - this.lose(size - (rate * this.serviceS + this.maxBacklog(rate) - before), size);
    this.backlog.add(kept, before === 0 ? atS + this.serviceS : atS, 0);
  }

  /** The longest backlog in which no request waits longer than its patience. */
  private maxBacklog(rate: number): number {
    const { patienceS } = this.workload;
    return patienceS === Number.POSITIVE_INFINITY ? patienceS : rate * patienceS;
  }

  /** @returns requests that are lost: the excess, as far as there are so many requests */
  private lose(excess: number, requests: number): number {
    const lost = Math.max(0, Math.min(requests, excess));
    this.lost += lost;
    this.lostPerHour[this.hour] = (this.lostPerHour[this.hour] as number) + lost;
    return lost;
  }

  private readonly recordWait = (requests: number, waitS: number): void => {
    this.responses.addWaits(requests, waitS);
    if (waitS > (this.longestWaitPerHour[this.hour] as number)) this.longestWaitPerHour[this.hour] = waitS;
  };

  /** Begins a new data point. */
  endPoint(): void {
    this.arrived = 0;
    this.served = 0;
    if (this.direct > 0) {
      const tasks = Math.floor(this.directCapacity / this.maxPerSecond / this.directS + 1e-9);
      this.responses.addQueue(this.direct, Math.max(1, tasks), Math.min(1, this.direct / this.directCapacity));
    }
    this.direct = 0;
    this.directCapacity = 0;
    this.directS = 0;
  }

  /** Ends the month. */
  finish(): RequestMonth {
    const { arrivals, monthS } = this.workload;
    this.endPoint();
    const oldestS = this.backlog.oldestS;
    if (oldestS !== undefined) this.recordWait(0, monthS - oldestS);
    const requests = sumOf(arrivals.counts);
    const lost = Math.min(requests, Math.round(this.lost));
    const waiting = Math.min(requests - lost, Math.round(this.backlog.size));
    const [p50Ms = 0, p95Ms = 0] = this.responses.quantilesMs([0.5, 0.95]);
    return {
      served: requests - lost - waiting,
      lost,
      waiting,
      longestWaitS: this.longestWaitPerHour.reduce((longest, waitS) => Math.max(longest, waitS), 0),
      p50Ms,
      p95Ms,
    };
  }
}
