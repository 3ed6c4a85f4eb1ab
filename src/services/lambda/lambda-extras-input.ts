import * as z from 'zod';
import { amount, count } from '../../model/field.js';

/** Largest event of an asynchronous invocation, 1 MB. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const MAX_EVENT_KB = 1024;
/** Largest streamed response, 200 MB. https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html */
export const MAX_STREAMED_KB = 200 * 1024;
/** Largest ephemeral storage of a function with SnapStart. https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html */
export const MAX_SNAPSTART_STORAGE_MB = 512;
/** Smallest number of pollers of an event source in provisioned mode. https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html */
export const MIN_POLLERS = { none: 0, sqs: 2, kafka: 1 } as const;

const many = (title: string) => count().optional().meta({ title, role: 'direct', unit: 'count' });
const gb = (title: string) => amount(1e9).optional().meta({ title, role: 'direct', unit: 'GB' });

/** Fields of `lambda` beyond requests, duration and memory: invocation, SnapStart, pollers, tenants, durable execution. */
export const lambdaExtraFields = {
  invocationType: z
    .enum(['synchronous', 'asynchronous'])
    .default('synchronous')
    .meta({ title: 'How the function is invoked', role: 'configuration' }),
  eventKb: amount(MAX_EVENT_KB).optional().meta({
    title: "Event of an asynchronous invocation (default: the workload's requestKb)",
    role: 'configuration',
    unit: 'KB',
  }),
  invokeMode: z
    .enum(['buffered', 'response-stream'])
    .default('buffered')
    .meta({ title: 'How the response is sent', role: 'configuration' }),
  streamedKb: amount(MAX_STREAMED_KB).optional().meta({
    title: "Streamed response of one request (default: the workload's responseKb)",
    role: 'configuration',
    unit: 'KB',
  }),
  snapStart: z
    .enum(['none', 'java', 'python', 'dotnet'])
    .default('none')
    .meta({ title: 'SnapStart, by runtime; free for Java', role: 'configuration' }),
  snapStartVersions: count(10_000, 1).default(1).meta({
    title: 'Published versions with a snapshot',
    role: 'configuration',
    unit: 'count',
    reason: 'the live version',
  }),
  snapStartHours: amount(744)
    .optional()
    .meta({ title: 'Hours each version stays published (default: all)', role: 'configuration', unit: 'hours' }),
  snapStartRestores: many('Environments restored from a snapshot (default: the cold starts)'),
  eventPollers: z
    .enum(['none', 'sqs', 'kafka'])
    .default('none')
    .meta({ title: 'Event source mapping in provisioned mode', role: 'configuration' }),
  eventPollerUnits: amount(100_000).optional().meta({
    title: 'Event poller units, on average (default: 2 for SQS, 1 for Kafka)',
    role: 'configuration',
    unit: 'count',
  }),
  eventPollerUnitHours: amount(1e9)
    .optional()
    .meta({ title: 'Event poller units × hours in the month (default: the units all month)', role: 'direct' }),
  tenantEnvironments: many('Environments started for a tenant (tenant isolation)'),
  durableOperations: many('Durable operations in the month: executions, steps, waits'),
  durableResumes: many('Durable executions resumed in the month'),
  durableWrittenGb: gb('Data written by durable operations in the month'),
  durableRetainedGb: gb('Data of durable executions kept, on average over the month'),
  durableOperationsPerRequest: amount(10_000).default(0).meta({
    title: 'Durable operations of one request of the workload',
    role: 'configuration',
    unit: 'count',
  }),
  durableResumesPerRequest: amount(10_000).default(0).meta({
    title: 'Times a request of the workload is resumed',
    role: 'configuration',
    unit: 'count',
  }),
  durableKbPerOperation: amount(1024)
    .default(1)
    .meta({ title: 'Data a durable operation writes', role: 'simulation', unit: 'KB', reason: 'a small result' }),
  durableRetentionDays: amount(90).default(14).meta({
    title: 'Days a finished durable execution is kept',
    role: 'configuration',
    reason: 'what Lambda gives a new durable function',
  }),
};

const schema = z.strictObject(lambdaExtraFields);
export type LambdaExtrasInput = z.output<typeof schema>;

/** Fields of the function itself that these meters and checks depend on. */
export interface FunctionFields {
  readonly architecture: 'x86_64' | 'arm64';
  readonly memoryMb: number;
  readonly ephemeralStorageMb: number;
  readonly provisionedConcurrency: number | 'auto';
}

/** Problems across fields, by field: what SnapStart cannot be combined with, and figures of features that are off. */
export function extrasProblems(input: LambdaExtrasInput & FunctionFields): { field: string; message: string }[] {
  const snapStart = input.snapStart !== 'none';
  const needed = (field: keyof LambdaExtrasInput, isOn: boolean, needs: string) =>
    input[field] !== undefined && !isOn ? [{ field, message: `needs ${needs}` }] : [];
  return [
    ...(snapStart && input.provisionedConcurrency !== 0
      ? [{ field: 'snapStart', message: 'does not go with provisionedConcurrency' }]
      : []),
    ...(snapStart && input.ephemeralStorageMb > MAX_SNAPSTART_STORAGE_MB
      ? [{ field: 'snapStart', message: `does not go with ephemeralStorageMb above ${MAX_SNAPSTART_STORAGE_MB}` }]
      : []),
    ...needed('snapStartHours', snapStart, 'snapStart'),
    ...needed('snapStartRestores', snapStart, 'snapStart'),
    ...needed('streamedKb', input.invokeMode === 'response-stream', 'invokeMode: response-stream'),
    ...needed('eventKb', input.invocationType === 'asynchronous', 'invocationType: asynchronous'),
    ...needed('eventPollerUnits', input.eventPollers !== 'none', 'eventPollers'),
    ...needed('eventPollerUnitHours', input.eventPollers !== 'none', 'eventPollers'),
  ];
}
