/**
 * A queue of Erlang: Poisson arrivals, `servers` alike, no one leaves. `offeredLoad` = requests per second × service
 * time in seconds, in erlangs: the servers that would be busy if there were enough of them. Both formulas hold for any
 * offered load, whole or not.
 */
export interface Queue {
  /** Whole, >= 0. */
  readonly servers: number;
  /** >= 0. */
  readonly offeredLoad: number;
  /** Mean, in any unit of time; waiting comes back in the same. */
  readonly serviceTime: number;
}

/**
 * Standard deviations below the load at which the recursion may begin. Each step shrinks the error of the start by
 * k / offeredLoad at least (blocking is never below its fluid limit 1 − k / offeredLoad, so k + a·B >= a), together
 * by exp(−9² / 2) = 3e-18: less than a double can show.
 */
const START_DEVIATIONS = 9;

/** Blocking below this is 0 for every purpose, and further steps would only reach the denormal numbers. */
const NEGLIGIBLE_BLOCKING = 1e-280;

/** The server number from which the recursions over servers may start at their fluid limit, exact to a double. */
export function recursionStart(servers: number, offeredLoad: number): number {
  const least = Math.min(servers, offeredLoad);
  return Math.max(0, Math.floor(least - START_DEVIATIONS * Math.sqrt(least)));
}

/**
 * Share of the requests that find every server busy and are lost (Erlang's first formula), 0 to 1.
 *
 * B_k = a·B_(k−1) / (k + a·B_(k−1)), B_0 = 1. Nothing is subtracted, so no digit is lost up to 100,000 servers and
 * beyond; the start near the load makes it some ten times the square root of the load in steps.
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
 * Share of the requests that have to wait (Erlang's second formula), 0 to 1.
 *
 * C = B / (1 − ρ(1 − B)), ρ = offeredLoad / servers. 1 when the servers cannot keep up.
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
  return tail(erlangC(queue.servers, queue.offeredLoad), queue, time);
}

function tail(waiting: number, { servers, offeredLoad, serviceTime }: Queue, time: number): number {
  return offeredLoad >= servers ? waiting : waiting * Math.exp((-(servers - offeredLoad) * time) / serviceTime);
}

/**
 * The waiting time that a share `quantile` (0 to 1, below 1) of the requests does not exceed:
 * 0 when enough of them do not wait at all, else serviceTime / (servers − offeredLoad) · ln(C / (1 − quantile)).
 * Infinite when the servers cannot keep up.
 */
export function waitingQuantile(queue: Queue, quantile: number): number {
  const { servers, offeredLoad, serviceTime } = queue;
  if (offeredLoad === 0) return 0;
  if (offeredLoad >= servers) return Number.POSITIVE_INFINITY;
  const waiting = erlangC(servers, offeredLoad);
  const late = 1 - quantile;
  return waiting <= late ? 0 : (serviceTime / (servers - offeredLoad)) * Math.log(waiting / late);
}

/** How the time of one request on a server varies. */
export type ServiceTimes = 'constant' | 'exponential';

/**
 * Waiting plus service that a share `quantile` of the requests does not exceed.
 *
 * `constant`: serviceTime + `waitingQuantile`. The waiting of exponential service, up to twice that of constant
 * service: on the safe side. `exponential`: M/M/c without approximation.
 */
export function responseQuantile(queue: Queue, quantile: number, serviceTimes: ServiceTimes): number {
  const waiting = waitingQuantile(queue, quantile);
  if (serviceTimes === 'constant' || waiting === Number.POSITIVE_INFINITY) return queue.serviceTime + waiting;
  const late = 1 - quantile;
  const share = erlangC(queue.servers, queue.offeredLoad);
  // Waiting and service each beyond half of `late` bracket their sum.
  let low = Math.max(waiting, -Math.log(late) * queue.serviceTime);
  let high = waitingQuantile(queue, 1 - late / 2) - Math.log(late / 2) * queue.serviceTime;
  while (high - low > 1e-12 * high) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (respondsLaterThan(share, queue, middle) > late) low = middle;
    else high = middle;
  }
  return high;
}

/** P(W + service > t), service exponential, W = 0 with probability 1 − C, else exponential. */
function respondsLaterThan(waiting: number, { servers, offeredLoad, serviceTime }: Queue, time: number): number {
  const t = time / serviceTime;
  const spare = servers - offeredLoad;
  // (spare·e^−t − e^(−spare·t)) / (spare − 1), written so that spare = 1 is not 0 / 0.
  const difference = (spare - 1) * t;
  const ratio = Math.abs(difference) < 1e-8 ? t * (1 - difference / 2) : -Math.expm1(-difference) / (spare - 1);
  return Math.exp(-t) * (1 + waiting * ratio);
}

/**
 * The fewest servers with which at most `share` of the requests wait longer than `time`:
 * least c > offeredLoad with C(c)·exp(−(c − a)·time / serviceTime) <= share.
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
    if (servers > offeredLoad && tail(waiting, { ...load, servers }, time) <= share) return servers;
  }
}
