import * as z from 'zod';
import { fieldMeta } from '../model/field.js';
import type { AnyService } from '../services/service.js';
import { RANGE_FIELDS } from './ranges.js';
import { fullSchema } from './read-designs.js';
import { scenarioSchema } from './scenario-schema.js';
import { suffixesOf } from './suffix.js';

type JsonSchema = Record<string, unknown>;

/**
 * The JSON schema (draft 2020-12) of scenario files, for editors: made from the schemas the reader checks with, so that
 * both know the same keys and limits. What spans several fields only the reader checks.
 */
export function scenarioJsonSchema(services: readonly AnyService[]): JsonSchema {
  const schema = toJsonSchema(scenarioSchema()) as { properties: Record<string, JsonSchema> } & JsonSchema;
  const designs = schema.properties.designs as { items: { properties: { services: JsonSchema; without: JsonSchema } } };
  designs.items.properties.without.items = { enum: services.map(({ id }) => id) };
  designs.items.properties.services.items = {
    type: 'object',
    required: ['service'],
    properties: { service: { enum: services.map(({ id }) => id), title: 'Service id' } },
    allOf: services.map((service) => ({
      if: { properties: { service: { const: service.id } }, required: ['service'] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { $ref: `#/$defs/${service.id}` },
    })),
  };
  const workloads = schema.properties.workloads as { items: { properties: Record<string, JsonSchema> } };
  for (const field of RANGE_FIELDS) orRange(workloads.items.properties[field] as JsonSchema);
  const { $schema, $defs, ...rest } = schema;
  return {
    $schema,
    title: 'Crossover scenario',
    ...rest,
    $defs: {
      ...($defs as JsonSchema | undefined),
      ...Object.fromEntries(services.map((service) => [service.id, serviceSchema(service)])),
    },
  };
}

/** Lets a number be a range too. */
function orRange(schema: JsonSchema): void {
  const number = { anyOf: schema.anyOf };
  const form = { enum: ['triangular', 'pert'], default: 'triangular' };
  const map = (properties: Record<string, JsonSchema>, required: string[]) => ({
    type: 'object',
    properties,
    required,
    additionalProperties: false,
  });
  schema.anyOf = [
    ...(schema.anyOf as JsonSchema[]),
    map({ low: number, likely: number, high: number, distribution: form }, ['low', 'likely', 'high']),
    map({ p50: number, p90: number }, ['p50', 'p90']),
  ];
}

function serviceSchema(service: AnyService): JsonSchema {
  const { $schema: _, ...schema } = toJsonSchema(fullSchema(service)) as JsonSchema;
  return { title: service.serviceName, description: service.summary, ...schema };
}

function toJsonSchema(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, {
    io: 'input',
    override({ zodSchema, jsonSchema }) {
      const { unit } = fieldMeta(zodSchema as unknown as z.ZodType) ?? {};
      for (const own of ['role', 'unit', 'reason', 'example']) delete (jsonSchema as JsonSchema)[own];
      if (unit === undefined) return;
      const { title, default: byDefault, ...number } = jsonSchema as JsonSchema;
      for (const key of Object.keys(jsonSchema)) delete (jsonSchema as JsonSchema)[key];
      const suffixed = { type: 'string', pattern: `^[0-9_]*\\.?[0-9_]*\\s*(${suffixesOf(unit).join('|')})?$` };
      Object.assign(jsonSchema, {
        title,
        ...(byDefault !== undefined && { default: byDefault }),
        anyOf: [number, suffixed],
      });
    },
  }) as JsonSchema;
}
