import type { Arrivals } from '../../workload/arrivals.js';
import { sumOf } from '../../workload/load-curve.js';
import { Backlog } from '../backlog.js';
import type { TaskCapacity } from './task-capacity.js';
import type { RequestMonth } from './task-month.js';
import { WaitingTimes } from './waiting-times.js';

/** What is asked, and how much of it a task does. */
export interface AskedOfTasks {
  readonly arrivals: Arrivals;
  readonly monthS: number;
  readonly capacity: TaskCapacity;
  /** Longest that a request waits before it is given up; Infinity for work in a queue. */
  readonly patienceS: number;
}

/**
 * What becomes of the requests while so many tasks serve.
 *
 * Load above the most that the tasks can do makes a backlog; what would wait longer than `patienceS` is lost. Below it
 * requests wait for each other as chance has it.
 */
export class ServedRequests {
  readonly lostPerHour: Float64Array;
  readonly longestWaitPerHour: Float64Array;
  /** Since the last data point. */
  arrived = 0;
  served = 0;
  private readonly backlog = new Backlog();
  private readonly waits: WaitingTimes;
  private readonly mostPerSecond: number;
  private readonly slotS: number;
  private nextImpulse = 0;
  private nextImpulseS: number;
  private lost = 0;
  private hour = 0;
  /** Requests since the last data point that met no backlog, and the most that could be served meanwhile. */
  private direct = 0;
  private directMost = 0;
  private directS = 0;

  constructor(private readonly asked: AskedOfTasks) {
    const { capacity, monthS, arrivals } = asked;
    this.waits = new WaitingTimes(capacity);
    this.mostPerSecond = capacity.mostPerSecond;
    this.slotS = capacity.mostPerSecond === 0 ? 0 : capacity.slots / capacity.mostPerSecond;
    this.nextImpulseS = arrivals.impulses?.atS[0] ?? Number.POSITIVE_INFINITY;
    const hours = Math.ceil(monthS / 3600);
    this.lostPerHour = new Float64Array(hours);
    this.longestWaitPerHour = new Float64Array(hours);
  }

  /** Requests that wait for a task. */
  get waiting(): number {
    return this.backlog.size;
  }

  /** Lets requests come evenly over a while, and those of impulses when they do. */
  span(fromS: number, untilS: number, requests: number, tasks: number): void {
    this.hour = Math.floor(fromS / 3600);
    if (this.nextImpulseS >= untilS) {
      this.flow(fromS, untilS, requests, tasks);
      return;
    }
    const perSecond = requests / (untilS - fromS);
    let nowS = fromS;
    while (this.nextImpulseS < untilS) {
      const atS = this.nextImpulseS;
      if (atS > nowS) this.flow(nowS, atS, perSecond * (atS - nowS), tasks);
      this.burst(atS, tasks);
      nowS = Math.max(nowS, atS);
    }
    this.flow(nowS, untilS, perSecond * (untilS - nowS), tasks);
  }

  private flow(fromS: number, untilS: number, requests: number, tasks: number): void {
    const most = tasks * this.mostPerSecond * (untilS - fromS);
    this.arrived += requests;
    if (this.backlog.size > 0 || requests > most * (1 + 1e-12)) {
      this.flowInRow(fromS, untilS - fromS, requests, tasks * this.mostPerSecond);
      return;
    }
    this.served += requests;
    this.direct += requests;
    this.directMost += most;
    this.directS += untilS - fromS;
  }

  /** There is a backlog, or there will be one. */
  private flowInRow(fromS: number, lengthS: number, requests: number, rate: number): void {
    const most = rate * lengthS;
    const before = this.backlog.size;
    const joins = requests - this.lose(requests - (most + this.patient(rate) - before), requests);
    if (before + joins > most) {
      this.backlog.add(joins, fromS, lengthS);
      if (rate > 0) this.backlog.serve(most, fromS, rate, this.note);
      this.served += most;
      return;
    }
    const drainedS = before === 0 ? 0 : Math.min(lengthS, before / (rate - joins / lengthS));
    const inRow = joins * (drainedS / lengthS);
    this.backlog.add(inRow, fromS, drainedS);
    this.backlog.serve(Number.POSITIVE_INFINITY, fromS, rate, this.note);
    this.served += before + joins;
    this.direct += joins - inRow;
    this.directMost += rate * (lengthS - drainedS);
    this.directS += lengthS - drainedS;
  }

  /** Requests that come at once: the tasks take as many as they have slots, the others wait for those. */
  private burst(atS: number, tasks: number): void {
    const impulses = this.asked.arrivals.impulses as NonNullable<Arrivals['impulses']>;
    const size = impulses.sizes[this.nextImpulse] as number;
    this.nextImpulse += 1;
    this.nextImpulseS = impulses.atS[this.nextImpulse] ?? Number.POSITIVE_INFINITY;
    this.arrived += size;
    const rate = tasks * this.mostPerSecond;
    const before = this.backlog.size;
    const joins = size - this.lose(size - (rate * this.slotS + this.patient(rate) - before), size);
    this.backlog.add(joins, before === 0 ? atS + this.slotS : atS, 0);
  }

  /** Requests that may stand in the row: more would wait too long. */
  private patient(rate: number): number {
    const { patienceS } = this.asked;
    return patienceS === Number.POSITIVE_INFINITY ? patienceS : rate * patienceS;
  }

  /** @returns requests that are lost: those too many, of those there are */
  private lose(tooMany: number, requests: number): number {
    const lost = Math.max(0, Math.min(requests, tooMany));
    this.lost += lost;
    this.lostPerHour[this.hour] = (this.lostPerHour[this.hour] as number) + lost;
    return lost;
  }

  private readonly note = (requests: number, waitS: number): void => {
    this.waits.addInRow(requests, waitS);
    if (waitS > (this.longestWaitPerHour[this.hour] as number)) this.longestWaitPerHour[this.hour] = waitS;
  };

  /** Begins a new data point. */
  endPoint(): void {
    this.arrived = 0;
    this.served = 0;
    if (this.direct > 0) {
      const tasks = Math.floor(this.directMost / this.mostPerSecond / this.directS + 1e-9);
      this.waits.addQueued(this.direct, Math.max(1, tasks), Math.min(1, this.direct / this.directMost));
    }
    this.direct = 0;
    this.directMost = 0;
    this.directS = 0;
  }

  /** Ends the month. */
  finish(): RequestMonth {
    const { arrivals, monthS } = this.asked;
    this.endPoint();
    const oldestS = this.backlog.oldestS;
    if (oldestS !== undefined) this.note(0, monthS - oldestS);
    const requests = sumOf(arrivals.counts);
    const lost = Math.min(requests, Math.round(this.lost));
    const waiting = Math.min(requests - lost, Math.round(this.backlog.size));
    const [p50Ms = 0, p95Ms = 0] = this.waits.responsesMs([0.5, 0.95]);
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
