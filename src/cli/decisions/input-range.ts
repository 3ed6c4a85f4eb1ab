import type { Over } from '../../estimate/decide/break-even.js';
import { EstimatorError } from '../../model/errors.js';
import { checkedValue, type NumericPath, numericPath, valueFor } from '../../scenario/numeric-path.js';
import type { Scenario, Workload } from '../../scenario/scenario.js';

/** Without an upper end, an input is followed up to this multiple of its value. */
const MAX_TIMES_VALUE = 1000;
/** An input without a value has no multiple: its own maximum is searched, if it is not larger than this. */
const MAX_SEARCHED = 1_000_000;

/** Splits `PATH=VALUES` at its `=`; names in quotes may contain one. */
export function splitAssignment(text: string): readonly [path: string, values: string | undefined] {
  const at = text.indexOf('=', text.lastIndexOf('"') + 1);
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

/** The two ends of `a..b`, as text. */
export function rangeEnds(range: string, flagValue: string): readonly [string, string] {
  const [low = '', high, ...rest] = range.split('..');
  if (high !== undefined && rest.length === 0) return [low, high];
  throw invalidInput(`${flagValue}: "${range}" is not a range`, 'Give both ends: PATH=a..b', flagValue);
}

/** Ends given by flags of their own. */
export interface Ends {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/**
 * Reads `PATH` or `PATH=a..b`: the input that a search follows, and between which values.
 *
 * @throws EstimatorError `ARGUMENT_INVALID` for a path that is not a number, and for ends that are not allowed or not ascending
 */
export function inputRange(text: string, scenario: Scenario, ends: Ends = {}): Over {
  const [pathText, range] = splitAssignment(text);
  const path = numericPath(pathText, scenario);
  const [low, high] = range === undefined ? [ends.from, ends.to] : rangeEnds(range, text);
  const from = low === undefined ? checkedValue(path, defaultFrom(path, scenario)) : valueFor(path, low);
  const to = high === undefined ? checkedValue(path, defaultTo(path, scenario)) : valueFor(path, high);
  if (from < to) return { path, from, to };
  throw invalidInput(`${pathText} goes from ${from} to ${to}`, 'The first end must be below the second.', text);
}

/** `ARGUMENT_INVALID` for the value of a flag. */
export function invalidInput(message: string, hint: string, at: string): EstimatorError {
  return new EstimatorError('ARGUMENT_INVALID', message, hint, at);
}

function defaultFrom(path: NumericPath, scenario: Scenario): number {
  const { min, value, schema, whole } = path;
  const { cpuMs } = workloadWithField(path, 'durationMs', scenario) ?? {};
  if (cpuMs !== undefined) return cpuMs;
  if (schema.safeParse(min).success) return min;
  return whole ? min + 1 : Math.min(1, value ?? 1);
}

function defaultTo(path: NumericPath, scenario: Scenario): number {
  const { text, value, max } = path;
  const { durationMs } = workloadWithField(path, 'cpuMs', scenario) ?? {};
  if (durationMs !== undefined) return durationMs;
  if (value === undefined || value === 0) {
    if (max <= MAX_SEARCHED) return max;
    throw invalidInput(`${text} has no value that suggests an upper end`, 'Give the upper end with --to.', text);
  }
  return Math.min(max, value * MAX_TIMES_VALUE);
}

/** The workload that a path is in, if it ends in `field`. CPU time is part of the duration: each limits the other. */
function workloadWithField({ target }: NumericPath, field: string, { workloads }: Scenario): Workload | undefined {
  return target.of === 'workload' && target.field === field ? workloads[target.workload] : undefined;
}
