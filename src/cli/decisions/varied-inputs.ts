import { type Axis, listedAxis, multipliedAxis, steppedAxis } from '../../estimate/decide/axis.js';
import type { Over } from '../../estimate/decide/break-even.js';
import { EstimatorError } from '../../model/errors.js';
import { checkedValue, type NumericPath, numericPath, valueFor } from '../../scenario/numeric-path.js';
import type { Scenario, Workload } from '../../scenario/scenario.js';
import { parseSuffixed } from '../../scenario/suffix.js';

/** Where no end is given, numbers are followed up to so many times what they are. */
const FOLLOWED_TIMES = 1000;

/** What stands before and after the `=` of `PATH=VALUES`; names in quotes may hold one. */
export function splitVary(text: string): readonly [path: string, values: string | undefined] {
  const at = text.indexOf('=', text.lastIndexOf('"') + 1);
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

/** Ends given by flags of their own. */
export interface Ends {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/**
 * Reads `PATH` or `PATH=a..b`.
 *
 * @throws EstimatorError `ARGUMENT_INVALID` for a path that is no number, ends that are not allowed or the wrong way round
 */
export function overOf(text: string, scenario: Scenario, ends: Ends = {}): Over {
  const [pathText, range] = splitVary(text);
  const path = numericPath(pathText, scenario);
  const [low, high] = range === undefined ? [ends.from, ends.to] : rangeEnds(range, text);
  const from = low === undefined ? checkedValue(path, leastOf(path, scenario)) : valueFor(path, low);
  const to = high === undefined ? checkedValue(path, mostOf(path, scenario)) : valueFor(path, high);
  if (from < to) return { path, from, to };
  throw invalid(`${pathText} goes from ${from} to ${to}`, 'The first end has to be below the second.', text);
}

/** Values of a range without a step. */
const SPREAD = 11;

/**
 * Reads the values of a sweep: `PATH=a,b,c`, `PATH=a..b:step`, `PATH=a..b:x2` (times 2 each), or `PATH=a..b` (eleven
 * values, evenly spread).
 *
 * @throws EstimatorError `ARGUMENT_INVALID`
 */
export function axisOf(text: string, scenario: Scenario): Axis {
  const [pathText, values] = splitVary(text);
  const path = numericPath(pathText, scenario);
  if (values === undefined) throw invalid(`${text} has no values`, 'Write PATH=a,b,c or PATH=a..b:step.', text);
  if (!values.includes('..'))
    return listedAxis(
      path,
      values.split(',').map((value) => valueFor(path, value)),
    );
  const [range = '', step, ...rest] = values.split(':');
  if (rest.length > 0) throw invalid(`"${values}" has two steps`, 'Write PATH=a..b:step.', text);
  const [from, to] = rangeEnds(range, text).map((end) => valueFor(path, end)) as [number, number];
  if (from > to)
    throw invalid(`${pathText} goes from ${from} to ${to}`, 'The first end has to be below the second.', text);
  if (step === undefined) return spreadAxis(path, from, to);
  if (step.startsWith('x')) return multipliedAxis(path, { from, to, factor: factorOf(step.slice(1), from, text) });
  return steppedAxis(path, { from, to, step: stepOf(path, step, text) });
}

function spreadAxis(path: NumericPath, from: number, to: number): Axis {
  const values = Array.from({ length: SPREAD }, (_, index) => from + ((to - from) * index) / (SPREAD - 1));
  const shown = values.map((value) => (path.whole ? Math.round(value) : Number(value.toPrecision(12))));
  return listedAxis(path, [...new Set(shown)]);
}

function factorOf(text: string, from: number, at: string): number {
  const factor = Number(text);
  if (text !== '' && factor > 1 && Number.isFinite(factor) && from > 0) return factor;
  throw invalid(
    from > 0 ? `"x${text}" is not a factor above 1` : 'values that are multiplied begin above 0',
    'Write PATH=a..b:x2 for a, 2a, 4a, … up to b.',
    at,
  );
}

/** A step has the suffixes of the field but not its limits. */
function stepOf(path: NumericPath, text: string, at: string): number {
  const step = parseSuffixed(text, path.unit ?? 'count');
  if (step !== undefined && step > 0 && (!path.whole || Number.isInteger(step))) return step;
  throw invalid(
    `"${text}" is not a step`,
    `A step is a ${path.whole ? 'whole number' : 'number'} above 0: the grid would have no end.`,
    at,
  );
}

function rangeEnds(range: string, text: string): readonly [string, string] {
  const [low = '', high, ...rest] = range.split('..');
  if (high !== undefined && rest.length === 0) return [low, high];
  throw invalid(`"${range}" is not a range`, 'Write both ends: PATH=a..b', text);
}

/** CPU time is a part of the duration: neither is followed beyond the other. */
function neighbourOf({ target }: NumericPath, field: string, { workloads }: Scenario): Workload | undefined {
  return target.of === 'workload' && target.field === field ? workloads[target.workload] : undefined;
}

function leastOf(path: NumericPath, scenario: Scenario): number {
  const { min, value, schema, whole } = path;
  const { cpuMs } = neighbourOf(path, 'durationMs', scenario) ?? {};
  if (cpuMs !== undefined) return cpuMs;
  if (schema.safeParse(min).success) return min;
  return whole ? min + 1 : Math.min(1, value ?? 1);
}

function mostOf(path: NumericPath, scenario: Scenario): number {
  const { text, value, max } = path;
  const { durationMs } = neighbourOf(path, 'cpuMs', scenario) ?? {};
  if (durationMs !== undefined) return durationMs;
  if (value === undefined || value === 0) {
    if (max <= 1_000_000) return max;
    throw invalid(`${text} has no value to go on from`, 'Say how far to look: --to.', text);
  }
  return Math.min(max, value * FOLLOWED_TIMES);
}

/**
 * The workload that a question is about: the one named, or the one a path is in, or the only one.
 *
 * @throws EstimatorError `ARGUMENT_INVALID` where several might be meant
 */
export function workloadAsked(
  { workloads }: Scenario,
  paths: readonly NumericPath[],
  name: string | undefined,
): Workload | null {
  if (name !== undefined) {
    const named = workloads.find((workload) => workload.name === name);
    if (named !== undefined) return named;
    throw invalid(`--workload: nothing is called "${name}"`, `Known: ${listed(workloads)}.`, '--workload');
  }
  const [inPath] = paths.flatMap(({ target }) => (target.of === 'service' ? [] : [target.workload]));
  if (inPath !== undefined) return workloads[inPath] ?? null;
  if (workloads.length > 1) {
    throw invalid(
      'The scenario has several workloads',
      `Name one with --workload: ${listed(workloads)}.`,
      '--workload',
    );
  }
  return workloads[0] ?? null;
}

/**
 * The workload whose ranges are sampled.
 *
 * @throws EstimatorError `ARGUMENT_INVALID` where several have ranges and none is named, or none has
 */
export function uncertainWorkload(scenario: Scenario, name: string | undefined): Workload {
  const isRanged = ({ at, parts }: Workload) =>
    [at, ...parts.map((part) => part.at)].some((of) => scenario.ranges.some((range) => range.at.startsWith(`${of}.`)));
  const ranged = scenario.workloads.filter(isRanged);
  const workloads = name === undefined && ranged.length > 0 ? ranged : scenario.workloads;
  const asked = workloadAsked({ ...scenario, workloads }, [], name);
  if (asked !== null) return asked;
  throw invalid('The scenario has no workload', 'Ranges stand where the numbers of a workload do.', 'workloads');
}

function listed(named: readonly { readonly name: string }[]): string {
  return named.map(({ name }) => `"${name}"`).join(', ');
}

function invalid(message: string, hint: string, at: string): EstimatorError {
  return new EstimatorError('ARGUMENT_INVALID', message, hint, at);
}
