import * as z from 'zod';
import { EstimatorError } from '../model/errors.js';
import { type FieldUnit, fieldMeta } from '../model/field.js';
import { nearest } from '../model/nearest.js';
import { checkValue } from './check-value.js';
import { pathKeys } from './path.js';
import { fullSchema } from './read-designs.js';
import type { Scenario } from './scenario.js';
import { scenarioSchema } from './scenario-schema.js';
import { rawShapeOf, shapeForm } from './shape-fields.js';
import { parseSuffixed, suffixesOf } from './suffix.js';

/** Which field of a scenario a path names. */
export type PathTarget =
  | { readonly of: 'workload'; readonly workload: number; readonly field: string }
  | { readonly of: 'shape'; readonly workload: number; readonly field: string }
  | { readonly of: 'service'; readonly design: number; readonly service: number; readonly field: string };

/** A number of a scenario that can take other values. */
export interface NumericPath {
  /** As it was written. */
  readonly text: string;
  /** With indexes: `workloads.0.requests`. */
  readonly at: string;
  /** The field it names. */
  readonly target: PathTarget;
  readonly schema: z.ZodType;
  /** Takes whole numbers only. */
  readonly whole: boolean;
  /** Smallest value the field takes. */
  readonly min: number;
  /** Largest value the field takes. */
  readonly max: number;
  /** Of a bare number; what suffixes it takes. */
  readonly unit: FieldUnit | undefined;
  /** The value in the scenario, or its default; undefined where it has none. */
  readonly value: number | undefined;
}

/**
 * Finds the number that a path names.
 *
 * @throws EstimatorError `ARGUMENT_INVALID` when there is none, with the nearest name
 */
export function numericPath(text: string, scenario: Scenario): NumericPath {
  const [list, ...keys] = pathKeys(text);
  if (list === 'workloads') return workloadPath(text, keys, scenario);
  if (list === 'designs') return servicePath(text, keys, scenario);
  throw unknown(text, `${list}`, ['workloads', 'designs']);
}

type Keys = readonly (string | number)[];

function workloadPath(text: string, [key = '', field = '', inner, ...rest]: Keys, scenario: Scenario): NumericPath {
  const index = placeOf(text, key, scenario.workloads);
  const workload = scenario.workloads[index] as Scenario['workloads'][number];
  const at = `workloads.${index}.${field}`;
  if (field === 'shape' && inner !== undefined && rest.length === 0) {
    const raw = rawShapeOf(workload.shape) as Readonly<Record<string, unknown>>;
    const schema = fieldOf(text, inner, shapeForm(workload.shape.type)?.shape ?? {});
    return numberOf(
      { text, at: `${at}.${inner}`, target: { of: 'shape', workload: index, field: `${inner}` } },
      schema,
      raw[inner],
    );
  }
  if (inner !== undefined) throw notNumeric(text);
  const schema = fieldOf(text, field, workloadFields());
  if (workload.parts.length > 0) throw belongsToParts(text, workload.parts[0]?.name ?? '');
  const value = (workload as unknown as Record<string, unknown>)[field];
  return numberOf({ text, at, target: { of: 'workload', workload: index, field: `${field}` } }, schema, value);
}

function servicePath(
  text: string,
  [key = '', list = '', name = '', field = '', ...rest]: Keys,
  scenario: Scenario,
): NumericPath {
  const design = placeOf(text, key, scenario.designs);
  const { services } = scenario.designs[design] as Scenario['designs'][number];
  if (list !== 'services') throw unknown(text, `${list}`, ['services']);
  // Services added to the design are between those of the file, so that indexes of the file are looked up first.
  const written = services.findIndex(({ at }) => at === `designs.${design}.services.${name}`);
  const place = written === -1 ? placeOf(text, `${name}`, services) : written;
  const placed = services[place] as (typeof services)[number];
  if (rest.length > 0) throw notNumeric(text);
  const schema = fieldOf(text, field, fullSchema(placed.service).shape);
  const value = placed.input[field] ?? (placed.shared as Record<string, unknown>)[field];
  const target = { of: 'service', design, service: place, field: `${field}` } as const;
  return numberOf({ text, at: `${placed.at}.${field}`, target }, schema, value);
}

/** The schema of each field of a workload. */
export function workloadFields(): Readonly<Record<string, z.ZodType>> {
  return workloadSchema().shape;
}

/** The schema of one workload, with its checks across fields. */
export function workloadSchema() {
  return scenarioSchema().shape.workloads.unwrap().element;
}

/** A value that a person wrote for the path, with a suffix or without. */
export function valueFor(path: NumericPath, text: string): number {
  const value = parseSuffixed(text, path.unit ?? 'count');
  if (value === undefined || (path.unit === undefined && /[A-Za-z]/.test(text))) {
    const suffixes = path.unit === undefined ? '' : `, alone or with one of ${suffixesOf(path.unit).join(' ')}`;
    throw new EstimatorError('ARGUMENT_INVALID', `"${text}" is not a number`, `Write digits${suffixes}.`, path.text);
  }
  return checkedValue(path, value);
}

/**
 * A value that the field takes.
 *
 * @throws EstimatorError `ARGUMENT_INVALID` with the limits of the field
 */
export function checkedValue(path: NumericPath, value: number): number {
  const [finding] = checkValue(value, path.schema).findings;
  if (finding === undefined) return value;
  const hint = `${path.text} takes ${path.whole ? 'whole numbers' : 'numbers'} from ${path.min} to ${path.max}.`;
  throw new EstimatorError('ARGUMENT_INVALID', `${path.text} ${finding.message}`, hint, path.text);
}

function placeOf(text: string, key: string | number, list: readonly { readonly name: string }[]): number {
  const index = typeof key === 'number' ? key : list.findIndex(({ name }) => name === key);
  if (list[index] !== undefined) return index;
  const names = list.map(({ name }) => name);
  throw unknown(text, `${key}`, names);
}

function fieldOf(text: string, field: string | number, fields: Readonly<Record<string, z.ZodType>>): z.ZodType {
  const schema = Object.hasOwn(fields, field) ? fields[field] : undefined;
  if (schema !== undefined && numberIn(schema) !== undefined) return schema;
  const numeric = Object.keys(fields).filter((name) => numberIn(fields[name] as z.ZodType) !== undefined);
  throw schema === undefined ? unknown(text, `${field}`, numeric) : notNumeric(text, numeric);
}

function numberOf(named: Pick<NumericPath, 'text' | 'at' | 'target'>, schema: z.ZodType, value: unknown): NumericPath {
  const number = numberIn(schema) as z.ZodNumber;
  return {
    ...named,
    schema,
    whole: number.format === 'safeint',
    min: number.minValue ?? Number.MIN_SAFE_INTEGER,
    max: number.maxValue ?? Number.MAX_SAFE_INTEGER,
    unit: fieldMeta(schema)?.unit,
    value: typeof value === 'number' ? value : undefined,
  };
}

/** The number that a field takes, among other things or alone. */
export function numberIn(schema: z.ZodType): z.ZodNumber | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return numberIn(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodUnion) return schema.options.find((option) => option instanceof z.ZodNumber);
  return schema instanceof z.ZodNumber ? schema : undefined;
}

function unknown(text: string, key: string, known: readonly string[]): EstimatorError {
  const close = nearest(key, known);
  const listed = known.map((name) => `"${name}"`).join(', ');
  const hint = close === undefined ? `Known here: ${listed === '' ? 'nothing' : listed}.` : `Did you mean "${close}"?`;
  return new EstimatorError('ARGUMENT_INVALID', `${text}: there is no "${key}"`, hint, text);
}

function notNumeric(text: string, numeric: readonly string[] = []): EstimatorError {
  const hint = numeric.length === 0 ? 'Name a field that is a number.' : `Numbers here: ${numeric.join(', ')}.`;
  return new EstimatorError('ARGUMENT_INVALID', `${text} is not a number`, hint, text);
}

function belongsToParts(text: string, part: string): EstimatorError {
  return new EstimatorError(
    'ARGUMENT_INVALID',
    `${text} belongs to the workloads of the mix`,
    `Name one of them: workloads."${part}"…`,
    text,
  );
}
