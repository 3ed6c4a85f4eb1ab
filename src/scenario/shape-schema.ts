import * as z from 'zod';
import { amount, count, positive } from '../model/field.js';

/** Longest time in a shape: a month of 31 days, in seconds. */
const MONTH_S = 31 * 24 * 3600;

const seconds = (title: string) => positive(MONTH_S).meta({ title, role: 'configuration', unit: 's' });
const secondsOr = (byDefault: number, title: string) =>
  positive(MONTH_S).default(byDefault).meta({ title, role: 'configuration', unit: 's' });
const number = (title: string, max = 1e9, min = 0) => amount(max, min).meta({ title, role: 'configuration' });
const seed = () =>
  count(2 ** 32 - 1)
    .default(1)
    .meta({ title: 'Seed of the random numbers: the same seed, the same traffic', role: 'configuration' });

const steady = () => z.strictObject({ type: z.literal('steady') });

const daily = () =>
  z.strictObject({
    type: z.literal('daily'),
    peakHour: amount(24).default(14).meta({ title: 'Hour of the peak', role: 'configuration' }),
    peakToMean: number('Highest rate of a weekday over its mean rate', 100, 1),
    weekendFactor: amount(100)
      .default(1)
      .meta({ title: 'Saturday and Sunday against a weekday', role: 'configuration' }),
  });

const weekly = () =>
  z.strictObject({
    type: z.literal('weekly'),
    weights: z
      .array(amount(1e9))
      .length(168)
      .meta({ title: 'Relative rates of the 168 hours of a week, Monday 00:00 first', role: 'configuration' }),
  });

const spikes = () =>
  z.strictObject({
    type: z.literal('spikes'),
    count: count(10_000, 1).meta({ title: 'Spikes in the month', role: 'configuration', unit: 'count' }),
    length: seconds('Length of a spike'),
    factor: number('Rate within a spike over the rate outside', 1e6),
    seed: seed(),
  });

/** As k6's executor ramping-arrival-rate. https://grafana.com/docs/k6/latest/using-k6/scenarios/executors/ramping-arrival-rate/ */
const stages = () =>
  z.strictObject({
    type: z.literal('stages'),
    startRate: amount(1e9).default(0).meta({ title: 'Requests per timeUnit at the start', role: 'configuration' }),
    timeUnit: secondsOr(1, 'Time the rates are of'),
    stages: z
      .array(
        z.strictObject({
          target: amount(1e9).meta({
            title: 'Requests per timeUnit at the end',
            role: 'configuration',
            unit: 'count',
          }),
          duration: amount(MONTH_S).meta({ title: 'Length of the stage', role: 'configuration', unit: 's' }),
        }),
      )
      .min(1)
      .max(10_000)
      .meta({ title: 'Ramps, one after the other', role: 'configuration' }),
    afterwards: z
      .enum(['repeat', 'hold', 'stop'])
      .default('repeat')
      .meta({ title: 'What follows the last stage', role: 'configuration' }),
  });

const cron = () =>
  z.strictObject({
    type: z.literal('cron'),
    every: seconds('Time between two firings'),
    burst: count(1e9, 1).default(1).meta({ title: 'Requests at each firing', role: 'configuration', unit: 'count' }),
    offset: amount(MONTH_S)
      .default(0)
      .meta({ title: 'First firing, from the start of the month', role: 'configuration', unit: 's' }),
  });

const growth = () =>
  z.strictObject({
    type: z.literal('growth'),
    factor: number('Rate at the end of the month over that at its start', 1e6),
  });

const noise = () =>
  z.strictObject({
    type: z.literal('noise'),
    variation: number('Standard deviation over mean', 10),
    seed: seed(),
    every: secondsOr(60, 'Time for which one draw holds'),
  });

const trace = () =>
  z.strictObject({
    type: z.literal('trace'),
    file: z
      .string()
      .min(1)
      .max(1000)
      .meta({ title: 'CSV of timestamp and requests, or CloudWatch get-metric-data JSON', role: 'configuration' }),
    fit: z
      .enum(['tile', 'stretch', 'stop'])
      .default('tile')
      .meta({ title: 'How it is laid on the month', role: 'configuration' }),
    gaps: z.enum(['refuse', 'zero']).default('refuse').meta({ title: 'Steps without a row', role: 'configuration' }),
    timeColumn: z.string().optional().meta({ title: 'Column of the time', role: 'configuration' }),
    countColumn: z.string().optional().meta({ title: 'Column of the requests', role: 'configuration' }),
    metric: z.string().optional().meta({ title: 'Id or label of the metric in the JSON', role: 'configuration' }),
  });

const sum = () =>
  z.strictObject({
    type: z.literal('sum'),
    parts: z
      .array(
        z.strictObject({
          share: positive(1e9).meta({ title: 'Its part of the requests, against the others', role: 'configuration' }),
          shape: z.lazy(shapeSchema),
        }),
      )
      .min(1)
      .max(20)
      .meta({ title: 'Kinds of traffic at once', role: 'configuration' }),
  });

const product = () =>
  z.strictObject({
    type: z.literal('product'),
    parts: z
      .array(z.lazy(shapeSchema))
      .min(1)
      .max(20)
      .meta({ title: 'Shapes whose rates are multiplied', role: 'configuration' }),
  });

const makeShapeSchema = () =>
  z
    .discriminatedUnion('type', [
      steady(),
      daily(),
      weekly(),
      spikes(),
      stages(),
      cron(),
      growth(),
      noise(),
      trace(),
      sum(),
      product(),
    ])
    .meta({ id: 'shape', title: 'How the requests spread over the month', role: 'configuration' });

type PlainShape =
  | z.output<ReturnType<typeof steady>>
  | z.output<ReturnType<typeof daily>>
  | z.output<ReturnType<typeof weekly>>
  | z.output<ReturnType<typeof spikes>>
  | z.output<ReturnType<typeof stages>>
  | z.output<ReturnType<typeof cron>>
  | z.output<ReturnType<typeof growth>>
  | z.output<ReturnType<typeof noise>>
  | z.output<ReturnType<typeof trace>>;

/** A shape as a scenario file writes it. */
export type RawShape =
  | PlainShape
  | { readonly type: 'sum'; readonly parts: readonly { readonly share: number; readonly shape: RawShape }[] }
  | { readonly type: 'product'; readonly parts: readonly RawShape[] };

const PROMPTED = { daily, spikes, growth, cron };

/** The fields of a shape, for prompts. */
export function shapeFields<T extends keyof typeof PROMPTED>(type: T): ReturnType<(typeof PROMPTED)[T]>['shape'] {
  return PROMPTED[type]().shape as ReturnType<(typeof PROMPTED)[T]>['shape'];
}

let memo: z.ZodType<RawShape> | undefined;

/** The `shape` of a workload. */
export function shapeSchema(): z.ZodType<RawShape> {
  memo ??= makeShapeSchema() as unknown as z.ZodType<RawShape>;
  return memo;
}
