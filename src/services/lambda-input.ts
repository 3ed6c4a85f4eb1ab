import { z } from 'zod';
import { amount, count } from '../model/field.js';

export const ARCHITECTURES = ['x86_64', 'arm64'] as const;

/** Longest an invocation may run. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const MAX_DURATION_MS = 900_000;

/** Ephemeral storage included in the duration price. https://aws.amazon.com/lambda/pricing/ */
export const FREE_STORAGE_MB = 512;

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
    provisionedConcurrency: count(1_000_000)
      .default(0)
      .meta({ title: 'Provisioned concurrency', role: 'configuration', unit: 'count' }),
    provisionedHours: amount(744)
      .optional()
      .meta({ title: 'Hours of the month it is provisioned (default: all)', role: 'configuration', unit: 'hours' }),
    provisionedRequests: count()
      .optional()
      .meta({ title: 'Requests it serves (default: all)', role: 'configuration', unit: 'count' }),
    coldStarts: count().optional().meta({ title: 'Requests that start an environment', role: 'direct', unit: 'count' }),
    initMs: amount(MAX_DURATION_MS).default(300).meta({
      title: 'INIT of one cold start',
      role: 'simulation',
      unit: 'ms',
      reason: 'AWS says under 100 ms to over 1 s, billed since 2025-08-01',
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
    accountConcurrency: count(10_000_000, 100).default(1000).meta({
      title: 'Concurrent executions of the account and region',
      role: 'simulation',
      unit: 'count',
      reason: 'the quota of a new account; it can be raised',
    }),
  })
  .superRefine(({ provisionedConcurrency, provisionedHours, provisionedRequests }, problems) => {
    if (provisionedConcurrency > 0) return;
    const alone = [
      provisionedHours !== undefined && 'provisionedHours',
      provisionedRequests !== undefined && 'provisionedRequests',
    ];
    for (const field of alone) {
      if (field !== false)
        problems.addIssue({ code: 'custom', path: [field], message: 'needs provisionedConcurrency above 0' });
    }
  });

export type LambdaInput = z.output<typeof lambdaInput>;
