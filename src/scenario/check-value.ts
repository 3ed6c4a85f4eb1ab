import * as z from 'zod';
import { type FieldUnit, fieldMeta } from '../model/field.js';
import { nearest } from '../model/nearest.js';
import type { Path } from './path.js';
import { parseSuffixed, suffixesOf } from './suffix.js';

/** Something wrong at a path, before the line is known. */
export interface Finding {
  readonly path: Path;
  readonly message: string;
  readonly hint?: string;
}

/** A checked value, or what is wrong with it. */
export type Checked<T> =
  | { readonly value: T; readonly findings: [] }
  | { readonly value: undefined; readonly findings: Finding[] };

/**
 * Checks a value against a schema: texts with suffixes become numbers first, then zod decides. Nothing else is changed.
 *
 * @param at path of the value in the file
 */
export function checkValue<S extends z.ZodType>(raw: unknown, schema: S, at: Path = []): Checked<z.output<S>> {
  const findings: Finding[] = [];
  const value = withNumbers(raw, schema, { path: at, findings });
  const result = schema.safeParse(value);
  if (result.success && findings.length === 0) return { value: result.data, findings: [] };
  const bad = new Set(findings.map(({ path }) => path.join(' ')));
  for (const issue of result.error?.issues ?? []) {
    const path = [...at, ...(issue.path as (string | number)[])];
    if (!bad.has(path.join(' '))) findings.push(...describe(issue, { path, schema, whole: value }));
  }
  return { value: undefined, findings };
}

interface Walk {
  readonly path: Path;
  readonly findings: Finding[];
}

/** Copies a value, with the number of every text that has a suffix. */
function withNumbers(value: unknown, schema: z.ZodType, { path, findings }: Walk): unknown {
  const unit = fieldMeta(schema)?.unit;
  if (unit !== undefined && typeof value === 'string') {
    // A word such as `auto`, where the field takes one.
    return schema.safeParse(value).success ? value : numberOf(value, unit, { path, findings, words: wordsOf(schema) });
  }
  const inner = formOf(schema, value);
  if (inner instanceof z.ZodArray && Array.isArray(value)) {
    return value.map((item, index) =>
      withNumbers(item, inner.element as z.ZodType, { path: [...path, index], findings }),
    );
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const fieldOf = (key: string): z.ZodType | undefined => {
    if (inner instanceof z.ZodObject) return Object.hasOwn(inner.shape, key) ? inner.shape[key] : undefined;
    return inner instanceof z.ZodRecord ? (inner.valueType as z.ZodType) : undefined;
  };
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => {
      const of = fieldOf(key);
      return [key, of === undefined ? field : withNumbers(field, of, { path: [...path, key], findings })];
    }),
  );
}

/** The schema behind optional, default and lazy ones. */
function unwrap(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodLazy
    ? unwrap(schema.unwrap() as z.ZodType)
    : schema;
}

/** Unwraps a schema; of a union discriminated by a key, takes the form that the value has. */
function formOf(schema: z.ZodType, value: unknown): z.ZodType {
  const inner = unwrap(schema);
  if (!(inner instanceof z.ZodDiscriminatedUnion)) return inner;
  const { discriminator } = inner.def;
  const kind = (value as Record<string, unknown> | null)?.[discriminator];
  return (inner.options as z.ZodObject[]).find((form) => form.shape[discriminator]?.safeParse(kind).success) ?? inner;
}

/** Words that a field takes instead of a number. */
function wordsOf(schema: z.ZodType): string[] {
  const inner = unwrap(schema);
  if (!(inner instanceof z.ZodUnion)) return [];
  return inner.options.flatMap((option) => (option instanceof z.ZodLiteral ? [...option.values].map(String) : []));
}

function numberOf(text: string, unit: FieldUnit, { path, findings, words }: Walk & { words: string[] }): unknown {
  const number = parseSuffixed(text, unit);
  if (number !== undefined) return number;
  const suffixes = suffixesOf(unit).join(' ');
  const or = words.map((word) => `, or ${word}`).join('');
  findings.push({
    path,
    message: `"${text}" is not a number of ${unit}: write digits, alone or with one of ${suffixes}${or}`,
  });
  return text;
}

interface Place {
  readonly path: Path;
  readonly schema: z.ZodType;
  /** The value that was checked, of which the issue's path is a part. */
  readonly whole: unknown;
}

/** A zod issue in words of our own. */
function describe(issue: z.core.$ZodIssue, { path, schema, whole }: Place): Finding[] {
  const raw = valueAt(whole, issue.path as Path);
  const shown = JSON.stringify(raw) ?? 'nothing';
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, path, fieldsAt(schema, issue.path as Path, whole)));
    case 'invalid_type':
      return [{ path, message: raw === undefined ? missing(path) : `must be ${nounOf(issue.expected)}, not ${shown}` }];
    case 'too_small':
      return [
        {
          path,
          message: `must be ${issue.inclusive === false ? 'above' : 'at least'} ${bound(issue.minimum, issue.origin)}, not ${sizeOf(raw, shown)}`,
        },
      ];
    case 'too_big':
      return [
        {
          path,
          message: `must be ${issue.inclusive === false ? 'below' : 'at most'} ${bound(issue.maximum, issue.origin)}, not ${sizeOf(raw, shown)}`,
        },
      ];
    case 'invalid_value':
      return [oneOf(path, raw, issue.values.map(String))];
    case 'not_multiple_of':
      return [{ path, message: `must be a multiple of ${issue.divisor}, not ${shown}` }];
    case 'invalid_union':
      // Told apart by a key: zod names the key, and the options it knows.
      if ('options' in issue && Array.isArray(issue.options)) return [oneOf(path, raw, issue.options.map(String))];
      // A number or a word: of a number what the number may be.
      if (typeof raw === 'number' && issue.errors[0]?.[0] !== undefined) {
        return describe({ ...issue.errors[0][0], path: issue.path }, { path, schema, whole });
      }
      return [{ path, message: raw === undefined ? missing(path) : `${shown} is none of the forms allowed here` }];
    default:
      return [{ path, message: issue.message }];
  }
}

function oneOf(path: Path, raw: unknown, allowed: readonly string[]): Finding {
  const close = typeof raw === 'string' ? nearest(raw, allowed) : undefined;
  const message = raw === undefined ? missing(path) : `${JSON.stringify(raw)} is not allowed`;
  return {
    path,
    message: `${message}: choose ${allowed.join(', ')}`,
    ...(close !== undefined && { hint: `Did you mean "${close}"?` }),
  };
}

function unknownKey(key: string, path: Path, known: readonly string[]): Finding {
  const close = nearest(key, known);
  return {
    path: [...path, key],
    message: `unknown key "${key}"`,
    hint: close === undefined ? `Known here: ${known.join(', ')}.` : `Did you mean "${close}"?`,
  };
}

/** Lists the keys that a schema knows at a path, for the form of the value there. */
function fieldsAt(schema: z.ZodType, path: Path, whole: unknown): string[] {
  let inner = formOf(schema, whole);
  for (const [index, key] of path.entries()) {
    const value = valueAt(whole, path.slice(0, index + 1));
    if (inner instanceof z.ZodObject) inner = formOf(inner.shape[key] as z.ZodType, value);
    else if (inner instanceof z.ZodArray) inner = formOf(inner.element as z.ZodType, value);
  }
  return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
}

function missing(path: Path): string {
  return `${path.at(-1) ?? 'the scenario'} is missing`;
}

function nounOf(expected: string): string {
  const nouns: Record<string, string> = {
    int: 'a whole number',
    number: 'a number',
    string: 'text',
    boolean: 'true or false',
  };
  return (
    nouns[expected] ??
    (expected === 'array' ? 'a list' : expected === 'object' || expected === 'record' ? 'a map of keys' : expected)
  );
}

function bound(limit: number | bigint, origin: string): string {
  if (origin === 'string') return `${limit} characters`;
  return origin === 'array' ? `${limit} ${limit === 1 ? 'entry' : 'entries'}` : `${limit}`;
}

function sizeOf(raw: unknown, shown: string): string {
  if (Array.isArray(raw)) return `${raw.length}`;
  return typeof raw === 'string' && raw.length > 40 ? `${raw.length} characters` : shown;
}

function valueAt(value: unknown, path: Path): unknown {
  let inner = value;
  for (const key of path) {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, key)) return undefined;
    inner = (inner as Record<string | number, unknown>)[key];
  }
  return inner;
}
