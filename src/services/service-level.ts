import { type Amount, atMost } from '../model/amount.js';
import { shareText } from '../model/number-text.js';
import type { TaskCapacity } from '../simulate/tasks/task-capacity.js';
import type { Traffic, Trigger } from '../workload/traffic.js';
import { isUsed } from './meter-table.js';
import type { Limit } from './service.js';

/** Share of http requests that may be lost when the workload gives none. */
const DEFAULT_MAX_LOST_SHARE = 0.001;

/** Whether excess requests wait until they are served; others are lost when they wait too long. */
export function workWaits(trigger: Trigger): boolean {
  return trigger === 'queue' || trigger === 'stream' || trigger === 'schedule';
}

/** The problem that a copy cannot serve a single request; empty otherwise. */
export function memoryProblems({ requestsPerSecond }: TaskCapacity, what: string): string[] {
  return requestsPerSecond > 0
    ? []
    : [`${what} does not hold one request in memory: lower baseMemoryMb or choose more memory`];
}

/** The problem that more requests are lost, or more work is never done, than the service level allows; empty otherwise. */
export function lossProblems(lostShare: number, traffic: Served, limit: string): string[] {
  return lostShare <= maxLostShare(traffic) ? [] : [lossReason(lostShare, traffic, limit)];
}

/** The same as a condition on the requests that are lost or never done. */
export function lossLimits(missed: Amount, traffic: Served & { readonly requests: Amount }, limit: string): Limit[] {
  if (!isUsed(missed)) return [];
  const { requests } = traffic;
  const share = requests.exact.isZero() ? 0 : missed.shown / requests.shown;
  const condition = atMost(requests.times(maxLostShare(traffic)), missed);
  return [{ condition, reason: lossReason(share, traffic, limit) }];
}

type Served = Pick<Traffic, 'trigger' | 'serviceLevel'>;

function maxLostShare({ trigger, serviceLevel }: Served): number {
  return workWaits(trigger) ? 0 : (serviceLevel.maxLostShare ?? DEFAULT_MAX_LOST_SHARE);
}

function lossReason(lostShare: number, traffic: Served, limit: string): string {
  return workWaits(traffic.trigger)
    ? `${limit} is too little: ${shareText(lostShare)} of the work is never done`
    : `${limit} loses ${shareText(lostShare)} of the requests; ${shareText(maxLostShare(traffic))} may be lost`;
}

/**
 * The problem that responses are slower than the service level allows; empty otherwise.
 *
 * @param p95Ms response time that 95% of the requests do not exceed, including cold starts and resumes
 */
export function latencyProblems(p95Ms: number, { serviceLevel }: Traffic): string[] {
  const allowedMs = serviceLevel.p95Ms;
  return allowedMs === undefined || p95Ms <= allowedMs ? [] : [latencyReason(p95Ms, allowedMs)];
}

/** The same as a condition. */
export function latencyLimits(p95Ms: Amount, { serviceLevel }: Pick<Traffic, 'serviceLevel'>): Limit[] {
  const allowedMs = serviceLevel.p95Ms;
  if (allowedMs === undefined) return [];
  return [{ condition: atMost(allowedMs, p95Ms), reason: latencyReason(p95Ms.shown, allowedMs) }];
}

function latencyReason(p95Ms: number, allowedMs: number): string {
  return `95% of the requests are answered within ${shown(p95Ms)} ms; the service level asks for ${allowedMs} ms`;
}

/**
 * The problem that work waits longer in its queue than the service level allows; empty otherwise.
 *
 * @param delayS longest wait of any message before its work begins
 */
export function delayProblems(delayS: number, { trigger, serviceLevel }: Traffic): string[] {
  const allowedS = serviceLevel.maxDelayS;
  if (!workWaits(trigger) || allowedS === undefined || delayS <= allowedS) return [];
  return [delayReason(delayS, allowedS)];
}

/** The same as a condition. */
export function delayLimits(delayS: Amount, { trigger, serviceLevel }: Served): Limit[] {
  const allowedS = serviceLevel.maxDelayS;
  if (!workWaits(trigger) || allowedS === undefined || !isUsed(delayS)) return [];
  return [{ condition: atMost(allowedS, delayS), reason: delayReason(delayS.shown, allowedS) }];
}

function delayReason(delayS: number, allowedS: number): string {
  return `work waits up to ${shown(delayS)} s; the service level asks for ${allowedS} s`;
}

/** The problem that there are fewer copies than availability zones in the service level; empty otherwise. */
export function zoneProblems(copies: number, { serviceLevel }: Traffic, field: string): string[] {
  const { zones } = serviceLevel;
  return zones === undefined || copies >= zones
    ? []
    : [`${copies} cannot run in ${zones} availability zones: raise ${field} to ${zones}`];
}

/** Whole from 100 on, three digits below, always rounded up so that a missed limit never looks met. */
function shown(value: number): string {
  if (value >= 100) return `${Math.ceil(value)}`;
  const rounded = Number(value.toPrecision(3));
  return `${rounded >= value ? rounded : Number((rounded + 10 ** (Math.floor(Math.log10(value)) - 2)).toPrecision(3))}`;
}
