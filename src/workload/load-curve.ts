import { EstimatorError } from '../model/errors.js';
import type { LocalClock } from '../model/local-clock.js';
import type { Month } from '../model/month.js';

/** The month in steps of equal length; the last one is shorter when the length does not divide the month. */
export interface Grid extends LocalClock {
  readonly stepSeconds: number;
  readonly steps: number;
  readonly seconds: number;
}

/** Requests that arrive at the same instant, ascending by `atS`, each instant once. */
export interface Impulses {
  /** Seconds since the start of the month. */
  readonly atS: Float64Array;
  readonly sizes: Float64Array;
}

/** Traffic before it is scaled to a volume: what counts is the form. */
export interface LoadCurve {
  /** Area under the rate in each step: what arrives one by one. */
  readonly areas: Float64Array;
  readonly impulses: Impulses | null;
}

/**
 * Divides the month into steps.
 *
 * @throws EstimatorError `USAGE_INVALID` when `stepSeconds` is not a whole number from 1 to 3600
 */
export function gridOf(month: Month, stepSeconds: number): Grid {
  if (!Number.isInteger(stepSeconds) || stepSeconds < 1 || stepSeconds > 3600) {
    throw usageInvalid(`A step of ${stepSeconds} s`, 'Give stepSeconds as a whole number from 1 to 3600; 60 is usual.');
  }
  const { seconds, startWeekday, clock } = month;
  const steps = Math.ceil(seconds / stepSeconds);
  return { stepSeconds, steps, seconds, startWeekday, ...(clock !== undefined && { clock }) };
}

/** Makes the error for traffic that cannot be simulated as given. */
export function usageInvalid(message: string, hint: string): EstimatorError {
  return new EstimatorError('USAGE_INVALID', message, hint);
}

/** Seconds since the start of the month at which the step ends. */
export function endOfStep(grid: Grid, step: number): number {
  return Math.min(grid.seconds, (step + 1) * grid.stepSeconds);
}

/** A curve without impulses. */
export function smoothCurve(areas: Float64Array): LoadCurve {
  return { areas, impulses: null };
}

/**
 * Area in each step of a rate that is constant over blocks of `blockS` seconds, the first of which begins with the
 * month. Steps and blocks need not divide each other.
 */
export function areasOfBlocks(grid: Grid, blockS: number, rateOfBlock: (block: number) => number): Float64Array {
  const areas = new Float64Array(grid.steps);
  let block = 0;
  let rate = rateOfBlock(0);
  let fromS = 0;
  for (let step = 0; step < grid.steps; step += 1) {
    const endS = endOfStep(grid, step);
    let area = 0;
    while ((block + 1) * blockS < endS) {
      const blockEndS = (block + 1) * blockS;
      area += rate * (blockEndS - fromS);
      fromS = blockEndS;
      block += 1;
      rate = rateOfBlock(block);
    }
    areas[step] = area + rate * (endS - fromS);
    fromS = endS;
  }
  return areas;
}

/** Adds `factor` × the time that each step shares with the span from `startS` to `endS`; beyond the month nothing. */
export function addSpan(areas: Float64Array, grid: Grid, span: { startS: number; endS: number; factor: number }): void {
  const endS = Math.min(span.endS, grid.seconds);
  for (let step = Math.floor(span.startS / grid.stepSeconds); step * grid.stepSeconds < endS; step += 1) {
    const from = Math.max(span.startS, step * grid.stepSeconds);
    areas[step] = (areas[step] ?? 0) + span.factor * (Math.min(endS, endOfStep(grid, step)) - from);
  }
}

/** The sum of the numbers, added in order. */
export function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i] as number;
  return sum;
}
