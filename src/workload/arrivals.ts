import type { Month } from '../model/month.js';
import { productCurve, sumCurve } from './compound-curves.js';
import { dailyCurve } from './daily-curve.js';
import { type Grid, gridOf, type Impulses, type LoadCurve, sumOf, usageInvalid } from './load-curve.js';
import type { Shape } from './shapes.js';
import {
  cronCurve,
  growthCurve,
  noiseCurve,
  spikesCurve,
  steadyCurve,
  traceCurve,
  weeklyCurve,
} from './span-curves.js';
import { stagesCurve } from './stages-curve.js';

type CurveOf = { readonly [Type in Shape['type']]: (shape: Extract<Shape, { type: Type }>, grid: Grid) => LoadCurve };

const CURVES: CurveOf = {
  steady: (_shape, grid) => steadyCurve(grid),
  daily: dailyCurve,
  weekly: weeklyCurve,
  spikes: spikesCurve,
  stages: stagesCurve,
  cron: cronCurve,
  growth: growthCurve,
  noise: noiseCurve,
  trace: traceCurve,
  sum: (shape, grid) =>
    sumCurve(shape.parts.map(({ shape: part, share }) => ({ share, curve: loadCurve(part, grid) }))),
  product: (shape, grid) =>
    productCurve(
      shape.parts.map((part) => loadCurve(part, grid)),
      grid,
    ),
};

/** The form of the traffic, not yet scaled to a volume. */
export function loadCurve(shape: Shape, grid: Grid): LoadCurve {
  // The table has a function of the very type for every type: TypeScript cannot see that the two go together.
  return (CURVES[shape.type] as (shape: Shape, grid: Grid) => LoadCurve)(shape, grid);
}

/** The requests of a month, step by step. */
export interface Arrivals {
  readonly stepSeconds: number;
  /** Requests of each step, those of impulses with them: whole, adding up to the volume asked for, exactly. */
  readonly counts: Float64Array;
  /**
   * Requests of each step that come one by one, before rounding: the mean of a Poisson variate, what the models work
   * with. `counts` cannot serve there: one request every nine minutes, each in its own step, is not one at random.
   */
  readonly expected: Float64Array;
  /** Requests that come at once: whole sizes, in `counts` too; null when there are none. */
  readonly impulses: Impulses | null;
}

/** How many requests, over which time. */
export interface Volume {
  /** Whole, 0 to 2^53 − 1. */
  readonly requests: number;
  readonly month: Month;
  /** Whole, 1 to 3600. */
  readonly stepSeconds: number;
}

/**
 * Spreads `requests` over the month in the form of `shape`.
 *
 * counts[i] = round(requests × area up to the end of step i / whole area) − the same of step i − 1: what is rounded off
 * one step is carried to the next, so that nothing is lost or made up.
 *
 * @throws EstimatorError `USAGE_INVALID` when a number of the shape is out of its range, or the shape has no area
 */
export function arrivals(shape: Shape, { requests, month, stepSeconds }: Volume): Arrivals {
  if (!Number.isSafeInteger(requests) || requests < 0) {
    throw usageInvalid(`${requests} requests in the month`, 'Give a whole number from 0 to 2^53 − 1.');
  }
  const { areas, impulses } = loadCurve(shape, gridOf(month, stepSeconds));
  const area = sumOf(areas);
  const whole = area + (impulses === null ? 0 : sumOf(impulses.sizes));
  if (!(whole > 0 && whole < Number.POSITIVE_INFINITY)) {
    throw usageInvalid('A shape without any traffic in this month', 'Give it a rate above 0 somewhere in the month.');
  }
  const oneByOne = impulses === null ? requests : Math.round(requests * (area / whole));
  const counts = wholeParts(areas, oneByOne);
  const expected = scaled(areas, area === 0 ? 0 : oneByOne / area);
  if (impulses === null) return { stepSeconds, counts, expected, impulses };
  const sizes = wholeParts(impulses.sizes, requests - oneByOne);
  for (let i = 0; i < sizes.length; i += 1) {
    const step = Math.floor((impulses.atS[i] as number) / stepSeconds);
    counts[step] = (counts[step] as number) + (sizes[i] as number);
  }
  return { stepSeconds, counts, expected, impulses: { atS: impulses.atS, sizes } };
}

/** A loop: `map` of a typed array takes five times as long. */
function scaled(values: Float64Array, factor: number): Float64Array {
  const products = new Float64Array(values.length);
  for (let i = 0; i < values.length; i += 1) products[i] = factor * (values[i] as number);
  return products;
}

/** Divides a whole number in proportion to the parts, into whole numbers that add up to it. */
function wholeParts(parts: Float64Array, total: number): Float64Array {
  const sum = sumOf(parts);
  const counts = new Float64Array(parts.length);
  let upToHere = 0;
  let counted = 0;
  for (let i = 0; i < parts.length; i += 1) {
    upToHere += parts[i] as number;
    // The share comes first: at the last part it is 1 exactly, and the total is met without a remainder.
    const whole = sum === 0 ? 0 : Math.round(total * (upToHere / sum));
    counts[i] = whole - counted;
    counted = whole;
  }
  return counts;
}

/**
 * Requests that the shape itself states, before any scaling: the firings of `cron` times its burst, the area under
 * `stages`, the rows of a `trace` (as laid on the month). Undefined for shapes that are a form only.
 */
export function statedRequests(shape: Shape, month: Month): number | undefined {
  if (shape.type !== 'cron' && shape.type !== 'stages' && shape.type !== 'trace') return undefined;
  const { areas, impulses } = loadCurve(shape, gridOf(month, 60));
  return Math.round(sumOf(areas) + (impulses === null ? 0 : sumOf(impulses.sizes)));
}

/** Requests of each hour of the month; a step belongs to the hour it begins in. */
export function requestsPerHour({ counts, stepSeconds }: Arrivals): Float64Array {
  const hours = new Float64Array(Math.floor(((counts.length - 1) * stepSeconds) / 3600) + 1);
  for (let step = 0; step < counts.length; step += 1) {
    const hour = Math.floor((step * stepSeconds) / 3600);
    hours[hour] = (hours[hour] as number) + (counts[step] as number);
  }
  return hours;
}
