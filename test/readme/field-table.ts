import type * as z from 'zod';
import { suffixesOf } from '../../src/scenario/suffix.js';
import { describeFields, type FieldDescription } from '../../src/services/describe-service.js';
import { markdownTable } from './blocks.js';

type Fields = Readonly<Record<string, z.ZodType>>;

/** One row a field: what it means, its unit, whether it may be left out, and its limits. */
export function fieldTable(fields: Fields): string {
  const rows = describeFields(fields).map((field) => [
    `\`${field.field}\``,
    field.title,
    unitOf(field),
    defaultOf(field, fields[field.field] as z.ZodType),
    limitsOf(field),
  ]);
  return markdownTable(['field', 'meaning', 'unit', 'default', 'limits'], rows);
}

/** A count says which suffixes it takes; the other units are their own suffix. */
function unitOf({ unit }: FieldDescription): string {
  if (unit === undefined) return '';
  return unit === 'count' ? suffixesOf(unit).join(' ') : unit;
}

function defaultOf({ default: byDefault }: FieldDescription, schema: z.ZodType): string {
  if (byDefault === undefined) return schema.safeParse(undefined).success ? '' : 'required';
  return `\`${typeof byDefault === 'object' ? JSON.stringify(byDefault) : byDefault}\``;
}

function limitsOf({ minimum, maximum, options }: FieldDescription): string {
  if (options !== undefined) return options.map((option) => `\`${option}\``).join(', ');
  if (minimum === undefined && maximum === undefined) return '';
  if (maximum === undefined) return `${shown(minimum ?? 0)} or more`;
  return `${shown(minimum ?? 0)} to ${shown(maximum)}`;
}

function shown(limit: number): string {
  return limit.toLocaleString('en-US');
}
