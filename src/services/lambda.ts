import { asWritten, type Decimal, exact } from '../model/decimal.js';
import { EstimatorError } from '../model/errors.js';
import type { Month } from '../model/month.js';
import { quantity } from '../model/quantity.js';
import { durationAtMemory } from '../simulate/lambda-duration.js';
import type { Traffic } from '../workload/traffic.js';
import { ARCHITECTURES, FREE_STORAGE_MB, type LambdaInput, lambdaInput, MAX_DURATION_MS } from './lambda-input.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from './service.js';

/** Largest request or response of a synchronous call. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_SYNCHRONOUS_KB = 6 * 1024;
/** Synchronous requests an environment serves in a second at most, same page. */
const MAX_RPS_PER_ENVIRONMENT = 10;
/** Provisioned concurrency is billed in steps of five minutes. https://aws.amazon.com/lambda/pricing/ */
const PROVISIONED_STEP_S = 300;

/** AWS's pricing page words, by meter. */
const DESCRIPTIONS = {
  requests: 'Requests',
  duration: 'Duration',
  'ephemeral-storage': 'Ephemeral storage',
  'provisioned-concurrency': 'Provisioned concurrency',
  'provisioned-duration': 'Duration under provisioned concurrency',
};
type LambdaMeter = keyof typeof DESCRIPTIONS;

/** Invocations of the month; none of it rounded yet. */
interface Invocations {
  readonly requests: Decimal;
  /** Of which served by provisioned concurrency. */
  readonly provisionedRequests: Decimal;
  /** Of the others, those that start an environment. */
  readonly coldStarts: Decimal;
  readonly durationMs: Decimal;
  readonly initMs: Decimal;
}

/** AWS Lambda on demand and with provisioned concurrency. Not modelled: see `notModelled`. */
export const lambda = defineService({
  id: 'lambda',
  serviceName: 'AWS Lambda',
  pricingUrl: 'https://aws.amazon.com/lambda/pricing/',
  summary: 'Functions, billed per request and per GB-second to the millisecond.',
  notModelled: [
    'Lambda@Edge',
    'SnapStart',
    'response streaming',
    'event source pollers',
    'Managed Instances',
    'durable functions',
    'the free tier under a Savings Plan',
  ],
  meters: ARCHITECTURES.flatMap((architecture) =>
    (Object.keys(DESCRIPTIONS) as LambdaMeter[]).map((meter) => ({
      offer: 'lambda',
      meter: `${meter}-${architecture}`,
      unit: meter === 'requests' ? ('Requests' as const) : ('GB-Seconds' as const),
      description: `${DESCRIPTIONS[meter]} (${architecture})`,
    })),
  ),
  input: lambdaInput,
  simulate,
  meter,
});

function simulate(service: LambdaInput, { traffic, month }: SimulationContext): Simulation<Invocations> {
  const cpuSpeed = service.architecture === 'arm64' ? service.armSpeed : 1;
  const requests = service.requests ?? traffic?.requests ?? 0;
  const durationMs = service.durationMs ?? (traffic === null ? 0 : durationAtMemory(traffic, { ...service, cpuSpeed }));
  const provisionedRequests =
    service.provisionedConcurrency === 0 ? 0 : Math.min(service.provisionedRequests ?? requests, requests);
  const coldStarts = coldStartsOf(service, requests - provisionedRequests);
  const averageConcurrency = (requests * durationMs) / 1000 / month.seconds;
  const averageEnvironments = Math.max(averageConcurrency, requests / month.seconds / MAX_RPS_PER_ENVIRONMENT);
  return {
    metered: {
      requests: exact(requests),
      provisionedRequests: exact(provisionedRequests),
      coldStarts: exact(coldStarts),
      durationMs: asWritten(durationMs),
      initMs: asWritten(service.initMs),
    },
    activity: { invocations: requests, coldStarts, durationMs, averageConcurrency, averageEnvironments },
    warnings: quotaWarnings(averageEnvironments, service.accountConcurrency),
    infeasible: hardLimits(durationMs, traffic),
    unused: unusedFields(service, traffic, coldStarts),
  };
}

function unusedFields(service: LambdaInput, traffic: Traffic | null, coldStarts: number): string[] {
  const scaled = traffic !== null && service.durationMs === undefined;
  return [
    ...(coldStarts === 0 ? ['initMs'] : []),
    ...(scaled ? [] : ['parallelism']),
    ...(scaled && service.architecture === 'arm64' ? [] : ['armSpeed']),
    ...(traffic === null ? ['accountConcurrency'] : []),
  ];
}

function coldStartsOf({ coldStarts = 0 }: LambdaInput, onDemandRequests: number): number {
  if (coldStarts <= onDemandRequests) return coldStarts;
  throw new EstimatorError(
    'USAGE_INVALID',
    `coldStarts is ${coldStarts}, but only ${onDemandRequests} requests run on demand`,
    'Only on-demand requests start environments: lower coldStarts or provisionedRequests.',
    'coldStarts',
  );
}

function quotaWarnings(environments: number, accountConcurrency: number): string[] {
  if (environments <= accountConcurrency) return [];
  const needed = Math.ceil(environments);
  return [`needs ${needed} concurrent executions on average: ask AWS to raise the quota of ${accountConcurrency}`];
}

function hardLimits(durationMs: number, traffic: Traffic | null): string[] {
  const reasons: string[] = [];
  if (durationMs > MAX_DURATION_MS) {
    reasons.push(
      `one request runs ${Math.ceil(durationMs / 1000)} s; Lambda ends it after ${MAX_DURATION_MS / 1000} s`,
    );
  }
  const payloadKb = Math.max(traffic?.requestKb ?? 0, traffic?.responseKb ?? 0);
  if (traffic?.trigger === 'http' && payloadKb > MAX_SYNCHRONOUS_KB) {
    reasons.push(`a request or response of ${payloadKb} KB is above Lambda's ${MAX_SYNCHRONOUS_KB} KB`);
  }
  return reasons;
}

function meter(service: LambdaInput, used: Invocations, month: Month): MeteredLine[] {
  const { memoryMb, ephemeralStorageMb, provisionedConcurrency } = service;
  const warm = used.requests.minus(used.provisionedRequests).minus(used.coldStarts);
  // Rounded up once per invocation, over INIT and duration together.
  const warmMs = used.durationMs.ceil();
  const coldMs = used.durationMs.plus(used.initMs).ceil();
  const onDemandMs = warm.times(warmMs).plus(used.coldStarts.times(coldMs));
  const provisionedMs = used.provisionedRequests.times(warmMs);
  const lines = [line(service, 'requests', used.requests, 'one per invocation')];
  if (provisionedConcurrency === 0 || !onDemandMs.isZero()) {
    const cold = used.coldStarts.isZero() ? '' : ` + ${used.coldStarts} cold starts × ${coldMs} ms`;
    lines.push(gbSeconds(service, 'duration', { ms: onDemandMs, mb: memoryMb }, `${warm} × ${warmMs} ms${cold}`));
  }
  if (provisionedConcurrency > 0) {
    lines.push(
      provisionedLine(service, month),
      gbSeconds(
        service,
        'provisioned-duration',
        { ms: provisionedMs, mb: memoryMb },
        `${used.provisionedRequests} × ${warmMs} ms`,
      ),
    );
  }
  if (ephemeralStorageMb > FREE_STORAGE_MB) {
    const ms = onDemandMs.plus(provisionedMs);
    lines.push(gbSeconds(service, 'ephemeral-storage', { ms, mb: ephemeralStorageMb - FREE_STORAGE_MB }, `${ms} ms`));
  }
  return lines;
}

/** Billed while enabled, used or not. */
function provisionedLine(service: LambdaInput, month: Month): MeteredLine {
  const { provisionedConcurrency, provisionedHours = month.hours, memoryMb } = service;
  const steps = asWritten(provisionedHours).times(3600).div(PROVISIONED_STEP_S).ceil();
  const seconds = steps.times(PROVISIONED_STEP_S);
  return line(
    service,
    'provisioned-concurrency',
    exact(provisionedConcurrency).times(seconds).times(memoryMb).div(1024),
    `${provisionedConcurrency} × ${seconds} s (whole 5 minutes) × ${memoryMb} MB / 1024`,
  );
}

/** GB-Seconds = ms × MB / 1024 / 1000, divided once so that nothing is rounded on the way. */
function gbSeconds(
  service: LambdaInput,
  meter: LambdaMeter,
  of: { ms: Decimal; mb: number },
  steps: string,
): MeteredLine {
  return line(service, meter, of.ms.times(of.mb).div(1024 * 1000), `(${steps}) × ${of.mb} MB / 1024 / 1000`);
}

/** Meters that a Compute Savings Plan covers. https://aws.amazon.com/savingsplans/compute-pricing/ */
const UNDER_SAVINGS_PLAN: readonly LambdaMeter[] = ['duration', 'provisioned-concurrency', 'provisioned-duration'];

function line(service: LambdaInput, meter: LambdaMeter, amount: Decimal, derivation: string): MeteredLine {
  const { architecture, savingsPlan } = service;
  const committed = savingsPlan !== 'none' && UNDER_SAVINGS_PLAN.includes(meter);
  return {
    offer: committed ? 'savings-plans' : 'lambda',
    meter: committed ? `${savingsPlan}-lambda-${meter}-${architecture}` : `${meter}-${architecture}`,
    description: `${DESCRIPTIONS[meter]} (${committed ? `${architecture}, Savings Plan` : architecture})`,
    pricingQuantity: quantity(amount, meter === 'requests' ? 'Requests' : 'GB-Seconds'),
    pricingCategory: committed ? 'Committed' : 'Standard',
    derivation,
  };
}
