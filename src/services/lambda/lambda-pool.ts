import type { Month } from '../../model/month.js';
import { type Batching, batched, invocationRate } from '../../simulate/lambda/batching.js';
import { durationAtMemory } from '../../simulate/lambda/lambda-duration.js';
import {
  billedConcurrencySeconds,
  type ProvisionedPlan,
  provisionedSteps,
} from '../../simulate/lambda/provisioned-concurrency.js';
import { steadyPoolMonth } from '../../simulate/lambda/steady-pool-month.js';
import { type FunctionPool, type PoolMonth, warmPool } from '../../simulate/lambda/warm-pool.js';
import { arrivals } from '../../workload/arrivals.js';
import type { Traffic } from '../../workload/traffic.js';
import { hoursOfEntry } from '../week-hours.js';
import type { LambdaInput, SizedLambdaInput } from './lambda-input.js';
import { MOST_SQS_CONCURRENCY } from './lambda-source-input.js';

/** Synchronous requests an environment serves in a second at most. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_RPS_PER_ENVIRONMENT = 10;
/** Environments a function may start at once, and as many again each ten seconds. https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html */
const STARTS = { startsAtOnce: 1000, startsPerSecond: 100 };
/** Invocations an SQS event source starts with, and by how many it grows: 300 a minute. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
const SQS_STARTS = { startsAtOnce: 5, startsPerSecond: 5 };
/** Lambda polls each shard once a second. https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html */
const POLL_S = 1;

/** The month of a function under its traffic. */
export interface FunctionMonth {
  readonly pool: Omit<PoolMonth, 'hours'>;
  /** Hour by hour; undefined when the traffic is the same all month. */
  readonly hours: PoolMonth['hours'] | undefined;
  /** Of one invocation: so many messages, as long as all of them take. */
  readonly durationMs: number;
  readonly messagesPerInvocation: number;
  /** Concurrency × seconds of provisioned concurrency, whole five minutes; 0 without. */
  readonly provisionedSeconds: number;
}

/** How the function's environments answer the traffic. */
export function functionMonth(service: SizedLambdaInput, traffic: Traffic, month: Month): FunctionMonth {
  const batching = batchingOf(service, traffic);
  const cpuSpeed = service.architecture === 'arm64' ? service.armSpeed : 1;
  const oneMs = service.durationMs ?? durationAtMemory(traffic, { ...service, cpuSpeed });
  const plan = provisionedPlan(service, month);
  const { arrivals: given } = traffic;
  if (given === undefined && isConstant(plan)) {
    const rate = traffic.requestsPerSecond;
    const messages = rate === 0 ? 1 : rate / invocationRate(rate, batching);
    const durationMs = lastsMs(service, oneMs, messages);
    const requests = Math.round(traffic.requests / messages);
    const pool = steadyPoolMonth(requests, month.seconds, poolOf(service, traffic, durationMs), plan.usual);
    const provisionedSeconds = billedConcurrencySeconds(plan.usual, 60, month.seconds);
    return { pool, hours: undefined, durationMs, messagesPerInvocation: messages, provisionedSeconds };
  }
  const stepByStep = given ?? arrivals({ type: 'steady' }, { requests: traffic.requests, month, stepSeconds: 60 });
  const invocations = batched(stepByStep, batching);
  const count = total(invocations.counts);
  const messages = count === 0 ? 1 : traffic.requests / count;
  const durationMs = lastsMs(service, oneMs, messages);
  let provisionedSeconds = 0;
  const ready = plan.tracking?.least ?? provisionedSteps(plan, invocations.expected, invocations.stepSeconds);
  const { hours, ...pool } = warmPool(invocations, { ...poolOf(service, traffic, durationMs), ready }, (busy) => {
    const steps = provisionedSteps(plan, busy, invocations.stepSeconds);
    provisionedSeconds = billedConcurrencySeconds(steps, invocations.stepSeconds, month.seconds);
    return steps;
  });
  return { pool, hours, durationMs, messagesPerInvocation: messages, provisionedSeconds };
}

/** The function's own duration is of an invocation as given; the workload's is of one message. */
function lastsMs({ durationMs }: LambdaInput, oneMs: number, messages: number): number {
  return durationMs === undefined ? oneMs * messages : oneMs;
}

function batchingOf({ batchSize, batchWindowS, shards }: LambdaInput, { trigger }: Traffic): Batching {
  if (trigger === 'queue') return { size: batchSize, windowS: batchWindowS, lanes: 1 };
  if (trigger === 'stream') return { size: batchSize, windowS: Math.max(POLL_S, batchWindowS), lanes: shards };
  return { size: 1, windowS: 0, lanes: 1 };
}

/** What the environments of a function are. */
export function poolOf(service: LambdaInput, { trigger }: Pick<Traffic, 'trigger'>, durationMs: number): FunctionPool {
  const { reservedConcurrency, accountConcurrency, maximumConcurrency = MOST_SQS_CONCURRENCY } = service;
  const most = Math.min(
    reservedConcurrency ?? Number.POSITIVE_INFINITY,
    accountConcurrency ?? Number.POSITIVE_INFINITY,
  );
  const common = { durationS: durationMs / 1000, lifetimeS: service.warmLifetimeS };
  switch (trigger) {
    case 'http':
    case 'websocket':
      return { ...common, ...STARTS, limit: most, rpsPerEnvironment: MAX_RPS_PER_ENVIRONMENT, isLost: true };
    case 'queue': {
      const limit = Math.min(most, maximumConcurrency);
      return { ...common, ...SQS_STARTS, limit, rpsPerEnvironment: Number.POSITIVE_INFINITY, isLost: false };
    }
    case 'stream': {
      const limit = Math.min(most, service.shards * service.parallelizationFactor);
      return { ...common, ...STARTS, limit, rpsPerEnvironment: Number.POSITIVE_INFINITY, isLost: false };
    }
    case 'schedule':
      // Asynchronous events are tried again for hours.
      return { ...common, ...STARTS, limit: most, rpsPerEnvironment: Number.POSITIVE_INFINITY, isLost: false };
  }
}

function provisionedPlan(service: SizedLambdaInput, month: Month): ProvisionedPlan {
  const { provisionedConcurrency, provisionedSchedule = [], provisionedTarget, maxProvisionedConcurrency } = service;
  const tracking =
    provisionedTarget === undefined || maxProvisionedConcurrency === undefined
      ? null
      : { target: provisionedTarget, least: Math.max(1, provisionedConcurrency), most: maxProvisionedConcurrency };
  return {
    usual: provisionedConcurrency,
    schedule: provisionedSchedule.map((entry) => ({ hours: hoursOfEntry(entry), concurrency: entry.concurrency })),
    tracking,
    startS: service.provisionedStartS,
    clock: month,
  };
}

function isConstant({ schedule, tracking }: ProvisionedPlan): boolean {
  return schedule.length === 0 && tracking === null;
}

function total(counts: Float64Array): number {
  let sum = 0;
  for (let step = 0; step < counts.length; step += 1) sum += counts[step] as number;
  return sum;
}
