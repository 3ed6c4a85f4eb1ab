import { asWritten, type Decimal, exact } from '../../model/decimal.js';
import { EstimatorError } from '../../model/errors.js';
import type { Month } from '../../model/month.js';
import { durationAtMemory } from '../../simulate/lambda/lambda-duration.js';
import { memoryChoice } from '../../simulate/lambda/memory-choice.js';
import { BILLED_STEP_S } from '../../simulate/lambda/provisioned-concurrency.js';
import type { Traffic } from '../../workload/traffic.js';
import type { NumericContext, Simulation } from '../numeric-service.js';
import type { HourlySeries } from '../service.js';
import { lateAnswers, workWaits } from '../service-level.js';
import { type LambdaExtras, simulateExtras } from './lambda-extras.js';
import { type LambdaInput, MAX_DURATION_MS, type SizedLambdaInput } from './lambda-input.js';
import { concurrencyAssumption, hardLimits, missedWork, quotaWarnings, untestedRange } from './lambda-limits.js';
import { functionMonth } from './lambda-pool.js';
import { withLeastProvisioned } from './least-provisioned.js';

/** Invocations of the month; none of it rounded yet. */
export interface Invocations {
  readonly requests: Decimal;
  /** Of which served by provisioned concurrency. */
  readonly provisionedRequests: Decimal;
  /** Of the others, those that start an environment. */
  readonly coldStarts: Decimal;
  readonly durationMs: Decimal;
  readonly initMs: Decimal;
  /** Concurrency × seconds, in whole five minutes. */
  readonly provisionedSeconds: Decimal;
  readonly extras: LambdaExtras;
}

/** How the function answers the month: as given, or as its environments do. */
export function simulateLambda(service: LambdaInput, context: NumericContext): Simulation<Invocations> {
  const { traffic } = context;
  const { provisionedConcurrency } = service;
  const sized = (concurrency: number): SizedLambdaInput => ({ ...service, provisionedConcurrency: concurrency });
  const isGiven = traffic === null || service.requests !== undefined;
  if (provisionedConcurrency !== 'auto') {
    const known = sized(provisionedConcurrency);
    return isGiven ? asGiven(known, context) : following(known, traffic, context);
  }
  if (isGiven) throw autoNeedsTraffic();
  const { maxProvisionedConcurrency: most } = service;
  return withLeastProvisioned((concurrency) => following(sized(concurrency), traffic, context), most);
}

function autoNeedsTraffic(): EstimatorError {
  return new EstimatorError(
    'USAGE_INVALID',
    'provisionedConcurrency is auto, but the requests are given without saying when they come',
    'Leave requests to a workload, or give provisionedConcurrency as a number.',
    'provisionedConcurrency',
  );
}

/** Requests as the user gave them: nothing is known of when they come. */
function asGiven(service: SizedLambdaInput, { traffic, month }: NumericContext): Simulation<Invocations> {
  const { requests = 0, coldStarts = 0 } = service;
  const cpuSpeed = service.architecture === 'arm64' ? service.armSpeed : 1;
  const isScaled = service.durationMs === undefined && traffic !== null;
  const durationMs = service.durationMs ?? (traffic === null ? 0 : durationAtMemory(traffic, { ...service, cpuSpeed }));
  const provisionedRequests =
    service.provisionedConcurrency === 0 ? 0 : Math.min(service.provisionedRequests ?? requests, requests);
  assertColdStarts(coldStarts, requests - provisionedRequests);
  const averageConcurrency = (requests * durationMs) / 1000 / month.seconds;
  const extras = simulateExtras(service, { requests, coldStarts, traffic });
  return {
    metered: {
      requests: exact(requests),
      provisionedRequests: exact(provisionedRequests),
      coldStarts: exact(coldStarts),
      durationMs: asWritten(durationMs),
      initMs: asWritten(billedInitMs(service)),
      provisionedSeconds: provisionedSecondsAsGiven(service, month),
      extras: extras.metered,
    },
    activity: { invocations: requests, coldStarts, durationMs, averageConcurrency },
    infeasible: [...hardLimits(service, durationMs, traffic), ...extras.infeasible],
    unused: [
      ...unusedFields(service, { traffic: null, coldStarts, isScaled, isInitFelt: coldStarts > 0 }),
      ...extras.unused,
    ],
  };
}

/** Environments that answer the traffic of a workload. */
function following(service: SizedLambdaInput, traffic: Traffic, { month }: NumericContext): Simulation<Invocations> {
  const { pool, hours, durationMs, messagesPerInvocation, provisionedSeconds } = functionMonth(service, traffic, month);
  const { served } = pool;
  const provisionedRequests = Math.min(served, service.provisionedRequests ?? pool.provisionedServed);
  const coldStarts = service.coldStarts ?? Math.min(pool.coldStarts, served - provisionedRequests);
  assertColdStarts(coldStarts, served - provisionedRequests);
  const isOftenCold = coldStarts > served * LATE_SHARE;
  const p95Ms = isOftenCold ? durationMs + startMs(service) : durationMs;
  const initMs = initOf(service);
  const isInitFelt = coldStarts > 0 && (initMs > 0 || isOftenCold);
  const extras = simulateExtras(service, { requests: served, coldStarts, traffic });
  return {
    metered: {
      requests: exact(served),
      provisionedRequests: exact(provisionedRequests),
      coldStarts: exact(initMs === 0 ? 0 : coldStarts),
      durationMs: asWritten(durationMs),
      initMs: asWritten(initMs),
      provisionedSeconds:
        service.provisionedHours === undefined ? exact(provisionedSeconds) : provisionedSecondsAsGiven(service, month),
      extras: extras.metered,
    },
    activity: {
      invocations: served,
      coldStarts,
      throttled: pool.throttled,
      averageEnvironments: pool.averageEnvironments,
      averageConcurrency: pool.averageConcurrency,
      p99Concurrency: pool.p99Concurrency,
      peakConcurrency: pool.peakConcurrency,
      durationMs,
      p95Ms,
      ...(messagesPerInvocation !== 1 && { messagesPerInvocation }),
      ...(workWaits(traffic.trigger) && { longestDelayS: pool.longestDelayS }),
      ...memoryActivity(service, traffic),
    },
    ...(hours !== undefined && { hours: seriesOf(hours), costFollows: 'requests' }),
    assumptions: concurrencyAssumption(service, pool),
    warnings: [...quotaWarnings(service, pool), ...untestedRange(service, traffic)],
    infeasible: [
      ...hardLimits(service, durationMs, traffic),
      ...lateAnswers(p95Ms, traffic),
      ...missedWork(service, traffic, pool),
      ...extras.infeasible,
    ],
    unused: [
      ...unusedFields(service, { traffic, coldStarts, isScaled: service.durationMs === undefined, isInitFelt }),
      ...extras.unused,
    ],
  };
}

/** Share of the requests that may be later than the 95th percentile. */
const LATE_SHARE = 0.05;

/** INIT billed with a cold start: none where the user gave the duration that is billed on average, or a snapshot stands in for it. */
function initOf(service: LambdaInput): number {
  return service.durationMs !== undefined && service.coldStarts === undefined ? 0 : billedInitMs(service);
}

function billedInitMs({ snapStart, initMs }: LambdaInput): number {
  return snapStart === 'none' ? initMs : 0;
}

/** What a request waits for when no environment is there. */
function startMs({ snapStart, initMs, restoreMs }: LambdaInput): number {
  return snapStart === 'none' ? initMs : restoreMs;
}

function seriesOf(hours: { readonly served: Float64Array; readonly [of: string]: Float64Array }): HourlySeries {
  const { served, ...others } = hours;
  return { requests: served, ...others };
}

/** Concurrency × hours, in whole five minutes; billed while enabled, used or not. */
function provisionedSecondsAsGiven(
  { provisionedConcurrency, provisionedHours }: SizedLambdaInput,
  month: Month,
): Decimal {
  const seconds = asWritten(provisionedHours ?? month.hours).times(3600);
  return exact(provisionedConcurrency).times(seconds.div(BILLED_STEP_S).ceil()).times(BILLED_STEP_S);
}

function assertColdStarts(coldStarts: number, onDemandRequests: number): void {
  if (coldStarts <= onDemandRequests) return;
  throw new EstimatorError(
    'USAGE_INVALID',
    `coldStarts is ${coldStarts}, but only ${onDemandRequests} requests run on demand`,
    'Only on-demand requests start environments: lower coldStarts or provisionedRequests.',
    'coldStarts',
  );
}

/** Which memory would do: the cheapest, and the fastest of those that cost at most 5 % more. */
function memoryActivity(service: LambdaInput, traffic: Traffic): { cheapestMemoryMb?: number; fastMemoryMb?: number } {
  if (service.durationMs !== undefined) return {};
  const cpuSpeed = service.architecture === 'arm64' ? service.armSpeed : 1;
  const longestMs = Math.min(MAX_DURATION_MS, traffic.serviceLevel.p95Ms ?? MAX_DURATION_MS);
  const choice = memoryChoice(traffic, { ...service, cpuSpeed }, { leastMb: traffic.memoryMb, longestMs });
  return choice === undefined ? {} : { cheapestMemoryMb: choice.cheapestMb, fastMemoryMb: choice.fastMb };
}

/** What had a say in a month. */
interface FieldUse {
  readonly traffic: Traffic | null;
  readonly coldStarts: number;
  /** Whether the duration is the workload's, scaled to the memory. */
  readonly isScaled: boolean;
  /** Whether INIT is billed, or so frequent that the slowest twentieth waits for it. */
  readonly isInitFelt: boolean;
}

function unusedFields(service: LambdaInput, { traffic, coldStarts, isScaled, isInitFelt }: FieldUse): string[] {
  const isCold = coldStarts > 0;
  const sources = traffic?.trigger === 'stream' ? [] : ['shards', 'parallelizationFactor'];
  const batches = traffic?.trigger === 'stream' || traffic?.trigger === 'queue' ? [] : ['batchSize', 'batchWindowS'];
  return [
    ...(isInitFelt && service.snapStart === 'none' ? [] : ['initMs']),
    ...(isCold && service.snapStart !== 'none' ? [] : ['restoreMs']),
    ...(isScaled ? [] : ['parallelism']),
    ...(isScaled && service.architecture === 'arm64' ? [] : ['armSpeed']),
    ...(traffic === null || service.coldStarts !== undefined ? ['warmLifetimeS'] : []),
    ...(service.provisionedTarget === undefined ? ['provisionedStartS'] : []),
    ...sources,
    ...batches,
  ];
}
