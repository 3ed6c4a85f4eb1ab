import { type Amount, atMost } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import type { Assumption } from '../../model/assumption.js';
import { peakHourlyRate } from '../../simulate/time-series.js';
import type { Traffic } from '../../workload/traffic.js';
import type { Limit } from '../service.js';
import { delayLimits, lossLimits, workWaits } from '../service-level.js';
import { type LambdaFunction, MAX_DURATION_MS } from './lambda-input.js';
import type { PoolFigures } from './pool-figures.js';

/** Largest request or response of a synchronous call. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_SYNCHRONOUS_KB = 6 * 1024;
/** Concurrent executions of a new account; AWS raises it on request. Same page. */
const USUAL_QUOTA = 1000;

/** What Lambda does not do at any price. */
export function hardLimits(service: LambdaFunction, durationMs: Amount, traffic: Amounts<Traffic> | null): Limit[] {
  const seconds = Math.ceil(durationMs.shown / 1000);
  const tooLong = `one invocation runs ${seconds} s; Lambda ends it after ${MAX_DURATION_MS / 1000} s`;
  const duration = { condition: atMost(MAX_DURATION_MS, durationMs), reason: tooLong };
  if (traffic === null) return [duration];
  const { requestKb, responseKb, memoryMb } = traffic;
  const payloadKb = service.invokeMode === 'response-stream' ? requestKb : requestKb.max(responseKb);
  const payload = {
    condition: atMost(MAX_SYNCHRONOUS_KB, payloadKb),
    reason: `a request or response of ${payloadKb} KB is above Lambda's ${MAX_SYNCHRONOUS_KB} KB`,
  };
  const memory = {
    condition: atMost(service.memoryMb, memoryMb),
    reason: `a request needs ${memoryMb} MB; the function has ${service.memoryMb} MB`,
  };
  return [duration, ...(traffic.trigger === 'http' ? [payload] : []), memory];
}

/** What of the work is lost, or waits too long. */
export function missedWork(service: LambdaFunction, traffic: Amounts<Traffic>, pool: PoolFigures): Limit[] {
  const missed = workWaits(traffic.trigger) ? pool.waiting : pool.throttled;
  return [...lossLimits(missed, traffic, limitWords(service, traffic)), ...delayLimits(pool.longestDelayS, traffic)];
}

function limitWords(service: LambdaFunction, { trigger }: Pick<Traffic, 'trigger'>): string {
  const { reservedConcurrency, accountConcurrency, maximumConcurrency, shards, parallelizationFactor } = service;
  if (trigger === 'stream') return `${shards} shards × ${parallelizationFactor}`;
  if (reservedConcurrency !== undefined) return `reservedConcurrency ${reservedConcurrency}`;
  if (accountConcurrency !== undefined) return `accountConcurrency ${accountConcurrency}`;
  if (maximumConcurrency !== undefined) return `maximumConcurrency ${maximumConcurrency}`;
  return "Lambda's 1,000 starts and 100 more a second";
}

/** Warns that AWS has to be asked for a higher quota, which it grants. */
export function quotaWarnings(
  { accountConcurrency, reservedConcurrency }: LambdaFunction,
  { peakConcurrency }: PoolFigures,
): string[] {
  if (accountConcurrency !== undefined || reservedConcurrency !== undefined) return [];
  if (peakConcurrency.exact.lte(USUAL_QUOTA)) return [];
  return [`needs ${peakConcurrency} concurrent executions at its peak: ask AWS to raise the quota of ${USUAL_QUOTA}`];
}

/** Where the model of environments and cold starts was compared with one that plays every request. */
const TESTED = { maxRps: 1000, minLifetimeS: 60, maxLifetimeS: 3600 };

/** Warns that cold starts are estimated for a load at which the model was not tested. */
export function untestedRange({ warmLifetimeS }: LambdaFunction, traffic: Traffic): string[] {
  const { maxRps, minLifetimeS, maxLifetimeS } = TESTED;
  const lifetimeS = warmLifetimeS.shown;
  const isTested = peakHourlyRate(traffic) <= maxRps && lifetimeS >= minLifetimeS && lifetimeS <= maxLifetimeS;
  if (isTested) return [];
  return [
    `environments and cold starts are less certain here: the model was tested up to ${maxRps} requests a second and ` +
      `warmLifetimeS of ${minLifetimeS} to ${maxLifetimeS}`,
  ];
}

/** The quota that is assumed to be raised. */
export function concurrencyAssumption(
  { accountConcurrency, reservedConcurrency }: LambdaFunction,
  { peakConcurrency }: PoolFigures,
): Assumption[] {
  if (accountConcurrency !== undefined || reservedConcurrency !== undefined) return [];
  const peak = peakConcurrency.shown;
  const isEnough = peak <= USUAL_QUOTA;
  const reason = isEnough ? 'the quota of a new account' : `the quota of ${USUAL_QUOTA}, raised to what the peak takes`;
  return [{ at: 'accountConcurrency', value: `${Math.max(USUAL_QUOTA, peak)}`, reason }];
}
