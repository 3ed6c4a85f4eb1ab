import { asWritten, Decimal, exact, ZERO } from '../../model/decimal.js';
import { hoursOf, type Month } from '../../model/month.js';
import type { Traffic } from '../../workload/traffic.js';
import { type MeterOf, type MeterRow, meterTable } from '../numeric-meter-table.js';
import type { NumericLine, Simulation } from '../numeric-service.js';
import { givenOrUnits } from '../numeric-traffic-units.js';
import { type FunctionFields, type LambdaExtrasInput, LEAST_POLLERS, MAX_EVENT_KB } from './lambda-extras-input.js';

// Rules of this file: https://aws.amazon.com/lambda/pricing/
/** An asynchronous event is one request up to this size, and one more for each further step. */
const FIRST_EVENT_KB = 256;
const EVENT_STEP_KB = 64;
/** Of each streamed response, 6 MB are free. */
const FREE_STREAMED_KB = 6 * 1024;
/** A snapshot is kept at least this long after its version was published. */
const LEAST_SNAPSHOT_HOURS = 3;
/** Pollers are billed per second, a minute at least. */
const LEAST_POLLER_S = 60;
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
  readonly requests: Decimal;
  readonly eventKb: Decimal;
  readonly streamedKb: Decimal;
  readonly restores: Decimal;
  readonly operations: Decimal;
  readonly resumes: Decimal;
  readonly writtenGb: Decimal;
}

/** The invocations of the month, as the function itself works them out. */
export interface InvocationCounts {
  readonly requests: number;
  readonly coldStarts: number;
  readonly traffic: Traffic | null;
}

type Fields = LambdaExtrasInput & FunctionFields;

/** How the invocations fill these meters. Its parts are added to the function's own. */
export function simulateExtras(
  service: Fields,
  { requests, coldStarts, traffic }: InvocationCounts,
): Required<Pick<Simulation<LambdaExtras>, 'metered' | 'unused' | 'infeasible'>> {
  const eventKb = service.eventKb ?? traffic?.requestKb ?? 0;
  const streamedKb = service.streamedKb ?? traffic?.responseKb ?? 0;
  const isAsynchronous = service.invocationType === 'asynchronous';
  const operations = givenOrUnits(service.durableOperations, traffic, service.durableOperationsPerRequest);
  const writtenGb =
    service.durableWrittenGb === undefined
      ? operations.times(asWritten(service.durableKbPerOperation)).div(DURABLE_KB_PER_GB)
      : asWritten(service.durableWrittenGb);
  return {
    metered: {
      requests: exact(requests),
      eventKb: asWritten(isAsynchronous ? eventKb : 0),
      streamedKb: asWritten(service.invokeMode === 'response-stream' ? streamedKb : 0),
      restores: exact(service.snapStartRestores ?? coldStarts),
      operations,
      resumes: givenOrUnits(service.durableResumes, traffic, service.durableResumesPerRequest),
      writtenGb,
    },
    unused: [
      ...(service.snapStart === 'none' || service.snapStart === 'java' ? ['snapStartVersions'] : []),
      ...(operations.isZero() || service.durableWrittenGb !== undefined ? ['durableKbPerOperation'] : []),
      ...(writtenGb.isZero() || service.durableRetainedGb !== undefined ? ['durableRetentionDays'] : []),
    ],
    infeasible:
      isAsynchronous && eventKb > MAX_EVENT_KB
        ? [`an event of ${eventKb} KB is above the ${MAX_EVENT_KB} KB of an asynchronous invocation`]
        : [],
  };
}

/**
 * Meters what Lambda bills beside requests and duration. Function URLs cost nothing.
 *
 * - asynchronous events: requests × ⌈(KB − 256) / 64⌉ more requests; durable functions: one more for each resume
 * - streaming GB = requests × (KB − 6,144) / 1024²
 * - SnapStart: cache GB-Seconds = versions × max(3 h, hours) × 3600 × MB / 1024; restore GB = restores × MB / 1024
 * - pollers: EPU-Hours; tenants: GB = environments × MB / 1024; durable functions: operations, GB, GB-Months
 */
export function meterExtras(service: Fields, used: LambdaExtras, month: Month): NumericLine[] {
  const { architecture, memoryMb } = service;
  const environments = exact(service.tenantEnvironments ?? 0);
  const streamedKb = Decimal.max(ZERO, used.streamedKb.minus(FREE_STREAMED_KB));
  return [
    ...moreRequests(service, used),
    ...METERS.lines([
      [
        `response-streaming-${architecture}`,
        used.requests.times(streamedKb).div(1024 * 1024),
        `${used.requests} × (${used.streamedKb} − ${FREE_STREAMED_KB}) KB / 1024²`,
      ],
      ...snapStart(service, used, month),
      ...pollers(service, month),
      [
        `tenant-isolation-${architecture}`,
        environments.times(memoryMb).div(1024),
        `${environments} environments × ${memoryMb} MB / 1024`,
      ],
      ...durable(service, used, month),
    ]),
  ];
}

type Row = MeterRow<MeterOf<typeof METERS>>;

/** Requests beyond one for each invocation, pooled with those. */
function moreRequests({ architecture }: Fields, { requests, eventKb, resumes }: LambdaExtras): NumericLine[] {
  const steps = Decimal.max(ZERO, eventKb.minus(FIRST_EVENT_KB).div(EVENT_STEP_KB).ceil());
  const line = (what: string, amount: Decimal, derivation: string) =>
    METERS.lines([[`requests-${architecture}`, amount, derivation]]).map((of) => ({
      ...of,
      description: `Requests (${architecture}, ${what})`,
    }));
  return [
    ...line(
      `events above ${FIRST_EVENT_KB} KB`,
      requests.times(steps),
      `${requests} × ${steps} (${EVENT_STEP_KB} KB steps of ${eventKb} KB above ${FIRST_EVENT_KB})`,
    ),
    ...line('durable executions resumed', resumes, 'one per resume'),
  ];
}

/** Java's snapshots are free. */
function snapStart(service: Fields, { restores }: LambdaExtras, month: Month): Row[] {
  const { memoryMb, snapStartVersions } = service;
  if (service.snapStart === 'none' || service.snapStart === 'java') return [];
  const hours = Decimal.max(LEAST_SNAPSHOT_HOURS, asWritten(service.snapStartHours ?? month.hours));
  return [
    [
      'snapstart-cache',
      hours.times(3600).times(snapStartVersions).times(memoryMb).div(1024),
      `${snapStartVersions} versions × ${hours} h × 3600 × ${memoryMb} MB / 1024`,
    ],
    ['snapstart-restore', restores.times(memoryMb).div(1024), `${restores} restores × ${memoryMb} MB / 1024`],
  ];
}

function pollers({ eventPollers, eventPollerUnits, eventPollerUnitHours }: Fields, month: Month): Row[] {
  if (eventPollers === 'none') return [];
  const units = asWritten(eventPollerUnits ?? LEAST_POLLERS[eventPollers]);
  const unitHours = eventPollerUnitHours === undefined ? units.times(hoursOf(month)) : asWritten(eventPollerUnitHours);
  const seconds = unitHours.isZero() ? ZERO : Decimal.max(LEAST_POLLER_S, unitHours.times(3600).ceil());
  const steps = eventPollerUnitHours === undefined ? `${units} units × ${month.hours} h` : 'unit-hours as given';
  return [[`event-poller-unit-${eventPollers}`, seconds.div(3600), steps]];
}

/** Kept GB-Months = written GB × days / days of the month, unless given. */
function durable(service: Fields, { operations, writtenGb }: LambdaExtras, month: Month): Row[] {
  const { durableRetainedGb, durableRetentionDays } = service;
  const kept = writtenGb.times(asWritten(durableRetentionDays)).times(24).div(month.hours);
  return [
    ['durable-operations', operations, 'one per execution, step and wait'],
    ['durable-data-written', writtenGb, `${writtenGb} GB`],
    durableRetainedGb === undefined
      ? ['durable-data-retained', kept, `${writtenGb} GB × ${durableRetentionDays} days × 24 / ${month.hours} h`]
      : ['durable-data-retained', asWritten(durableRetainedGb), 'as given'],
  ];
}
