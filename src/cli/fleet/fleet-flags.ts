import { Flags } from '@oclif/core';
import { FLEET_FIELDS, type FleetField } from '../../estimate/fleet/fleet-columns.js';
import { EstimatorError } from '../../model/errors.js';
import { nearest } from '../../model/nearest.js';

const PERIOD = /^(\d{1,4})(h|d)$/;
const MOST_HOURS = 366 * 24;

/** What is taken for rows that do not say it themselves. */
export const fleetFlags = {
  map: Flags.string({
    description: `A column with a name of its own; may be given again. Fields: ${FLEET_FIELDS.join(', ')}.`,
    helpValue: 'requests=Calls',
    multiple: true,
    multipleNonGreedy: true,
  }),
  period: Flags.string({
    description: 'What the requests were counted in: month, or hours or days such as 8h or 14d.',
    default: 'month',
    helpValue: '14d',
  }),
  'skip-invalid': Flags.boolean({ description: 'Leave invalid rows out, and count them.' }),
  'instance-type': Flags.string({ description: 'EC2 instance type of the shared instances.', default: 'm7g.large' }),
  'cpu-share': number('Share of a duration that is CPU, 0 to 1; the rest is waiting.', {
    flag: 'cpu-share',
    least: 0,
    most: 1,
    usual: 1,
  }),
  'arm-speed': number('Work an arm64 vCPU does, against x86_64.', {
    flag: 'arm-speed',
    least: 0.25,
    most: 4,
    usual: 1,
  }),
  'max-slowdown': number('How many times as long a request may take at another memory.', {
    flag: 'max-slowdown',
    least: 1,
    most: 100,
    usual: 2,
  }),
  'peak-to-mean': number('Busiest minute of a row without minute columns, against its mean.', {
    flag: 'peak-to-mean',
    least: 1,
    most: 10_000,
    usual: 3,
  }),
  top: Flags.integer({ description: 'Moves listed.', default: 10, min: 0, max: 1000 }),
};

interface Limits {
  readonly flag: string;
  readonly least: number;
  readonly most: number;
  readonly usual: number;
}

function number(description: string, { flag, least, most, usual }: Limits) {
  return Flags.custom<number>({
    description,
    helpValue: 'NUMBER',
    default: usual,
    parse: async (text) => {
      const value = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
      if (value >= least && value <= most) return value;
      throw invalid(`--${flag}`, `is "${text}"`, `Give a number from ${least} to ${most}.`);
    },
  })();
}

/**
 * Column names by field.
 *
 * @throws EstimatorError `ARGUMENT_INVALID`
 */
export function columnMap(given: readonly string[] = []): Map<FleetField, string> {
  const map = new Map<FleetField, string>();
  for (const text of given) {
    const [name = '', column = ''] = [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)];
    const field = FLEET_FIELDS.find((known) => known === name);
    if (!text.includes('=') || column === '') throw invalid('--map', `is "${text}"`, 'Write FIELD=COLUMN.');
    if (field === undefined) {
      const close = nearest(name, FLEET_FIELDS);
      const hint = close === undefined ? '' : `Did you mean "${close}"? `;
      throw invalid('--map', `names no field "${name}"`, `${hint}Fields: ${FLEET_FIELDS.join(', ')}.`);
    }
    if (map.has(field)) throw invalid('--map', `names ${field} twice`, 'Name one column a field.');
    map.set(field, column);
  }
  return map;
}

/**
 * Hours that requests were counted in.
 *
 * @throws EstimatorError `ARGUMENT_INVALID`
 */
export function periodHours(text: string, monthHours: number): number {
  if (text === 'month') return monthHours;
  const [, count, unit] = PERIOD.exec(text) ?? [];
  const hours = Number(count) * (unit === 'd' ? 24 : 1);
  if (hours >= 1 && hours <= MOST_HOURS) return hours;
  throw invalid('--period', `is "${text}"`, 'Give month, or hours or days up to a year: 8h, 14d.');
}

function invalid(flag: string, what: string, hint: string): EstimatorError {
  return new EstimatorError('ARGUMENT_INVALID', `${flag} ${what}`, hint, flag);
}
