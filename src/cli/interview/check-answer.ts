import type * as z from 'zod';
import { isDecimalText } from '../../model/decimal.js';
import { fieldMeta } from '../../model/field.js';
import { checkValue } from '../../scenario/check-value.js';

/**
 * What is wrong with a typed answer, by the schema of its field: the same limits and words as in a scenario file.
 *
 * @returns undefined when nothing is
 */
export function answerProblem(text: string, schema: z.ZodType): string | undefined {
  const [finding] = checkValue(answerValue(text, schema), schema).findings;
  if (finding === undefined) return undefined;
  const sentence = `${finding.message}${finding.hint === undefined ? '' : ` (${finding.hint})`}`;
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
}

/** A typed answer as a scenario file would hold it: digits are a number, `30M` and `120ms` stay as they are. */
export function answerValue(text: string, schema: z.ZodType): unknown {
  const number = Number(text);
  if (isDecimalText(text) && (Number.isSafeInteger(number) || text.includes('.'))) return number;
  return fieldMeta(schema)?.unit === undefined && ['true', 'false'].includes(text) ? text === 'true' : text;
}
