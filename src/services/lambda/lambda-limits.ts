import type { Assumption } from '../../model/assumption.js';
import { busiestRate } from '../../simulate/busiest-rate.js';
import type { PoolMonth } from '../../simulate/lambda/warm-pool.js';
import type { Traffic } from '../../workload/traffic.js';
import { lateWork, lostRequests, workWaits } from '../service-level.js';
import { type LambdaInput, MAX_DURATION_MS } from './lambda-input.js';

/** Largest request or response of a synchronous call. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_SYNCHRONOUS_KB = 6 * 1024;
/** Concurrent executions of a new account; AWS raises it on request. Same page. */
const USUAL_QUOTA = 1000;

type Pool = Omit<PoolMonth, 'hours'>;

/** What Lambda does not do at any price. */
export function hardLimits(service: LambdaInput, durationMs: number, traffic: Traffic | null): string[] {
  const reasons: string[] = [];
  if (durationMs > MAX_DURATION_MS) {
    const seconds = Math.ceil(durationMs / 1000);
    reasons.push(`one invocation runs ${seconds} s; Lambda ends it after ${MAX_DURATION_MS / 1000} s`);
  }
  if (traffic === null) return reasons;
  const payloadKb = Math.max(traffic.requestKb, service.invokeMode === 'response-stream' ? 0 : traffic.responseKb);
  if (traffic.trigger === 'http' && payloadKb > MAX_SYNCHRONOUS_KB) {
    reasons.push(`a request or response of ${payloadKb} KB is above Lambda's ${MAX_SYNCHRONOUS_KB} KB`);
  }
  if (traffic.memoryMb > service.memoryMb) {
    reasons.push(`a request needs ${traffic.memoryMb} MB; the function has ${service.memoryMb} MB`);
  }
  return reasons;
}

/** Why requests are lost, or work waits too long. */
export function missedWork(service: LambdaInput, traffic: Traffic, pool: Pool): string[] {
  const missed = workWaits(traffic.trigger) ? pool.waiting : pool.throttled;
  return [
    ...lostRequests(traffic.requests === 0 ? 0 : missed / traffic.requests, traffic, limitWords(service, traffic)),
    ...lateWork(pool.longestDelayS, traffic),
  ];
}

function limitWords(service: LambdaInput, { trigger }: Traffic): string {
  const { reservedConcurrency, accountConcurrency, maximumConcurrency, shards, parallelizationFactor } = service;
  if (trigger === 'stream') return `${shards} shards × ${parallelizationFactor}`;
  if (reservedConcurrency !== undefined) return `reservedConcurrency ${reservedConcurrency}`;
  if (accountConcurrency !== undefined) return `accountConcurrency ${accountConcurrency}`;
  if (maximumConcurrency !== undefined) return `maximumConcurrency ${maximumConcurrency}`;
  return "Lambda's 1,000 starts and 100 more a second";
}

/** A quota that AWS raises on request is no obstacle, but somebody has to ask. */
export function quotaWarnings({ accountConcurrency, reservedConcurrency }: LambdaInput, pool: Pool): string[] {
  if (accountConcurrency !== undefined || reservedConcurrency !== undefined) return [];
  if (pool.peakConcurrency <= USUAL_QUOTA) return [];
  return [
    `needs ${pool.peakConcurrency} concurrent executions at its peak: ask AWS to raise the quota of ${USUAL_QUOTA}`,
  ];
}

/** Where the model of environments and cold starts was held against one that plays every request. */
const TESTED = { mostRps: 1000, leastLifetimeS: 60, mostLifetimeS: 3600 };

/** Says that cold starts are worked out for a load nobody has held them against. */
export function untestedRange({ warmLifetimeS }: LambdaInput, traffic: Traffic): string[] {
  const isTested =
    busiestRate(traffic) <= TESTED.mostRps &&
    warmLifetimeS >= TESTED.leastLifetimeS &&
    warmLifetimeS <= TESTED.mostLifetimeS;
  if (isTested) return [];
  const { mostRps, leastLifetimeS, mostLifetimeS } = TESTED;
  return [
    `environments and cold starts are less certain here: the model was tested up to ${mostRps} requests a second and ` +
      `warmLifetimeS of ${leastLifetimeS} to ${mostLifetimeS}`,
  ];
}

/** The quota that was taken to be raised. */
export function concurrencyAssumption(
  { accountConcurrency, reservedConcurrency }: LambdaInput,
  pool: Pool,
): Assumption[] {
  if (accountConcurrency !== undefined || reservedConcurrency !== undefined) return [];
  const isEnough = pool.peakConcurrency <= USUAL_QUOTA;
  const reason = isEnough ? 'the quota of a new account' : `the quota of ${USUAL_QUOTA}, raised to what the peak takes`;
  return [{ at: 'accountConcurrency', value: `${Math.max(USUAL_QUOTA, pool.peakConcurrency)}`, reason }];
}
