import * as z from 'zod';
import { checkValue, type Finding } from './check-value.js';
import { workloadFields } from './numeric-path.js';
import type { Distribution, InputRange } from './scenario.js';

/** Numbers of a workload that may be ranges. */
export const RANGE_FIELDS: readonly string[] = [
  'requests',
  'requestsPerSecond',
  'durationMs',
  'cpuMs',
  'memoryMb',
  'requestKb',
  'responseKb',
];

/** A scenario whose ranges are replaced by their likely values. */
export interface TakenRanges {
  readonly plain: unknown;
  readonly ranges: readonly InputRange[];
  readonly findings: readonly Finding[];
}

/**
 * Takes the ranges out of a scenario as it was parsed: `{ low, likely, high }` is triangular, with `distribution: pert`
 * smoother; `{ p50, p90 }` is lognormal.
 */
export function takeRanges(written: unknown): TakenRanges {
  const workloads = (written as { workloads?: unknown } | null)?.workloads;
  if (!Array.isArray(workloads)) return { plain: written, ranges: [], findings: [] };
  const ranges: InputRange[] = [];
  const findings: Finding[] = [];
  const plain = workloads.map((workload: unknown, index) => {
    if (!isMap(workload)) return workload;
    const taken = Object.entries(workload).map(([field, value]) => {
      if (!RANGE_FIELDS.includes(field) || !isMap(value)) return [field, value];
      const path = ['workloads', index, field];
      const read = rangeOf(field, value, path);
      findings.push(...read.findings);
      // The scenario is refused; a number keeps the same place from being reported twice.
      if (read.distribution === undefined) return [field, 1];
      ranges.push({ at: path.join('.'), distribution: read.distribution });
      return [field, likelyOf(read.distribution)];
    });
    return Object.fromEntries(taken);
  });
  return { plain: { ...(written as object), workloads: plain }, ranges, findings };
}

/** Returns the most likely value of a range: the mode, or the median of a lognormal. */
export function likelyOf(distribution: Distribution): number {
  return distribution.form === 'lognormal' ? distribution.p50 : distribution.likely;
}

interface ReadRange {
  readonly distribution: Distribution | undefined;
  readonly findings: readonly Finding[];
}

function rangeOf(field: string, value: object, path: (string | number)[]): ReadRange {
  const number = numberOf(field);
  if ('p50' in value || 'p90' in value) {
    const read = checkValue(value, z.strictObject({ p50: number, p90: number }), path);
    if (read.value === undefined) return { distribution: undefined, findings: read.findings };
    const { p50, p90 } = read.value as { p50: number; p90: number };
    const problem = p50 <= 0 ? 'p50 must be above 0' : p90 <= p50 ? `p90 must be above p50 (${p50})` : undefined;
    return judged({ form: 'lognormal', p50, p90 }, problem, path);
  }
  const form = z.enum(['triangular', 'pert']).default('triangular');
  const read = checkValue(
    value,
    z.strictObject({ low: number, likely: number, high: number, distribution: form }),
    path,
  );
  if (read.value === undefined) return { distribution: undefined, findings: read.findings };
  const { distribution, ...ends } = read.value as { distribution: 'triangular' | 'pert' } & Ends;
  return judged({ form: distribution, ...ends }, problemOf(ends), path);
}

interface Ends {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

function problemOf({ low, likely, high }: Ends): string | undefined {
  if (low >= high) return `low (${low}) must be below high (${high})`;
  return likely < low || likely > high ? `likely (${likely}) must be between low and high` : undefined;
}

function judged(distribution: Distribution, problem: string | undefined, path: (string | number)[]): ReadRange {
  if (problem === undefined) return { distribution, findings: [] };
  return { distribution: undefined, findings: [{ path, message: problem }] };
}

/** The field's own number: its limits and suffixes, but not optional. */
function numberOf(field: string): z.ZodType {
  const schema = workloadFields()[field] as z.ZodType;
  const inner = schema instanceof z.ZodOptional || schema instanceof z.ZodDefault ? schema.unwrap() : schema;
  return (inner as z.ZodType).meta(schema.meta() ?? {});
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
