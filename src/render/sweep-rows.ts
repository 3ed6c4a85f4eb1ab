import type { SweepBlock, SweepQuestion } from '../estimate/decide/sweep.js';
import { csvText } from './safe-text.js';

/** Output formats of a sweep, the default first. */
export const ROW_FORMATS = ['csv', 'jsonl'] as const;
export type RowFormat = (typeof ROW_FORMATS)[number];

/** The header of the rows; undefined for JSON lines. */
export function sweepHead({ scenario, axes }: SweepQuestion, format: RowFormat): string | undefined {
  if (format === 'jsonl') return undefined;
  const paths = axes.map(({ path }) => csvText(path.at));
  const designs = scenario.designs.map(({ name }) => csvText(name));
  return ['workload', ...paths, ...designs, 'cheapest', 'infeasible'].join(',');
}

/** Formats one line per point: its values, the monthly dollars of each design to the cent, and the cheapest feasible design. */
export function sweepRows(block: SweepBlock, question: SweepQuestion, format: RowFormat): string[] {
  const points = Array.from({ length: block.count }, (_, point) => pointOf(block, question, point));
  return points.map((point) => (format === 'csv' ? csvRow(point) : JSON.stringify(rowJson(point))));
}

/** Formats points as JSON. */
export function rowsJson(block: SweepBlock, question: SweepQuestion): unknown[] {
  return Array.from({ length: block.count }, (_, point) => rowJson(pointOf(block, question, point)));
}

interface Point {
  readonly workload: string | null;
  readonly values: readonly (readonly [at: string, value: number])[];
  /** null where the values are not allowed together. */
  readonly usd: readonly (readonly [design: string, usd: string | null])[];
  readonly cheapest: string | null;
  readonly infeasible: readonly string[];
  readonly invalid: string | undefined;
}

function pointOf(
  { columns, costs, invalid }: SweepBlock,
  { scenario, workload, axes }: SweepQuestion,
  point: number,
): Point {
  const problem = invalid.get(point);
  const designs = scenario.designs.map(({ name }, design) => ({
    name,
    cents: costs[design]?.cents[point] as number,
    isFeasible: costs[design]?.feasible[point] === 1,
  }));
  const feasible = problem === undefined ? designs.filter(({ isFeasible }) => isFeasible) : [];
  const minCents = Math.min(...feasible.map(({ cents }) => cents));
  return {
    workload: workload?.name ?? null,
    values: axes.map(({ path }, axis) => [path.at, columns[axis]?.[point] as number]),
    usd: designs.map(({ name, cents }) => [name, problem === undefined ? centsText(cents) : null]),
    cheapest: feasible.find(({ cents }) => cents === minCents)?.name ?? null,
    infeasible: problem === undefined ? designs.filter(({ isFeasible }) => !isFeasible).map(({ name }) => name) : [],
    invalid: problem,
  };
}

function csvRow({ workload, values, usd, cheapest, infeasible, invalid }: Point): string {
  const costs = usd.map(([, amount]) => amount ?? '');
  const marks = invalid === undefined ? infeasible.join('; ') : invalid;
  return [
    csvText(workload ?? ''),
    ...values.map(([, value]) => `${value}`),
    ...costs,
    csvText(cheapest ?? ''),
    csvText(marks),
  ].join(',');
}

function rowJson({ workload, values, usd, cheapest, infeasible, invalid }: Point): unknown {
  return {
    workload,
    values: Object.fromEntries(values.map(([at, value]) => [at, `${value}`])),
    monthlyUsd: Object.fromEntries(usd),
    cheapest,
    infeasible,
    ...(invalid !== undefined && { invalid }),
  };
}

/** Formats whole cents as dollars: 123405 is `1234.05`. */
export function centsText(cents: number): string {
  const digits = `${cents}`.padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
