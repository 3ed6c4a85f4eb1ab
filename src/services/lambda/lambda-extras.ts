import { Amount, atMost } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import type { Month } from '../../model/month.js';
import type { Traffic } from '../../workload/traffic.js';
import { type MeterOf, type MeterRow, meterTable } from '../meter-table.js';
import type { MeteredLine, Simulation } from '../service.js';
import { gbOf, givenOrUnits, monthHours, SECONDS_PER_HOUR } from '../traffic-units.js';
import { type FunctionFields, type LambdaExtrasInput, MAX_EVENT_KB, MIN_POLLERS } from './lambda-extras-input.js';

// Rules of this file: https://aws.amazon.com/lambda/pricing/
/** An asynchronous event is one request up to this size, and one more for each further step. */
const FIRST_EVENT = Amount.of(256, 'KB');
const EVENT_STEP = Amount.of(64, 'KB');
/** Of each streamed response, 6 MB are free. */
const FREE_STREAMED = Amount.of(6 * 1024, 'KB');
/** A snapshot is kept at least this long after its version was published. */
const MIN_SNAPSHOT_HOURS = Amount.of(3, 'h');
/** Pollers are billed per second, a minute at least. */
const MIN_POLLER = Amount.of(60, 's');
/** AWS's examples of durable functions take a GB as 10^6 KB. */
const DURABLE_KB_PER_GB = 1_000_000;

const METERS = meterTable('lambda', {
  'requests-x86_64': ['Requests', 'Requests (x86_64)'],
  'requests-arm64': ['Requests', 'Requests (arm64)'],
  'response-streaming-x86_64': ['GB', 'Response streaming (x86_64)'],
  'response-streaming-arm64': ['GB', 'Response streaming (arm64)'],
  'snapstart-cache': ['GB-Seconds', 'SnapStart cache'],
  'snapstart-restore': ['GB', 'SnapStart restore'],
  'event-poller-unit-sqs': ['EPU-Hours', 'Event poller units (SQS)'],
  'event-poller-unit-kafka': ['EPU-Hours', 'Event poller units (Kafka)'],
  'tenant-isolation-x86_64': ['GB', 'Tenant isolation, environments created (x86_64)'],
  'tenant-isolation-arm64': ['GB', 'Tenant isolation, environments created (arm64)'],
  'durable-operations': ['Operations', 'Durable operations'],
  'durable-data-written': ['GB', 'Durable functions, data written'],
  'durable-data-retained': ['GB-Months', 'Durable functions, data retained'],
});

/** The meters of this file, without the requests, which every function has. */
export const LAMBDA_EXTRA_METERS = METERS.infos.filter(({ meter }) => !meter.startsWith('requests-'));

/** What these meters need to know of the month; nothing of it rounded yet. */
export interface LambdaExtras {
  readonly requests: Amount;
  /** KB of each asynchronous event; 0 where invocations are synchronous. */
  readonly eventKb: Amount;
  /** KB of each streamed response; 0 where responses are buffered. */
  readonly streamedKb: Amount;
  readonly restores: Amount;
  readonly operations: Amount;
  readonly resumes: Amount;
  readonly writtenGb: Amount;
}

/** The invocations of the month, as the function itself counts them. */
export interface InvocationCounts {
  readonly requests: Amount;
  readonly coldStarts: Amount;
  readonly traffic: Amounts<Traffic> | null;
}

type Fields = Amounts<LambdaExtrasInput & FunctionFields>;

/** What the invocations use of these meters. Its parts are added to the function's own. */
export function simulateExtras(
  service: Fields,
  { requests, coldStarts, traffic }: InvocationCounts,
): Required<Pick<Simulation<LambdaExtras>, 'metered' | 'unused' | 'limits'>> {
  const isAsynchronous = service.invocationType === 'asynchronous';
  const isStreaming = service.invokeMode === 'response-stream';
  const eventKb = isAsynchronous ? (service.eventKb ?? traffic?.requestKb ?? Amount.ZERO) : Amount.ZERO;
  const streamedKb = isStreaming ? (service.streamedKb ?? traffic?.responseKb ?? Amount.ZERO) : Amount.ZERO;
  const operations = givenOrUnits(
    service.durableOperations,
    traffic,
    'operations',
    service.durableOperationsPerRequest,
  );
  const writtenGb =
    service.durableWrittenGb?.as('GB') ??
    operations.times(service.durableKbPerOperation.as('KB')).dividedBy(DURABLE_KB_PER_GB);
  const tooLarge = `an event of ${eventKb} KB is above the ${MAX_EVENT_KB} KB of an asynchronous invocation`;
  return {
    metered: {
      requests: requests.as('requests'),
      eventKb: eventKb.as('KB'),
      streamedKb: streamedKb.as('KB'),
      restores: (service.snapStartRestores ?? coldStarts).as('restores'),
      operations,
      resumes: givenOrUnits(service.durableResumes, traffic, 'resumes', service.durableResumesPerRequest),
      writtenGb,
    },
    unused: [
      ...(service.snapStart === 'none' || service.snapStart === 'java' ? ['snapStartVersions'] : []),
      ...(operations.exact.isZero() || service.durableWrittenGb !== undefined ? ['durableKbPerOperation'] : []),
      ...(writtenGb.exact.isZero() || service.durableRetainedGb !== undefined ? ['durableRetentionDays'] : []),
    ],
    limits: isAsynchronous ? [{ condition: atMost(MAX_EVENT_KB, eventKb), reason: tooLarge }] : [],
  };
}

/** Meters what Lambda bills beside requests and duration. Function URLs cost nothing. */
export function meterExtras(service: Fields, used: LambdaExtras, month: Month): MeteredLine[] {
  const { architecture, memoryMb, tenantEnvironments = Amount.ZERO } = service;
  return [
    ...extraRequests(service, used),
    ...METERS.lines([
      [`response-streaming-${architecture}`, streamedGb(used)],
      ...snapStart(service, used, month),
      ...pollers(service, month),
      [`tenant-isolation-${architecture}`, memoryGb(tenantEnvironments.as('environments'), memoryMb)],
      ...durable(service, used, month),
    ]),
  ];
}

type Row = MeterRow<MeterOf<typeof METERS>>;

/**
 * Requests beyond one for each invocation, pooled with those: requests × ⌈(KB − 256) / 64⌉ for asynchronous events; one
 * for each resume of a durable execution.
 */
function extraRequests({ architecture }: Fields, { requests, eventKb, resumes }: LambdaExtras): MeteredLine[] {
  const steps = eventKb.minus(FIRST_EVENT).dividedBy(EVENT_STEP).ceil().max(0);
  const lines = (what: string, amount: Amount) =>
    METERS.lines([[`requests-${architecture}`, amount]]).map((line) => ({
      ...line,
      description: `Requests (${architecture}, ${what})`,
    }));
  return [
    ...lines(`events above ${FIRST_EVENT} KB`, requests.times(steps)),
    ...lines('durable executions resumed', resumes),
  ];
}

/** GB = requests × (KB − 6,144) / 1024². */
function streamedGb({ requests, streamedKb }: LambdaExtras): Amount {
  return gbOf(requests, streamedKb.minus(FREE_STREAMED).max(0));
}

/** GB = count × MB / 1024. */
function memoryGb(count: Amount, memoryMb: Amount): Amount {
  return count.times(memoryMb.as('MB')).dividedBy(1024);
}

/** Cache GB-Seconds = versions × max(3 h, hours) × 3600 × MB / 1024; restore GB = restores × MB / 1024. Java's is free. */
function snapStart(service: Fields, { restores }: LambdaExtras, month: Month): Row[] {
  if (service.snapStart === 'none' || service.snapStart === 'java') return [];
  const hours = (service.snapStartHours?.as('h') ?? monthHours(month)).max(MIN_SNAPSHOT_HOURS);
  const versionSeconds = service.snapStartVersions.as('versions').times(hours).times(SECONDS_PER_HOUR);
  return [
    ['snapstart-cache', memoryGb(versionSeconds, service.memoryMb)],
    ['snapstart-restore', memoryGb(restores, service.memoryMb)],
  ];
}

/** EPU-Hours to the second. */
function pollers({ eventPollers, eventPollerUnits, eventPollerUnitHours }: Fields, month: Month): Row[] {
  if (eventPollers === 'none') return [];
  const units = eventPollerUnits ?? Amount.of(MIN_POLLERS[eventPollers]);
  const unitHours = eventPollerUnitHours?.as('EPU-hours') ?? units.as('EPU').times(monthHours(month));
  if (unitHours.isZero()) return [];
  const seconds = unitHours.times(SECONDS_PER_HOUR).ceil().max(MIN_POLLER);
  return [[`event-poller-unit-${eventPollers}`, seconds.dividedBy(SECONDS_PER_HOUR)]];
}

/** Kept GB-Months = written GB × days × 24 / hours of the month, unless given. */
function durable(service: Fields, { operations, writtenGb }: LambdaExtras, month: Month): Row[] {
  const { durableRetainedGb, durableRetentionDays } = service;
  const kept = writtenGb.times(durableRetentionDays.as('days')).times(24).dividedBy(monthHours(month));
  return [
    ['durable-operations', operations],
    ['durable-data-written', writtenGb],
    ['durable-data-retained', durableRetainedGb?.as('GB on average') ?? kept],
  ];
}
