import type * as z from 'zod';
import { isDecimalText } from '../../model/decimal.js';
import { fieldMeta } from '../../model/field.js';
import { checkValue } from '../../scenario/check-value.js';

/**
 * Checks a typed answer by the schema of its field, with the limits and messages of a scenario file.
 *
 * @returns what is wrong; undefined for a valid answer
 */
export function answerProblem(text: string, schema: z.ZodType): string | undefined {
  const [finding] = checkValue(answerValue(text, schema), schema).findings;
  if (finding === undefined) return undefined;
  const sentence = `${finding.message}${finding.hint === undefined ? '' : ` (${finding.hint})`}`;
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
}

/** Converts a typed answer to the value in a scenario file: digits become a number, `30M` and `120ms` stay text. */
export function answerValue(text: string, schema: z.ZodType): unknown {
  const number = Number(text);
  if (isDecimalText(text) && (Number.isSafeInteger(number) || text.includes('.'))) return number;
  return fieldMeta(schema)?.unit === undefined && ['true', 'false'].includes(text) ? text === 'true' : text;
}
