/**
 * An Erlang queue: Poisson arrivals, equal servers, and no request leaves before it is served. The offered load, requests
 * per second × service time in seconds, is in erlangs: the servers that would be busy if there were enough of them.
 * Utilization is offered load / servers. All formulas hold for any offered load, whole or not.
 */
export interface Queue {
  /** Whole, >= 0. */
  readonly servers: number;
  /** >= 0. */
  readonly offeredLoad: number;
  /** Mean, in any unit of time; waiting times have the same unit. */
  readonly serviceTime: number;
}

/**
 * The recursions over servers start this many standard deviations below the load. Each step shrinks the error of the
 * start by a factor of k / offeredLoad or less (blocking is never below its fluid limit 1 − k / offeredLoad, so
 * k + a·B >= a), all steps together by exp(−9² / 2) = 3e-18: below the precision of a double.
 */
const START_DEVIATIONS = 9;

/** Blocking below this counts as 0, because further steps only reach denormal numbers. */
const NEGLIGIBLE_BLOCKING = 1e-280;

/** The number of servers at which the recursions may start from the fluid limit, exact to a double. */
export function recursionStart(servers: number, offeredLoad: number): number {
  const load = Math.min(servers, offeredLoad);
  return Math.max(0, Math.floor(load - START_DEVIATIONS * Math.sqrt(load)));
}

/**
 * Share of the requests that find every server busy and are lost (Erlang B), 0 to 1.
 *
 * B_k = a·B_(k−1) / (k + a·B_(k−1)), B_0 = 1. Nothing is subtracted, so no digit is lost, also beyond 100,000 servers.
 * Starting near the load takes about ten times the square root of the load in steps.
 */
export function erlangB(servers: number, offeredLoad: number): number {
  if (offeredLoad === 0) return servers === 0 ? 1 : 0;
  const start = recursionStart(servers, offeredLoad);
  let blocking = 1 - start / offeredLoad;
  for (let k = start + 1; k <= servers && blocking > NEGLIGIBLE_BLOCKING; k += 1) {
    blocking = nextBlocking(blocking, k, offeredLoad);
  }
  return blocking > NEGLIGIBLE_BLOCKING ? blocking : 0;
}

function nextBlocking(blocking: number, servers: number, offeredLoad: number): number {
  return (offeredLoad * blocking) / (servers + offeredLoad * blocking);
}

/**
 * Share of the requests that have to wait (Erlang C), 0 to 1.
 *
 * C = B / (1 − ρ(1 − B)), utilization ρ = offeredLoad / servers; 1 when the servers cannot keep up.
 */
export function erlangC(servers: number, offeredLoad: number): number {
  return waitingShare(erlangB(servers, offeredLoad), servers, offeredLoad);
}

function waitingShare(blocking: number, servers: number, offeredLoad: number): number {
  if (offeredLoad >= servers) return offeredLoad === 0 ? 0 : 1;
  return blocking / (1 - (offeredLoad / servers) * (1 - blocking));
}

/** P(W > t) = C·exp(−(servers − offeredLoad)·t / serviceTime); 1 when the servers cannot keep up. */
export function waitsLongerThan(queue: Queue, time: number): number {
  return waitTail(erlangC(queue.servers, queue.offeredLoad), queue, time);
}

function waitTail(waiting: number, { servers, offeredLoad, serviceTime }: Queue, time: number): number {
  return offeredLoad >= servers ? waiting : waiting * Math.exp((-(servers - offeredLoad) * time) / serviceTime);
}

/**
 * The waiting time that a share `quantile` of the requests (0 to 1, below 1) does not exceed: 0 when enough of them do not
 * wait, else serviceTime / (servers − offeredLoad) · ln(C / (1 − quantile)). Infinite when the servers cannot keep up.
 */
export function waitingQuantile(queue: Queue, quantile: number): number {
  const { servers, offeredLoad, serviceTime } = queue;
  if (offeredLoad === 0) return 0;
  if (offeredLoad >= servers) return Number.POSITIVE_INFINITY;
  const waiting = erlangC(servers, offeredLoad);
  const tail = 1 - quantile;
  return waiting <= tail ? 0 : (serviceTime / (servers - offeredLoad)) * Math.log(waiting / tail);
}

/** The distribution of service times. */
export type ServiceTimes = 'constant' | 'exponential';

/**
 * The response time (waiting plus service) that a share `quantile` of the requests does not exceed.
 *
 * `exponential`: M/M/c without approximation. `constant`: service time + `waitingQuantile`, an upper bound, because
 * exponential service makes requests wait up to twice as long as constant service.
 */
export function responseQuantile(queue: Queue, quantile: number, serviceTimes: ServiceTimes): number {
  const waiting = waitingQuantile(queue, quantile);
  if (serviceTimes === 'constant' || waiting === Number.POSITIVE_INFINITY) return queue.serviceTime + waiting;
  const tail = 1 - quantile;
  const share = erlangC(queue.servers, queue.offeredLoad);
  // The sum is at least each part at the whole tail, and at most both parts at half of it.
  let low = Math.max(waiting, -Math.log(tail) * queue.serviceTime);
  let high = waitingQuantile(queue, 1 - tail / 2) - Math.log(tail / 2) * queue.serviceTime;
  while (high - low > 1e-12 * high) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (respondsLaterThan(share, queue, middle) > tail) low = middle;
    else high = middle;
  }
  return high;
}

/** P(W + service > t) for exponential service; W = 0 with probability 1 − C, else exponential. */
function respondsLaterThan(waiting: number, { servers, offeredLoad, serviceTime }: Queue, time: number): number {
  const t = time / serviceTime;
  const spare = servers - offeredLoad;
  // (spare·e^−t − e^(−spare·t)) / (spare − 1), written so that spare = 1 does not divide 0 by 0.
  const difference = (spare - 1) * t;
  const ratio = Math.abs(difference) < 1e-8 ? t * (1 - difference / 2) : -Math.expm1(-difference) / (spare - 1);
  return Math.exp(-t) * (1 + waiting * ratio);
}

/**
 * The minimum number of servers with which at most `share` of the requests wait longer than `time`:
 * the first c > offeredLoad with C(c)·exp(−(c − a)·time / serviceTime) <= share.
 *
 * @param load the queue without its servers
 * @param share above 0
 */
export function serversNeeded(load: Omit<Queue, 'servers'>, time: number, share: number): number {
  const { offeredLoad } = load;
  if (offeredLoad === 0) return 0;
  const start = recursionStart(offeredLoad, offeredLoad);
  let blocking = 1 - start / offeredLoad;
  for (let servers = start + 1; ; servers += 1) {
    blocking = nextBlocking(blocking, servers, offeredLoad);
    const waiting = waitingShare(blocking, servers, offeredLoad);
    if (servers > offeredLoad && waitTail(waiting, { ...load, servers }, time) <= share) return servers;
  }
}
