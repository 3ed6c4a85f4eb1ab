import type * as z from 'zod';
import { RANGE_FIELDS } from '../../src/scenario/ranges.js';
import { scenarioSchema, sharedServiceSchema, workloadFields } from '../../src/scenario/scenario-schema.js';
import { shapeSchema } from '../../src/scenario/shape-schema.js';
import { fieldTable } from './field-table.js';

type Fields = Readonly<Record<string, z.ZodType>>;

/** The field tables of the guide to scenarios, from the schemas that the reader checks with. */
export const scenarioTables = {
  'scenario fields': () => fieldTable(scenarioSchema().shape),
  'workload fields': () => fieldTable(workloadFields()),
  'service level fields': () => fieldTable(serviceLevelFields()),
  'design fields': () => fieldTable(scenarioSchema().shape.designs.unwrap().shape),
  'fields of every service': () => fieldTable(sharedServiceSchema().shape),
  'range fields': () => RANGE_FIELDS.map((field) => `\`${field}\``).join(', '),
  shapes: () => shapes().map(shapeSection).join('\n\n'),
};

/** Types of traffic that a workload may have. */
export function shapeTypes(): string[] {
  return shapes().map(typeOf);
}

function shapes(): z.ZodObject[] {
  return (shapeSchema() as unknown as z.ZodDiscriminatedUnion<z.ZodObject[]>).options;
}

function typeOf(shape: z.ZodObject): string {
  return `${(shape.shape.type as z.ZodLiteral).value}`;
}

function shapeSection(shape: z.ZodObject): string {
  const { type: _, ...fields } = shape.shape as Fields;
  const table = Object.keys(fields).length === 0 ? 'No fields.' : fieldTable(fields);
  return [`#### ${typeOf(shape)}`, ...nested(fields), table].join('\n\n');
}

/** Fields of the maps in a list, such as the ramps of `stages`. */
function nested(fields: Fields): string[] {
  return Object.entries(fields).flatMap(([name, schema]) => {
    const item = (schema as Partial<z.ZodArray>).element as Partial<z.ZodObject> | undefined;
    if (item?.shape === undefined) return [];
    return [
      `Each of \`${name}\` is a map of ${Object.keys(item.shape)
        .map((key) => `\`${key}\``)
        .join(' and ')}.`,
    ];
  });
}

function serviceLevelFields(): Fields {
  return (workloadFields().serviceLevel as z.ZodDefault<z.ZodObject>).unwrap().shape as Fields;
}
