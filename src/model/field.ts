import * as z from 'zod';

/** Which suffixes a field takes: K M B on counts, ms to d on durations, KB to TB on sizes (powers of 1024). */
export type FieldUnit = 'count' | 'ms' | 's' | 'hours' | 'KB' | 'MB' | 'GB';

/**
 * direct: usage that replaces the workload's; configuration: what is bought; simulation: how the model behaves.
 * A configuration or simulation field that is left out is listed under Assumptions.
 */
export type FieldRole = 'direct' | 'configuration' | 'simulation';

/** What a field carries besides its limits: for messages, prompts, the JSON schema and the field tables. */
export interface FieldMeta {
  readonly title: string;
  readonly role: FieldRole;
  readonly unit?: FieldUnit;
  /** Why the default is what it is: the reason shown under Assumptions. */
  readonly reason?: string;
  /** An example value for `crossover scenario new` and the help. */
  readonly example?: string | number;
}

declare module 'zod' {
  interface GlobalMeta {
    role?: FieldRole;
    unit?: FieldUnit;
    reason?: string;
    example?: string | number;
  }
}

/** The largest number in a scenario: above it a double no longer holds every whole number. */
export const MAX_COUNT = Number.MAX_SAFE_INTEGER;

/** A whole number of something. */
export const count = (max = MAX_COUNT, min = 0) =>
  new z.ZodNumberFormat({
    type: 'number',
    check: 'number_format',
    abort: false,
    format: 'safeint',
    checks: [z.gte(min), z.lte(max)],
  });

/** A finite number that may have decimals. */
export const amount = (max: number, min = 0) => numberWith([z.gte(min), z.lte(max)]);

/** A finite number above 0. */
export const positive = (max: number) => numberWith([z.gt(0), z.lte(max)]);

/** A share between 0 and 1. */
export const share = () => numberWith([z.gte(0), z.lte(1)]);

/** One schema for each field: `z.number().min(…).max(…)` makes three, which is most of zod's time at the start. */
const numberWith = (checks: z.core.$ZodCheck<number>[]) => new z.ZodNumber({ type: 'number', checks });

/** The metadata of a field; undefined for any other schema. */
export function fieldMeta(schema: z.ZodType): Partial<FieldMeta> | undefined {
  return z.globalRegistry.get(schema) as Partial<FieldMeta> | undefined;
}
