import { Flags } from '@oclif/core';
import { FLEET_FIELDS, type FleetField } from '../../estimate/fleet/fleet-columns.js';
import { EstimatorError } from '../../model/errors.js';
import { nearest } from '../../model/nearest.js';

const PERIOD = /^(\d{1,4})(h|d)$/;
const MAX_PERIOD_HOURS = 366 * 24;

/** How a fleet file is read, and the values for rows that do not give their own. */
export const fleetFlags = {
  map: Flags.string({
    description: `The column that holds a field; repeatable. Fields: ${FLEET_FIELDS.join(', ')}.`,
    helpValue: 'requests=Calls',
    multiple: true,
    multipleNonGreedy: true,
  }),
  period: Flags.string({
    description: 'The period in which the requests were counted: month, or hours or days such as 8h or 14d.',
    default: 'month',
    helpValue: '14d',
  }),
  'skip-invalid': Flags.boolean({ description: 'Skip invalid rows, and report how many.' }),
  'instance-type': Flags.string({ description: 'EC2 instance type of the shared instances.', default: 'm7g.large' }),
  'cpu-share': numberFlag('Share of the duration that is CPU time, 0 to 1; the rest is waiting.', {
    flag: 'cpu-share',
    min: 0,
    max: 1,
    byDefault: 1,
  }),
  'arm-speed': numberFlag('Speed of an arm64 vCPU relative to x86_64.', {
    flag: 'arm-speed',
    min: 0.25,
    max: 4,
    byDefault: 1,
  }),
  'max-slowdown': numberFlag('How many times as long a request may take at another memory size.', {
    flag: 'max-slowdown',
    min: 1,
    max: 100,
    byDefault: 2,
  }),
  'peak-to-mean': numberFlag('Requests of the busiest minute relative to the mean, for rows without minute columns.', {
    flag: 'peak-to-mean',
    min: 1,
    max: 10_000,
    byDefault: 3,
  }),
  top: Flags.integer({ description: 'Number of moves to list.', default: 10, min: 0, max: 1000 }),
};

interface Limits {
  readonly flag: string;
  readonly min: number;
  readonly max: number;
  readonly byDefault: number;
}

function numberFlag(description: string, { flag, min, max, byDefault }: Limits) {
  return Flags.custom<number>({
    description,
    helpValue: 'NUMBER',
    default: byDefault,
    parse: async (text) => {
      const value = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
      if (value >= min && value <= max) return value;
      throw invalid(`--${flag}`, `is "${text}"`, `Give a number from ${min} to ${max}.`);
    },
  })();
}

/**
 * Reads column names by field from `FIELD=COLUMN`.
 *
 * @throws EstimatorError `ARGUMENT_INVALID`
 */
export function columnMap(given: readonly string[] = []): Map<FleetField, string> {
  const map = new Map<FleetField, string>();
  for (const text of given) {
    const [name = '', column = ''] = [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)];
    const field = FLEET_FIELDS.find((known) => known === name);
    if (!text.includes('=') || column === '') throw invalid('--map', `is "${text}"`, 'Give FIELD=COLUMN.');
    if (field === undefined) {
      const close = nearest(name, FLEET_FIELDS);
      const hint = close === undefined ? '' : `Did you mean "${close}"? `;
      throw invalid('--map', `names an unknown field "${name}"`, `${hint}Fields: ${FLEET_FIELDS.join(', ')}.`);
    }
    if (map.has(field)) throw invalid('--map', `names ${field} twice`, 'Give one column for each field.');
    map.set(field, column);
  }
  return map;
}

/**
 * Reads the hours in which requests were counted: `month`, `8h` or `14d`.
 *
 * @throws EstimatorError `ARGUMENT_INVALID`
 */
export function periodHours(text: string, monthHours: number): number {
  if (text === 'month') return monthHours;
  const [, count, unit] = PERIOD.exec(text) ?? [];
  const hours = Number(count) * (unit === 'd' ? 24 : 1);
  if (hours >= 1 && hours <= MAX_PERIOD_HOURS) return hours;
  throw invalid('--period', `is "${text}"`, 'Give month, or hours or days up to a year, such as 8h or 14d.');
}

function invalid(flag: string, what: string, hint: string): EstimatorError {
  return new EstimatorError('ARGUMENT_INVALID', `${flag} ${what}`, hint, flag);
}
