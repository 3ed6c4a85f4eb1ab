import { Amount } from '../../model/amount.js';
import { type Amounts, shownOf } from '../../model/amounts.js';
import type { ClosedForm } from '../../model/closed-form.js';
import { EstimatorError } from '../../model/errors.js';
import { memoryChoice } from '../../simulate/lambda/memory-choice.js';
import type { Traffic } from '../../workload/traffic.js';
import { isUsed } from '../meter-table.js';
import type { HourlySeries, Simulation, SimulationContext } from '../service.js';
import { latencyLimits, workWaits } from '../service-level.js';
import { monthHours } from '../traffic-units.js';
import { withMinProvisioned } from './auto-provisioned.js';
import { cpuSpeedOf, functionMonth, provisionedSeconds, requestDuration } from './function-month.js';
import { type LambdaExtras, simulateExtras } from './lambda-extras.js';
import { type LambdaFunction, MAX_DURATION_MS, recordChecks, type SizedFunction } from './lambda-input.js';
import { concurrencyAssumption, hardLimits, missedWork, quotaWarnings, untestedRange } from './lambda-limits.js';

/** Invocations of the month; none of it rounded yet. */
export interface Invocations {
  readonly requests: Amount;
  /** Of which served by provisioned concurrency. */
  readonly provisionedRequests: Amount;
  /** Of the others, those that start an environment. */
  readonly coldStarts: Amount;
  readonly durationMs: Amount;
  readonly initMs: Amount;
  /** Concurrency × seconds, in whole five minutes. */
  readonly provisionedSeconds: Amount;
  readonly extras: LambdaExtras;
}

/** How the function answers the month: by its direct usage, or by the traffic of a workload. */
export function simulateLambda(service: LambdaFunction, context: SimulationContext): Simulation<Invocations> {
  const { traffic } = context;
  const { provisionedConcurrency, maxProvisionedConcurrency } = service;
  recordChecks(service);
  const isGiven = traffic === null || service.requests !== undefined;
  if (provisionedConcurrency !== 'auto') {
    const sized = { ...service, provisionedConcurrency };
    return isGiven ? fromDirectUsage(sized, context) : fromTraffic(sized, traffic, context);
  }
  if (isGiven) throw autoNeedsTraffic();
  return withMinProvisioned(
    (concurrency) => fromTraffic({ ...service, provisionedConcurrency: Amount.of(concurrency) }, traffic, context),
    maxProvisionedConcurrency?.number,
  );
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
function fromDirectUsage(service: SizedFunction, { traffic, month }: SimulationContext): Simulation<Invocations> {
  const { requests = Amount.ZERO, coldStarts = Amount.ZERO } = service;
  const durationMs = requestDuration(service, traffic);
  const initMs = billedInitMs(service);
  const provisionedRequests = service.provisionedConcurrency.isZero()
    ? Amount.ZERO
    : (service.provisionedRequests ?? requests).min(requests);
  assertColdStarts(coldStarts, requests.minus(provisionedRequests));
  const extras = simulateExtras(service, { requests, coldStarts, traffic });
  const isCold = coldStarts.exact.gt(0);
  const isScaled = service.durationMs === undefined && traffic !== null;
  return {
    metered: {
      requests: requests.as('requests'),
      provisionedRequests: provisionedRequests.as('provisioned requests'),
      coldStarts: isUsed(initMs) ? coldStarts.as('cold starts') : Amount.ZERO,
      durationMs: durationMs.as('ms'),
      initMs: initMs.as('ms INIT'),
      provisionedSeconds: provisionedSeconds(service, service.provisionedHours?.as('h') ?? monthHours(month)),
      extras: extras.metered,
    },
    activity: {
      invocations: requests,
      coldStarts,
      durationMs,
      averageConcurrency: (requests.shown * durationMs.shown) / 1000 / month.seconds,
    },
    limits: [...hardLimits(service, durationMs, traffic), ...extras.limits],
    unused: [...unusedFields(service, { traffic: null, isCold, isScaled, isInitFelt: isCold }), ...extras.unused],
  };
}

/** Environments that answer the traffic of a workload. */
function fromTraffic(
  service: SizedFunction,
  traffic: Amounts<Traffic>,
  { month }: SimulationContext,
): Simulation<Invocations> {
  const { pool, hours, ...answered } = functionMonth(service, traffic, month);
  const { served } = pool;
  const provisionedRequests = service.provisionedRequests?.min(served) ?? pool.provisionedServed;
  const onDemandRequests = served.minus(provisionedRequests);
  if (service.coldStarts !== undefined) assertColdStarts(service.coldStarts, onDemandRequests);
  const coldStarts = service.coldStarts ?? pool.coldStarts.min(onDemandRequests);
  const initMs = initOf(service);
  const extras = simulateExtras(service, { requests: served, coldStarts, traffic });
  const shown = shownOf<Traffic>(traffic);
  const isOftenCold = isAbove(coldStarts, served.times(LATE_SHARE), shown.serviceLevel.p95Ms !== undefined);
  const { durationMs } = answered;
  const p95Ms = isOftenCold ? Amount.closedForm(WITH_START, [durationMs, startMs(service)]) : durationMs;
  const isCold = coldStarts.exact.gt(0);
  return {
    metered: {
      requests: served.as('requests'),
      provisionedRequests: provisionedRequests.as('provisioned requests'),
      coldStarts: isUsed(initMs) ? coldStarts.as('cold starts') : Amount.ZERO,
      durationMs: durationMs.as('ms'),
      initMs: initMs.as('ms INIT'),
      provisionedSeconds:
        service.provisionedHours === undefined
          ? answered.provisionedSeconds
          : provisionedSeconds(service, service.provisionedHours.as('h')),
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
      p95Ms: p95Ms.shown,
      ...(answered.messagesPerInvocation.shown !== 1 && { messagesPerInvocation: answered.messagesPerInvocation }),
      ...(workWaits(traffic.trigger) && { longestDelayS: pool.longestDelayS }),
      ...memoryActivity(service, shown),
    },
    ...(hours !== undefined && { hours: seriesOf(hours), costFollows: 'requests' }),
    assumptions: concurrencyAssumption(service, pool),
    warnings: [...quotaWarnings(service, pool), ...untestedRange(service, shown)],
    limits: [
      ...hardLimits(service, durationMs, traffic),
      ...latencyLimits(p95Ms, traffic),
      ...missedWork(service, traffic, pool),
      ...extras.limits,
    ],
    unused: [
      ...unusedFields(service, {
        traffic,
        isCold,
        isScaled: service.durationMs === undefined,
        isInitFelt: isCold && (!initMs.exact.isZero() || isOftenCold),
      }),
      ...extras.unused,
    ],
  };
}

/** Share of the requests that may be later than the 95th percentile. */
const LATE_SHARE = 0.05;

const WITH_START: ClosedForm = {
  name: 'duration with start',
  compute: (durationMs = 0, startMs = 0) => durationMs + startMs,
  isWhole: false,
  directions: ['rising', 'rising'],
};

/** @param isNoted whether something depends on it; elsewhere it is only shown */
function isAbove(amount: Amount, other: Amount, isNoted: boolean): boolean {
  return isNoted ? amount.isAbove(other) : amount.exact.gt(other.exact);
}

/** INIT billed with a cold start: none where the user gave the duration that is billed on average, or with SnapStart. */
function initOf(service: LambdaFunction): Amount {
  return service.durationMs !== undefined && service.coldStarts === undefined ? Amount.ZERO : billedInitMs(service);
}

function billedInitMs({ snapStart, initMs }: LambdaFunction): Amount {
  return snapStart === 'none' ? initMs : Amount.ZERO;
}

/** What a request waits for when all environments are busy. */
function startMs({ snapStart, initMs, restoreMs }: LambdaFunction): Amount {
  return snapStart === 'none' ? initMs : restoreMs;
}

function seriesOf(hours: { readonly served: Float64Array; readonly [of: string]: Float64Array }): HourlySeries {
  const { served, ...others } = hours;
  return { requests: served, ...others };
}

function assertColdStarts(coldStarts: Amount, onDemandRequests: Amount): void {
  if (onDemandRequests.isAtLeast(coldStarts)) return;
  throw new EstimatorError(
    'USAGE_INVALID',
    `coldStarts is ${coldStarts}, but only ${onDemandRequests} requests run on demand`,
    'Only on-demand requests start environments: lower coldStarts or provisionedRequests.',
    'coldStarts',
  );
}

/** Memory sizes to recommend: the cheapest, and the fastest of those that cost at most 5% more. */
function memoryActivity(
  service: LambdaFunction,
  traffic: Traffic,
): { cheapestMemoryMb?: number; fastMemoryMb?: number } {
  if (service.durationMs !== undefined) return {};
  const size = { parallelism: service.parallelism.shown, cpuSpeed: cpuSpeedOf(service).shown };
  const maxMs = Math.min(MAX_DURATION_MS, traffic.serviceLevel.p95Ms ?? MAX_DURATION_MS);
  const choice = memoryChoice(traffic, size, { minMb: traffic.memoryMb, maxMs });
  return choice === undefined ? {} : { cheapestMemoryMb: choice.cheapestMb, fastMemoryMb: choice.fastMb };
}

/** What mattered in a month. */
interface FieldUse {
  readonly traffic: Amounts<Traffic> | null;
  readonly isCold: boolean;
  /** Whether the duration is the workload's, scaled to the memory. */
  readonly isScaled: boolean;
  /** Whether INIT is billed, or so frequent that the slowest twentieth waits for it. */
  readonly isInitFelt: boolean;
}

function unusedFields(service: LambdaFunction, { traffic, isCold, isScaled, isInitFelt }: FieldUse): string[] {
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
