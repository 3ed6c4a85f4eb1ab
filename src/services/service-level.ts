import { type Amount, atMost } from '../model/amount.js';
import { shareText } from '../model/number-text.js';
import type { TaskCapacity } from '../simulate/tasks/task-capacity.js';
import type { Traffic, Trigger } from '../workload/traffic.js';
import { isUsed } from './meter-table.js';
import type { Limit } from './service.js';

/** Share of http requests that may be lost when the workload does not say. */
const DEFAULT_MAX_LOST_SHARE = 0.001;

/** Whether requests that come too many at once wait until they are done; others are lost when they wait too long. */
export function workWaits(trigger: Trigger): boolean {
  return trigger === 'queue' || trigger === 'stream' || trigger === 'schedule';
}

/** Why a copy serves nothing at all. */
export function tooSmall({ requestsPerSecond }: TaskCapacity, what: string): string[] {
  return requestsPerSecond > 0
    ? []
    : [`${what} does not hold one request in memory: lower baseMemoryMb or take more memory`];
}

/** Why more requests are lost than the service level allows; work in a queue waits instead and is never done. */
export function lostRequests(lostShare: number, traffic: Served, limit: string): string[] {
  return lostShare <= maxLostShare(traffic) ? [] : [lostReason(lostShare, traffic, limit)];
}

/** The same as a condition on the requests that are lost, or that are never done. */
export function lostRequestsLimit(
  missed: Amount,
  traffic: Served & { readonly requests: Amount },
  limit: string,
): Limit[] {
  if (!isUsed(missed)) return [];
  const { requests } = traffic;
  const share = requests.exact.isZero() ? 0 : missed.shown / requests.shown;
  const condition = atMost(requests.times(maxLostShare(traffic)), missed);
  return [{ condition, reason: lostReason(share, traffic, limit) }];
}

type Served = Pick<Traffic, 'trigger' | 'serviceLevel'>;

function maxLostShare({ trigger, serviceLevel }: Served): number {
  return workWaits(trigger) ? 0 : (serviceLevel.maxLostShare ?? DEFAULT_MAX_LOST_SHARE);
}

function lostReason(lostShare: number, traffic: Served, limit: string): string {
  return workWaits(traffic.trigger)
    ? `${limit} is too little: ${shareText(lostShare)} of the work is never done`
    : `${limit} loses ${shareText(lostShare)} of the requests; ${shareText(maxLostShare(traffic))} may be lost`;
}

/**
 * Why requests are answered later than the service level allows; nothing when it has no word on it.
 *
 * @param p95Ms waiting plus service that 95 % of the requests do not exceed, cold starts and resumes included
 */
export function lateAnswers(p95Ms: number, { serviceLevel }: Traffic): string[] {
  const allowedMs = serviceLevel.p95Ms;
  return allowedMs === undefined || p95Ms <= allowedMs ? [] : [lateAnswersReason(p95Ms, allowedMs)];
}

/** The same as a condition. */
export function lateAnswersLimit(p95Ms: Amount, { serviceLevel }: Pick<Traffic, 'serviceLevel'>): Limit[] {
  const allowedMs = serviceLevel.p95Ms;
  if (allowedMs === undefined) return [];
  return [{ condition: atMost(allowedMs, p95Ms), reason: lateAnswersReason(p95Ms.shown, allowedMs) }];
}

function lateAnswersReason(p95Ms: number, allowedMs: number): string {
  return `95% of the requests are answered within ${shown(p95Ms)} ms; the service level asks for ${allowedMs} ms`;
}

/**
 * Why work waits longer in its queue than the service level allows; nothing for requests that do not wait in one.
 *
 * @param delayS longest wait of any message before its work begins
 */
export function lateWork(delayS: number, { trigger, serviceLevel }: Traffic): string[] {
  const allowedS = serviceLevel.maxDelayS;
  if (!workWaits(trigger) || allowedS === undefined || delayS <= allowedS) return [];
  return [lateWorkReason(delayS, allowedS)];
}

/** The same as a condition. */
export function lateWorkLimit(delayS: Amount, { trigger, serviceLevel }: Served): Limit[] {
  const allowedS = serviceLevel.maxDelayS;
  if (!workWaits(trigger) || allowedS === undefined || !isUsed(delayS)) return [];
  return [{ condition: atMost(allowedS, delayS), reason: lateWorkReason(delayS.shown, allowedS) }];
}

function lateWorkReason(delayS: number, allowedS: number): string {
  return `work waits up to ${shown(delayS)} s; the service level asks for ${allowedS} s`;
}

/** Why the copies cannot stand in as many availability zones as the service level asks for. */
export function zoneProblem(copies: number, { serviceLevel }: Traffic, field: string): string[] {
  const { zones } = serviceLevel;
  return zones === undefined || copies >= zones
    ? []
    : [`${copies} cannot stand in ${zones} availability zones: raise ${field} to ${zones}`];
}

/** Whole from 100 on, three digits below, always rounded up: a limit that is missed must not look met. */
function shown(value: number): string {
  if (value >= 100) return `${Math.ceil(value)}`;
  const rounded = Number(value.toPrecision(3));
  return `${rounded >= value ? rounded : Number((rounded + 10 ** (Math.floor(Math.log10(value)) - 2)).toPrecision(3))}`;
}
