import { secondOfWeek } from '../model/local-clock.js';
import {
  addSpan,
  areasOfBlocks,
  endOfStep,
  type Grid,
  type LoadCurve,
  smoothCurve,
  sumOf,
  usageInvalid,
} from './load-curve.js';
import { normalVariate, seededRandom } from './random.js';
import type { CronShape, GrowthShape, NoiseShape, SpikesShape, TraceShape, WeeklyShape } from './shapes.js';

const HOURS_OF_WEEK = 168;

/** Area = time. */
export function steadyCurve(grid: Grid): LoadCurve {
  return smoothCurve(areasOfBlocks(grid, grid.seconds, () => 1));
}

/** @throws EstimatorError `USAGE_INVALID` unless there are 168 weights of 0 or more */
export function weeklyCurve({ weights }: WeeklyShape, grid: Grid): LoadCurve {
  if (weights.length !== HOURS_OF_WEEK) {
    throw usageInvalid(`A weekly shape with ${weights.length} weights`, 'Give 168: 7 days of 24 hours, Monday first.');
  }
  const wrong = weights.findIndex((weight) => !(weight >= 0 && weight < Number.POSITIVE_INFINITY));
  if (wrong !== -1) throw usageInvalid(`Weight ${wrong} of a weekly shape is ${weights[wrong]}`, 'Give 0 or more.');
  // Local hours may begin at any quarter of an hour of UTC.
  const blockS = grid.clock === undefined ? 3600 : 900;
  const weightAt = (atS: number) => weights[Math.floor(secondOfWeek(grid, atS) / 3600)] as number;
  return smoothCurve(areasOfBlocks(grid, blockS, (block) => weightAt(block * blockS)));
}

/**
 * Spikes of one length anywhere in the month, all placings equally likely: uniform instants in the month without its
 * spikes, sorted, each then moved on by the spikes before it.
 *
 * @throws EstimatorError `USAGE_INVALID` when they do not fit into the month
 */
export function spikesCurve({ count, lengthS, factor, seed }: SpikesShape, grid: Grid): LoadCurve {
  if (!(Number.isInteger(count) && count >= 0 && lengthS > 0 && factor >= 0 && factor < Number.POSITIVE_INFINITY)) {
    throw usageInvalid(
      `${count} spikes of ${lengthS} s, ${factor} times the rate`,
      'Give a whole count, a length above 0 and a factor of 0 or more.',
    );
  }
  const free = grid.seconds - count * lengthS;
  if (free < 0)
    throw usageInvalid(`${count} spikes of ${lengthS} s are longer than the month`, 'Give fewer or shorter.');
  const random = seededRandom(seed);
  const starts = Float64Array.from({ length: count }, () => random() * free).sort();
  const areas = areasOfBlocks(grid, grid.seconds, () => 1);
  for (const [index, start] of starts.entries()) {
    const startS = start + index * lengthS;
    addSpan(areas, grid, { startS, endS: startS + lengthS, factor: factor - 1 });
  }
  // Inside a spike of factor 0 the subtraction may leave −1e-17.
  for (let step = 0; step < areas.length; step += 1) areas[step] = Math.max(0, areas[step] as number);
  return smoothCurve(areas);
}

/** @throws EstimatorError `USAGE_INVALID` when the interval or the burst is not positive, or nothing fires */
export function cronCurve({ everyS, burst, offsetS = 0 }: CronShape, grid: Grid): LoadCurve {
  if (!(everyS >= 1 && burst > 0 && burst < Number.POSITIVE_INFINITY && offsetS >= 0 && offsetS < grid.seconds)) {
    throw usageInvalid(
      `Cron every ${everyS} s from ${offsetS} s on, ${burst} at a time`,
      'Give an interval of 1 s or more, a burst above 0 and an offset within the month.',
    );
  }
  const firings = Math.ceil((grid.seconds - offsetS) / everyS);
  return {
    areas: new Float64Array(grid.steps),
    impulses: {
      atS: Float64Array.from({ length: firings }, (_, index) => offsetS + index * everyS),
      sizes: new Float64Array(firings).fill(burst),
    },
  };
}

/** rate(t) = factor^(t / month); area from a to b = month / ln factor × (factor^(b / month) − factor^(a / month)). */
export function growthCurve({ factor }: GrowthShape, grid: Grid): LoadCurve {
  if (!(factor > 0 && factor < Number.POSITIVE_INFINITY)) {
    throw usageInvalid(
      `Growth by a factor of ${factor}`,
      'Give the rate at the end of the month over that at its start.',
    );
  }
  const perSecond = Math.log(factor) / grid.seconds;
  if (perSecond === 0) return steadyCurve(grid);
  const areas = new Float64Array(grid.steps);
  for (let step = 0; step < grid.steps; step += 1) {
    const fromS = step * grid.stepSeconds;
    const lengthS = endOfStep(grid, step) - fromS;
    areas[step] = (Math.exp(perSecond * fromS) * Math.expm1(perSecond * lengthS)) / perSecond;
  }
  return smoothCurve(areas);
}

/** Lognormal of mean 1: exp(σz − σ²/2) with σ² = ln(1 + variation²). */
export function noiseCurve({ variation, seed, everyS = 60 }: NoiseShape, grid: Grid): LoadCurve {
  if (!(variation >= 0 && variation <= 10 && everyS >= 1)) {
    throw usageInvalid(
      `Noise of variation ${variation} every ${everyS} s`,
      'Give standard deviation over mean, 0 to 10, and an interval of 1 s or more.',
    );
  }
  const random = seededRandom(seed);
  const variance = Math.log1p(variation ** 2);
  const draw = () => Math.exp(Math.sqrt(variance) * normalVariate(random) - variance / 2);
  return smoothCurve(areasOfBlocks(grid, everyS, draw));
}

/** Within a row of the trace the rate is constant. */
export function traceCurve({ trace, fit = 'tile' }: TraceShape, grid: Grid): LoadCurve {
  const { counts } = trace;
  const rows = counts.length;
  const rowS = fit === 'stretch' ? grid.seconds / rows : trace.stepSeconds;
  const countOfRow = (row: number) => {
    if (fit === 'tile') return counts[row % rows] as number;
    return row < rows ? (counts[row] as number) : 0;
  };
  const areas = areasOfBlocks(grid, rowS, (row) => countOfRow(row) / rowS);
  if (sumOf(areas) === 0) {
    throw usageInvalid(
      'The part of the trace that falls into the month has no requests',
      'Give a trace with requests.',
    );
  }
  return smoothCurve(areas);
}
