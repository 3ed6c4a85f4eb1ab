import * as z from 'zod';
import { amount, count, positive, share } from '../model/field.js';
import { TRIGGERS } from '../workload/traffic.js';
import { shapeSchema } from './shape-schema.js';

/** A name a person gave: printable, so that it cannot steer a terminal. */
const name = () =>
  z
    .string()
    .min(1)
    .max(120)
    .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u, 'may not hold control characters');

const workloadSchema = () =>
  z
    .strictObject({
      name: name().default('workload').meta({ title: 'Name', role: 'configuration' }),
      trigger: z.enum(TRIGGERS).default('http').meta({ title: 'How requests arrive', role: 'configuration' }),
      requests: count().optional().meta({ title: 'Requests in the month', role: 'direct', unit: 'count' }),
      requestsPerSecond: amount(1e9)
        .optional()
        .meta({ title: 'Requests per second, mean over the month', role: 'direct', unit: 'count' }),
      shape: z
        .lazy(shapeSchema)
        .default({ type: 'steady' })
        .meta({ title: 'How the requests spread over the month', role: 'configuration' }),
      mix: z
        .array(z.string())
        .min(1)
        .max(100)
        .optional()
        .meta({ title: 'Names of other workloads, served together', role: 'configuration' }),
      durationMs: positive(31 * 24 * 3600 * 1000)
        .optional()
        .meta({ title: 'Wall time of one request on one full x86 vCPU, alone', role: 'configuration', unit: 'ms' }),
      cpuMs: positive(31 * 24 * 3600 * 1000)
        .optional()
        .meta({ title: 'Of which CPU; the rest waits', role: 'configuration', unit: 'ms' }),
      memoryMb: positive(1_048_576)
        .default(20)
        .meta({ title: 'Working memory of one request in flight', role: 'configuration', unit: 'MB' }),
      requestKb: amount(1e9).default(2).meta({ title: 'Size of a request', role: 'configuration', unit: 'KB' }),
      responseKb: amount(1e9).default(10).meta({ title: 'Size of a response', role: 'configuration', unit: 'KB' }),
      serviceLevel: z
        .strictObject({
          p95Ms: positive(1e9).optional().meta({ title: '95% are answered within', role: 'configuration', unit: 'ms' }),
          maxLostShare: share().optional().meta({ title: 'Share of requests that may be lost', role: 'configuration' }),
          zones: count(6, 1)
            .optional()
            .meta({ title: 'Availability zones with a running copy', role: 'configuration' }),
          maxDelay: amount(31 * 24 * 3600)
            .optional()
            .meta({ title: 'Longest wait of queued work', role: 'configuration', unit: 's' }),
        })
        .default({})
        .meta({ title: 'What every design has to meet', role: 'configuration' }),
    })
    .superRefine((workload, problems) => {
      const refuse = (field: string, message: string) => problems.addIssue({ code: 'custom', path: [field], message });
      const { requests, requestsPerSecond, mix, cpuMs = 0, durationMs } = workload;
      if (mix !== undefined) {
        for (const field of ['requests', 'requestsPerSecond', 'durationMs', 'cpuMs'] as const) {
          if (workload[field] !== undefined) refuse(field, 'belongs to the workloads of the mix, not to the mix');
        }
        return;
      }
      if (durationMs === undefined) return refuse('durationMs', 'durationMs is missing');
      if (requests !== undefined && requestsPerSecond !== undefined) {
        refuse('requestsPerSecond', 'give either requests or requestsPerSecond, not both');
      }
      if (cpuMs > durationMs) refuse('cpuMs', `is more than durationMs (${durationMs}): CPU is a part of the duration`);
    });

const designSchema = () =>
  z.strictObject({
    name: name().meta({ title: 'Name', role: 'configuration' }),
    services: z
      .array(z.looseObject({ service: z.string().meta({ title: 'Service id', role: 'configuration' }) }))
      .min(1)
      .max(100)
      .meta({ title: 'AWS services, each after the ones it depends on', role: 'configuration' }),
    without: z
      .array(z.string())
      .max(100)
      .default([])
      .meta({ title: 'Ids of services it does without, so that nothing warns of them', role: 'configuration' }),
  });

const discount = () => z.number().min(0).max(100);

/** The fields of every service that its own schema does not have. */
const makeSharedSchema = () =>
  z.object({
    service: z.string().meta({ title: 'Service id', role: 'configuration' }),
    name: name().optional().meta({ title: 'Name in the design (default: the service id)', role: 'configuration' }),
    share: share().optional().meta({ title: 'Share of the requests it serves', role: 'configuration' }),
    of: z.string().optional().meta({ title: 'Workload of a mix that it serves (default: all)', role: 'configuration' }),
    perRequest: amount(1e6).optional().meta({ title: 'Units of it for one request', role: 'configuration' }),
    durationMs: positive(31 * 24 * 3600 * 1000)
      .optional()
      .meta({ title: "Its own duration, instead of the workload's", role: 'configuration', unit: 'ms' }),
    cpuMs: positive(31 * 24 * 3600 * 1000)
      .optional()
      .meta({ title: "Its own CPU time, instead of the workload's", role: 'configuration', unit: 'ms' }),
    memoryMb: positive(1_048_576)
      .optional()
      .meta({ title: "Its own memory of one request, instead of the workload's", role: 'configuration', unit: 'MB' }),
  });

const makeScenarioSchema = () =>
  z.strictObject({
    version: z.literal(1).meta({ title: 'Version of the file format', role: 'configuration' }),
    name: name().meta({ title: 'Name', role: 'configuration' }),
    region: z.string().meta({ title: 'AWS region id', role: 'configuration', example: 'us-east-1' }),
    month: z.string().default('730h').meta({ title: 'Billing month', role: 'configuration', example: '2026-11' }),
    timezone: z.string().default('UTC').meta({
      title: 'IANA time zone that the hours of shapes and schedules are of, in a calendar month (itself of UTC)',
      role: 'configuration',
    }),
    stepSeconds: count(300, 1).default(60).meta({ title: 'Step of the simulation', role: 'simulation', unit: 's' }),
    freeTier: z.boolean().default(true).meta({ title: 'Apply free allowances', role: 'configuration' }),
    account: z
      .record(z.string(), amount(Number.MAX_SAFE_INTEGER).meta({ title: 'Units', role: 'direct', unit: 'count' }))
      .default({})
      .meta({ title: 'Usage elsewhere in the organisation, by meter', role: 'configuration' }),
    discountPercent: z
      .union([discount(), z.record(z.string(), discount())])
      .default({})
      .meta({ title: 'Percent off list prices: one number, or by service id and `all`', role: 'configuration' }),
    workloads: z.array(workloadSchema()).max(1000).default([]).meta({ title: 'Workloads', role: 'configuration' }),
    designs: z.array(designSchema()).min(1).max(1000).meta({ title: 'Designs', role: 'configuration' }),
  });

type WorkloadFields = ReturnType<typeof workloadSchema>['shape'];

let workloadMemo: WorkloadFields | undefined;
let scenarioMemo: ReturnType<typeof makeScenarioSchema> | undefined;
let sharedMemo: ReturnType<typeof makeSharedSchema> | undefined;

/** The file but for the services' own fields. Made when the first scenario is read. */
export function scenarioSchema(): ReturnType<typeof makeScenarioSchema> {
  scenarioMemo ??= makeScenarioSchema();
  return scenarioMemo;
}

/** The fields of a workload, for prompts. */
export function workloadFields(): WorkloadFields {
  workloadMemo ??= workloadSchema().shape;
  return workloadMemo;
}

/** Fields that every service may carry. */
export function sharedServiceSchema(): ReturnType<typeof makeSharedSchema> {
  sharedMemo ??= makeSharedSchema();
  return sharedMemo;
}

export type RawScenario = z.output<ReturnType<typeof makeScenarioSchema>>;
