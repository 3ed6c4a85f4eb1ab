import * as z from 'zod';
import { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import { amount, count, positive, share } from '../../model/field.js';
import { weekHoursFields } from '../week-hours.js';
import { extrasProblems, lambdaExtraFields, MAX_SNAPSTART_STORAGE_MB } from './lambda-extras-input.js';

export const ARCHITECTURES = ['x86_64', 'arm64'] as const;

/** Longest an invocation may run. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const MAX_DURATION_MS = 900_000;

/** Ephemeral storage included in the duration price. https://aws.amazon.com/lambda/pricing/ */
export const FREE_STORAGE_MB = 512;

/** Concurrent invocations that an SQS event source scales to. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
export const MAX_SQS_CONCURRENCY = 1250;

/** How messages of a queue or stream become invocations (event source mapping), in AWS's words. */
const lambdaSourceFields = {
  batchSize: count(10_000, 1).default(1).meta({
    title: 'Messages of one invocation at most, handled one after the other',
    role: 'configuration',
    unit: 'count',
    reason: 'durationMs is of one message',
  }),
  batchWindowS: amount(300).default(0).meta({
    title: 'Time that messages are gathered for (MaximumBatchingWindowInSeconds)',
    role: 'configuration',
    unit: 's',
    reason: "AWS's default",
  }),
  maximumConcurrency: count(2000, 2).optional().meta({
    title: 'Most invocations at once of an SQS event source (default: 1,250)',
    role: 'configuration',
    unit: 'count',
  }),
  shards: count(100_000, 1).default(1).meta({
    title: 'Shards of the stream',
    role: 'configuration',
    unit: 'count',
    reason: 'the minimum',
  }),
  parallelizationFactor: count(10, 1).default(1).meta({
    title: 'Batches of a shard at once (ParallelizationFactor)',
    role: 'configuration',
    unit: 'count',
    reason: "AWS's default",
  }),
};

/** Fields of the `lambda` service. */
export const lambdaInput = z
  .strictObject({
    requests: count().optional().meta({ title: 'Requests in the month', role: 'direct', unit: 'count' }),
    durationMs: amount(MAX_DURATION_MS)
      .optional()
      .meta({ title: 'Duration of one request, billed as given', role: 'direct', unit: 'ms' }),
    memoryMb: count(10_240, 128)
      .default(128)
      .meta({ title: 'Memory', role: 'configuration', unit: 'MB', reason: 'what Lambda gives a new function' }),
    architecture: z
      .enum(ARCHITECTURES)
      .default('x86_64')
      .meta({ title: 'Architecture', role: 'configuration', reason: 'what Lambda gives a new function' }),
    ephemeralStorageMb: count(10_240, FREE_STORAGE_MB).default(FREE_STORAGE_MB).meta({
      title: 'Ephemeral storage (/tmp)',
      role: 'configuration',
      unit: 'MB',
      reason: 'included in the duration price',
    }),
    vpc: z
      .boolean()
      .default(false)
      .meta({ title: 'Runs in a VPC of yours, where it has no way out by itself', role: 'configuration' }),
    savingsPlan: z
      .enum(['none', 'compute-no-upfront', 'compute-all-upfront'])
      .default('none')
      .meta({ title: 'Compute Savings Plan that covers all duration', role: 'configuration' }),
    provisionedConcurrency: z
      .union([count(1_000_000), z.literal('auto')])
      .default(0)
      .meta({
        title: 'Provisioned concurrency, or auto: the least that meets the service level',
        role: 'configuration',
        unit: 'count',
      }),
    provisionedSchedule: z
      .array(
        z.strictObject({
          ...weekHoursFields,
          concurrency: count(1_000_000).meta({ title: 'Provisioned in these hours', role: 'configuration' }),
        }),
      )
      .max(168)
      .optional()
      .meta({ title: 'Provisioned concurrency by hour of the week', role: 'configuration' }),
    provisionedTarget: share().min(0.1).max(0.9).optional().meta({
      title: 'Utilization that provisioned concurrency is scaled to (target tracking)',
      role: 'configuration',
    }),
    maxProvisionedConcurrency: count(1_000_000, 1)
      .optional()
      .meta({ title: 'Most provisioned by target tracking', role: 'configuration', unit: 'count' }),
    // https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html
    provisionedStartS: amount(3600).default(120).meta({
      title: 'Time until more provisioned concurrency is there',
      role: 'simulation',
      unit: 's',
      reason: 'AWS says one to two minutes',
    }),
    provisionedHours: amount(744)
      .optional()
      .meta({ title: 'Hours of the month it is provisioned (default: all)', role: 'direct', unit: 'hours' }),
    provisionedRequests: count()
      .optional()
      .meta({ title: 'Requests it serves (default: as simulated, or all)', role: 'direct', unit: 'count' }),
    coldStarts: count()
      .optional()
      .meta({ title: 'Requests that start an environment (default: as simulated)', role: 'direct', unit: 'count' }),
    initMs: amount(MAX_DURATION_MS).default(300).meta({
      title: 'INIT of one cold start',
      role: 'simulation',
      unit: 'ms',
      reason: 'AWS says under 100 ms to over 1 s, billed since 2025-08-01',
    }),
    restoreMs: amount(MAX_DURATION_MS).default(200).meta({
      title: 'Time to restore an environment from its SnapStart snapshot',
      role: 'simulation',
      unit: 'ms',
      reason: 'AWS says as low as sub-second; waited for, not billed as duration',
    }),
    // Measured 2021: 5 to 7 minutes. https://mikhail.io/serverless/coldstarts/aws/intervals/
    warmLifetimeS: positive(86_400).default(360).meta({
      title: 'Time an idle environment is kept',
      role: 'simulation',
      unit: 's',
      reason: 'measured: 5 to 7 minutes; AWS publishes none',
    }),
    parallelism: amount(6, 1).default(1).meta({
      title: 'vCPUs one request can use at once',
      role: 'simulation',
      reason: 'most request handlers run on one thread',
    }),
    armSpeed: amount(4, 0.25).default(1).meta({
      title: 'Work an arm64 vCPU does, against x86_64',
      role: 'simulation',
      reason: 'measure your own code: AWS publishes no factor',
    }),
    reservedConcurrency: count(10_000_000)
      .optional()
      .meta({ title: 'Reserved concurrency: the most that run at once', role: 'configuration', unit: 'count' }),
    accountConcurrency: count(10_000_000, 100).optional().meta({
      title: 'Concurrent executions of the account and region (default: 1000, raised as needed)',
      role: 'simulation',
      unit: 'count',
    }),
    ...lambdaSourceFields,
    ...lambdaExtraFields,
  })
  .superRefine((input, problems) => {
    const all = [...provisionedProblems(input), ...extrasProblems(input)];
    for (const { field, message } of all) problems.addIssue({ code: 'custom', path: [field], message });
  });

export type LambdaInput = z.output<typeof lambdaInput>;
export type LambdaFunction = Amounts<LambdaInput>;

/** A function whose provisioned concurrency is known, not `auto`. */
export type SizedLambdaInput = LambdaInput & { readonly provisionedConcurrency: number };
export type SizedFunction = LambdaFunction & { readonly provisionedConcurrency: Amount };

function provisionedProblems(input: {
  readonly provisionedConcurrency: number | 'auto';
  readonly provisionedSchedule?: readonly { readonly concurrency: number }[] | undefined;
  readonly provisionedTarget?: number | undefined;
  readonly maxProvisionedConcurrency?: number | undefined;
  readonly provisionedHours?: number | undefined;
  readonly provisionedRequests?: number | undefined;
  readonly reservedConcurrency?: number | undefined;
}): { field: string; message: string }[] {
  const problems: { field: string; message: string }[] = [];
  const refuse = (field: string, message: string) => problems.push({ field, message });
  const { provisionedConcurrency, provisionedSchedule, provisionedTarget, maxProvisionedConcurrency } = input;
  if (provisionedConcurrency === 0 || provisionedConcurrency === 'auto') {
    for (const field of ['provisionedHours', 'provisionedRequests'] as const) {
      if (input[field] !== undefined) refuse(field, 'needs provisionedConcurrency as a number above 0');
    }
  }
  if (provisionedTarget !== undefined && provisionedSchedule !== undefined) {
    refuse('provisionedTarget', 'give either provisionedTarget or provisionedSchedule');
  }
  if ((provisionedTarget === undefined) !== (maxProvisionedConcurrency === undefined)) {
    refuse(
      provisionedTarget === undefined ? 'provisionedTarget' : 'maxProvisionedConcurrency',
      'provisionedTarget and maxProvisionedConcurrency go together',
    );
  }
  const provisioned = provisionedConcurrency === 'auto' ? 0 : provisionedConcurrency;
  if (maxProvisionedConcurrency !== undefined && maxProvisionedConcurrency < provisioned) {
    refuse('maxProvisionedConcurrency', `is below provisionedConcurrency (${provisioned})`);
  }
  // https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
  const scheduled = (provisionedSchedule ?? []).map(({ concurrency }) => concurrency);
  const max = Math.max(provisioned, maxProvisionedConcurrency ?? 0, ...scheduled);
  const { reservedConcurrency = Number.POSITIVE_INFINITY } = input;
  if (max > reservedConcurrency) refuse('reservedConcurrency', `is below what is provisioned (${max})`);
  return problems;
}

/** Records what the schema checks across fields, for inputs that vary: elsewhere the input is refused. */
export function recordChecks(service: LambdaFunction): void {
  const { provisionedConcurrency, provisionedSchedule = [], maxProvisionedConcurrency, reservedConcurrency } = service;
  const provisioned = provisionedConcurrency === 'auto' ? Amount.ZERO : provisionedConcurrency;
  const scheduled = provisionedSchedule.map(({ concurrency }) => concurrency);
  reservedConcurrency?.isAtLeast(Amount.max([provisioned, maxProvisionedConcurrency ?? 0, ...scheduled]));
  maxProvisionedConcurrency?.isAtLeast(provisioned);
  if (service.provisionedHours !== undefined || service.provisionedRequests !== undefined) provisioned.isAbove(0);
  if (service.snapStart === 'none') return;
  provisioned.isZero();
  Amount.of(MAX_SNAPSTART_STORAGE_MB).isAtLeast(service.ephemeralStorageMb);
}
