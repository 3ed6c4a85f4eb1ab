import { Amount } from '../../model/amount.js';
import { type Amounts, numbersOf } from '../../model/amounts.js';
import type { ClosedForm } from '../../model/closed-form.js';
import type { Month } from '../../model/month.js';
import { type Batching, batchedArrivals, invocationRate } from '../../simulate/lambda/batching.js';
import type { FunctionPool, PoolMonth } from '../../simulate/lambda/function-pool.js';
import {
  BILLED_STEP_S,
  billedConcurrencySeconds,
  type ProvisionedSettings,
  provisionedPerStep,
} from '../../simulate/lambda/provisioned-concurrency.js';
import { warmPool } from '../../simulate/lambda/warm-pool.js';
import { arrivals } from '../../workload/arrivals.js';
import type { Traffic, Trigger } from '../../workload/traffic.js';
import { SECONDS_PER_HOUR } from '../traffic-units.js';
import { hoursOfEntry } from '../week-hours.js';
import { type LambdaFunction, MAX_SQS_CONCURRENCY, type SizedFunction, type SizedLambdaInput } from './lambda-input.js';
import { type PoolFigures, type SteadyInvocations, steadyPoolFigures } from './pool-figures.js';
import { scaledDuration } from './scaled-duration.js';

type PoolRules = SteadyInvocations['rules'] & Pick<FunctionPool, 'startsAtOnce' | 'startsPerSecond'>;

/** Environments a function may start at once, and as many again each ten seconds. https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html */
const STARTS = { startsAtOnce: 1000, startsPerSecond: 100 };
/** Invocations an SQS event source starts with, and by how many it grows: 300 a minute. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
const SQS_STARTS = { startsAtOnce: 5, startsPerSecond: 5 };
/** Synchronous requests an environment serves in a second at most. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const SYNCHRONOUS: PoolRules = { ...STARTS, rpsPerEnvironment: 10, isLost: true };
const RULES: Readonly<Record<Trigger, PoolRules>> = {
  http: SYNCHRONOUS,
  websocket: SYNCHRONOUS,
  queue: { ...SQS_STARTS, rpsPerEnvironment: Number.POSITIVE_INFINITY, isLost: false },
  stream: { ...STARTS, rpsPerEnvironment: Number.POSITIVE_INFINITY, isLost: false },
  // Asynchronous events are tried again for hours.
  schedule: { ...STARTS, rpsPerEnvironment: Number.POSITIVE_INFINITY, isLost: false },
};
/** Lambda polls each shard once a second. https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html */
const POLL_S = 1;

/** The month of a function under its traffic. */
export interface FunctionMonth {
  readonly pool: PoolFigures;
  /** Hour by hour; undefined when the traffic is the same all month. */
  readonly hours?: PoolMonth['hours'];
  /** Of one invocation: so many messages, as long as all of them take. */
  readonly durationMs: Amount;
  readonly messagesPerInvocation: Amount;
  /** Concurrency × seconds of provisioned concurrency, whole five minutes; 0 without. */
  readonly provisionedSeconds: Amount;
}

/** How the function's environments answer the traffic. */
export function functionMonth(service: SizedFunction, traffic: Amounts<Traffic>, month: Month): FunctionMonth {
  const isEvenlyProvisioned =
    (service.provisionedSchedule ?? []).length === 0 && service.provisionedTarget === undefined;
  return traffic.arrivals === undefined && isEvenlyProvisioned
    ? steadyMonth(service, traffic, month)
    : monthStepByStep(service, traffic, month);
}

/** Duration in ms of one request: the function's own, as given, or the workload's at the memory of the function. */
export function requestDuration(service: LambdaFunction, traffic: Amounts<Traffic> | null): Amount {
  if (service.durationMs !== undefined) return service.durationMs;
  if (traffic === null) return Amount.ZERO;
  return scaledDuration(traffic, { ...service, cpuSpeed: cpuSpeedOf(service) });
}

/** Work that a vCPU of the function does, against x86_64. */
export function cpuSpeedOf({ architecture, armSpeed }: LambdaFunction): Amount {
  return architecture === 'arm64' ? armSpeed : Amount.ONE;
}

/** Concurrency × seconds of what is provisioned for some hours, in whole five minutes, used or not. */
export function provisionedSeconds({ provisionedConcurrency }: SizedFunction, hours: Amount): Amount {
  const steps = hours.times(SECONDS_PER_HOUR).dividedBy(Amount.of(BILLED_STEP_S, 's')).ceil();
  return provisionedConcurrency.as('environments').times(steps).times(BILLED_STEP_S);
}

function steadyMonth(service: SizedFunction, traffic: Amounts<Traffic>, month: Month): FunctionMonth {
  const { requests, requestsPerSecond, trigger } = traffic;
  const { size, windowS, partitions } = batchingOf(service, traffic);
  const isBatched = trigger === 'queue' || trigger === 'stream';
  const messages = isBatched
    ? Amount.closedForm(MESSAGES_PER_INVOCATION, [requestsPerSecond, size, windowS, partitions])
    : Amount.ONE;
  const oneMs = requestDuration(service, traffic);
  const isOfMessage = isBatched && service.durationMs === undefined;
  const durationMs = isOfMessage ? Amount.closedForm(DURATION_OF_MESSAGES, [oneMs, messages]) : oneMs;
  const invocations = {
    requests: isBatched ? Amount.closedForm(INVOCATIONS, [requests, messages]).as('requests') : requests.as('requests'),
    durationMs,
    warmLifetimeS: service.warmLifetimeS,
    provisionedConcurrency: service.provisionedConcurrency,
    concurrencyLimit: concurrencyLimit(service, trigger),
    rules: RULES[trigger],
  };
  return {
    pool: steadyPoolFigures(invocations, month.seconds),
    durationMs,
    messagesPerInvocation: messages,
    provisionedSeconds: provisionedSeconds(service, Amount.of(month.hours, 'h')),
  };
}

const MESSAGES_PER_INVOCATION: ClosedForm = {
  name: 'messages per invocation',
  compute: (rate = 0, size = 1, windowS = 0, partitions = 1) =>
    rate === 0 ? 1 : rate / invocationRate(rate, { size, windowS, partitions }),
  isWhole: false,
};
const INVOCATIONS: ClosedForm = {
  name: 'invocations',
  compute: (requests = 0, messages = 1) => Math.round(requests / messages),
  isWhole: true,
  directions: ['rising', 'falling'],
};
const DURATION_OF_MESSAGES: ClosedForm = {
  name: 'duration of messages',
  compute: (oneMs = 0, messages = 1) => oneMs * messages,
  isWhole: false,
  directions: ['rising', 'rising'],
};

function batchingOf({ batchSize, batchWindowS, shards }: LambdaFunction, { trigger }: Pick<Traffic, 'trigger'>) {
  if (trigger === 'queue') return { size: batchSize, windowS: batchWindowS, partitions: Amount.ONE };
  if (trigger === 'stream') return { size: batchSize, windowS: batchWindowS.max(POLL_S), partitions: shards };
  return { size: Amount.ONE, windowS: Amount.ZERO, partitions: Amount.ONE };
}

/** Invocations at once; undefined where nothing limits them. */
function concurrencyLimit(service: LambdaFunction, trigger: Trigger): Amount | undefined {
  const { reservedConcurrency, accountConcurrency, maximumConcurrency, shards, parallelizationFactor } = service;
  const ofSource = {
    queue: maximumConcurrency ?? Amount.of(MAX_SQS_CONCURRENCY),
    stream: shards.times(parallelizationFactor),
  };
  const limits = [
    reservedConcurrency,
    accountConcurrency,
    trigger === 'queue' || trigger === 'stream' ? ofSource[trigger] : undefined,
  ].filter((limit) => limit !== undefined);
  const [first, ...others] = limits;
  return others.reduce((min, limit) => min?.min(limit), first);
}

/** On numbers: what changes from step to step has no formula. */
function monthStepByStep(service: SizedFunction, traffic: Amounts<Traffic>, month: Month): FunctionMonth {
  const { trigger } = traffic;
  const requests = traffic.requests.number;
  const oneMs = requestDuration(service, traffic).number;
  const batching = numbersOf<Batching>(batchingOf(service, traffic));
  const plan = provisionedPlan(numbersOf<SizedLambdaInput>(service), month);
  const stepByStep = traffic.arrivals ?? arrivals({ type: 'steady' }, { requests, month, stepSeconds: 60 });
  const invocations = batchedArrivals(stepByStep, batching);
  const count = invocations.counts.reduce((sum, of) => sum + of, 0);
  const messages = count === 0 ? 1 : requests / count;
  const durationMs = service.durationMs === undefined ? oneMs * messages : oneMs;
  const ready = plan.tracking?.min ?? provisionedPerStep(plan, invocations.expected, invocations.stepSeconds);
  const pool: FunctionPool = {
    ...RULES[trigger],
    durationS: durationMs / 1000,
    lifetimeS: service.warmLifetimeS.number,
    limit: concurrencyLimit(service, trigger)?.number ?? Number.POSITIVE_INFINITY,
    ready,
  };
  let billedSeconds = 0;
  const { hours, ...figures } = warmPool(invocations, pool, (busy) => {
    const steps = provisionedPerStep(plan, busy, invocations.stepSeconds);
    billedSeconds = billedConcurrencySeconds(steps, invocations.stepSeconds, month.seconds);
    return steps;
  });
  return {
    pool: { ...amountsOf(figures), served: Amount.of(figures.served, 'requests') },
    hours,
    durationMs: Amount.of(durationMs),
    messagesPerInvocation: Amount.of(messages),
    provisionedSeconds: Amount.of(billedSeconds, 'concurrency-seconds'),
  };
}

function amountsOf(figures: Omit<PoolMonth, 'hours'>): PoolFigures {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Amount.of(value)])) as never;
}

function provisionedPlan(service: SizedLambdaInput, month: Month): ProvisionedSettings {
  const { provisionedConcurrency, provisionedSchedule = [], provisionedTarget, maxProvisionedConcurrency } = service;
  const tracking =
    provisionedTarget === undefined || maxProvisionedConcurrency === undefined
      ? null
      : { target: provisionedTarget, min: Math.max(1, provisionedConcurrency), max: maxProvisionedConcurrency };
  return {
    usual: provisionedConcurrency,
    schedule: provisionedSchedule.map((entry) => ({ hours: hoursOfEntry(entry), concurrency: entry.concurrency })),
    tracking,
    startS: service.provisionedStartS,
    clock: month,
  };
}
