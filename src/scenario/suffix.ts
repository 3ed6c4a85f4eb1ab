import { Decimal, exact, isDecimalText } from '../model/decimal.js';
import type { FieldUnit } from '../model/field.js';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DURATIONS_MS = { ms: 1, s: SECOND_MS, m: MINUTE_MS, h: HOUR_MS, d: 24 * HOUR_MS };
/** AWS bills in powers of 1024. */
const SIZES_KB = { KB: 1, MB: 1024, GB: 1024 ** 2, TB: 1024 ** 3 };

/** Factors of suffixes to the smallest unit, and that of a number without a suffix. */
interface SuffixTable {
  readonly suffixes: Readonly<Record<string, number>>;
  readonly base: number;
}

const TABLES: Readonly<Record<FieldUnit, SuffixTable>> = {
  count: { suffixes: { K: 1e3, M: 1e6, B: 1e9 }, base: 1 },
  ms: { suffixes: DURATIONS_MS, base: 1 },
  s: { suffixes: DURATIONS_MS, base: SECOND_MS },
  hours: { suffixes: DURATIONS_MS, base: HOUR_MS },
  KB: { suffixes: SIZES_KB, base: 1 },
  MB: { suffixes: SIZES_KB, base: SIZES_KB.MB },
  GB: { suffixes: SIZES_KB, base: SIZES_KB.GB },
};

const FORM = /^(?<digits>-?[\d_]*\.?[\d_]*)\s*(?<suffix>[A-Za-z]*)$/;

/**
 * Reads a number such as `30M`, `1.5h`, `512MB` or `30_000_000` in the unit of its field.
 *
 * @returns undefined when the text is no number, or its suffix does not belong to the unit
 */
export function parseSuffixed(text: string, unit: FieldUnit): number | undefined {
  const { digits = '', suffix = '' } = FORM.exec(text.trim())?.groups ?? {};
  const number = digits.replace(/(?<=\d)_(?=\d)/g, '');
  const { suffixes, base } = TABLES[unit];
  const factor = suffix === '' ? base : Object.hasOwn(suffixes, suffix) ? suffixes[suffix] : undefined;
  if (factor === undefined || !isDecimalText(number)) return undefined;
  const value = exact(number).times(factor).div(base);
  return value.abs().gt(Number.MAX_SAFE_INTEGER) ? undefined : new Decimal(value).toNumber();
}

/** The suffixes of a unit, for messages and the JSON schema. */
export function suffixesOf(unit: FieldUnit): readonly string[] {
  return Object.keys(TABLES[unit].suffixes);
}
