import { type Axis, gridSize, listedAxis, multipliedAxis, steppedAxis } from '../../estimate/decide/sweep-axis.js';
import { countText } from '../../model/number-text.js';
import { digits } from '../../render/money.js';
import { type NumericPath, numericPath, valueFor } from '../../scenario/numeric-path.js';
import type { Scenario } from '../../scenario/scenario.js';
import { parseSuffixed } from '../../scenario/suffix.js';
import { invalidInput, rangeEnds, splitAssignment } from './input-range.js';

/** Values of a range without a step. */
const DEFAULT_VALUES = 11;

/**
 * Reads one axis of a sweep: `PATH=a,b,c`, `PATH=a..b:step`, `PATH=a..b:x2` (each value twice the last), or `PATH=a..b`
 * (eleven values, evenly spaced).
 *
 * @throws EstimatorError `ARGUMENT_INVALID`
 */
export function gridAxis(text: string, scenario: Scenario): Axis {
  const [pathText, values] = splitAssignment(text);
  const path = numericPath(pathText, scenario);
  if (values === undefined) throw invalidInput(`${text} has no values`, 'Give PATH=a,b,c or PATH=a..b:step.', text);
  if (!values.includes('..'))
    return listedAxis(
      path,
      values.split(',').map((value) => valueFor(path, value)),
    );
  const [range = '', step, ...rest] = values.split(':');
  if (rest.length > 0) throw invalidInput(`${text}: "${values}" has two steps`, 'Give PATH=a..b:step.', text);
  const [from, to] = rangeEnds(range, text).map((end) => valueFor(path, end)) as [number, number];
  if (from > to)
    throw invalidInput(`${pathText} goes from ${from} to ${to}`, 'The first end must be below the second.', text);
  if (step === undefined) return evenAxis(path, from, to);
  if (step.startsWith('x')) return multipliedAxis(path, { from, to, factor: factorOf(step.slice(1), from, text) });
  return steppedAxis(path, { from, to, step: stepOf(path, step, text) });
}

/**
 * Refuses a grid of more points than allowed.
 *
 * @throws EstimatorError `ARGUMENT_INVALID`, with the number of points
 */
export function assertGridSize(axes: readonly Axis[], maxPoints: number): void {
  const points = gridSize(axes);
  if (points.lte(maxPoints)) return;
  throw invalidInput(
    `The grid has ${digits(points)} points; the limit is ${countText(maxPoints)}`,
    `Take larger steps, or raise the limit: --max-points ${points.toFixed()}`,
    '--vary',
  );
}

function evenAxis(path: NumericPath, from: number, to: number): Axis {
  const last = DEFAULT_VALUES - 1;
  const values = Array.from({ length: DEFAULT_VALUES }, (_, index) => from + ((to - from) * index) / last);
  const rounded = values.map((value) => (path.whole ? Math.round(value) : Number(value.toPrecision(12))));
  return listedAxis(path, [...new Set(rounded)]);
}

function factorOf(text: string, from: number, flagValue: string): number {
  const factor = Number(text);
  if (text !== '' && factor > 1 && Number.isFinite(factor) && from > 0) return factor;
  throw invalidInput(
    from > 0 ? `${flagValue}: "x${text}" is not a factor above 1` : `${flagValue}: multiples must start above 0`,
    'Give PATH=a..b:x2 for a, 2a, 4a, … up to b.',
    flagValue,
  );
}

/** A step has the suffixes of its field but not its limits. */
function stepOf(path: NumericPath, text: string, flagValue: string): number {
  const step = parseSuffixed(text, path.unit ?? 'count');
  if (step !== undefined && step > 0 && (!path.whole || Number.isInteger(step))) return step;
  throw invalidInput(
    `${flagValue}: "${text}" is not a step`,
    `Give a ${path.whole ? 'whole number' : 'number'} above 0.`,
    flagValue,
  );
}
