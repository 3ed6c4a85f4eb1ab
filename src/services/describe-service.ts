import * as z from 'zod';
import type { FieldRole, FieldUnit } from '../model/field.js';
import type { AnyService, MeterInfo } from './service.js';

/** One field of a service, for people. */
export interface FieldDescription {
  readonly field: string;
  readonly title: string;
  readonly role: FieldRole;
  readonly unit?: FieldUnit;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  /** Allowed values of an enumeration. */
  readonly options?: readonly string[];
}

/** A service without its functions, as `crossover services` and the documentation show it. */
export interface ServiceDescription {
  readonly id: string;
  readonly serviceName: string;
  readonly summary: string;
  readonly pricingUrl: string;
  readonly fields: readonly FieldDescription[];
  readonly meters: readonly MeterInfo[];
  readonly notModelled: readonly string[];
}

/** Describes a service: its texts, fields and meters. */
export function describeService({
  id,
  serviceName,
  summary,
  pricingUrl,
  input,
  meters,
  notModelled,
}: AnyService): ServiceDescription {
  const fields = describeFields(input.shape as Readonly<Record<string, z.ZodType>>);
  return { id, serviceName, summary, pricingUrl, fields, meters, notModelled };
}

/** Describes the fields of an object schema, in its order, with their titles, units, defaults and limits. */
export function describeFields(shape: Readonly<Record<string, z.ZodType>>): FieldDescription[] {
  return Object.entries(shape).map(([field, schema]) => describeField(field, schema));
}

function describeField(field: string, schema: z.ZodType): FieldDescription {
  const { title = field, role = 'configuration', unit } = z.globalRegistry.get(schema) ?? {};
  const limits = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const { minimum, maximum, default: byDefault, enum: options } = limits;
  return {
    field,
    title,
    role,
    ...(unit !== undefined && { unit }),
    ...(byDefault !== undefined && { default: byDefault }),
    ...(minimum !== undefined && { minimum }),
    // The largest safe integer is the limit of every whole number, not of this field.
    ...(maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER && { maximum }),
    ...(options !== undefined && { options: options.map(String) }),
  };
}
