import { secondOfWeek } from '../model/local-clock.js';
import { endOfStep, type Grid, type LoadCurve, smoothCurve, usageInvalid } from './load-curve.js';
import type { DailyShape } from './shapes.js';

const DAY_S = 86_400;
const HIGHEST_PEAK_TO_MEAN = 100;

/**
 * rate(t) = exp(κ(cos φ − 1)), φ = 2π(t − peak) / day: the von Mises curve, the bell of the circle. Unlike a cosine it
 * takes any ratio of peak to mean and never falls below 0; for small ratios it is the cosine. Saturdays and Sundays
 * times `weekendFactor`.
 *
 * @throws EstimatorError `USAGE_INVALID` when a number is outside its range
 */
export function dailyCurve(shape: DailyShape, grid: Grid): LoadCurve {
  const { peakHour, peakToMean, weekendFactor = 1 } = shape;
  if (!(peakHour >= 0 && peakHour <= 24)) {
    throw usageInvalid(`A daily shape with peakHour ${peakHour}`, 'Give the hour of the day, 0 to 24.');
  }
  if (!(peakToMean >= 1 && peakToMean <= HIGHEST_PEAK_TO_MEAN)) {
    throw usageInvalid(
      `A daily shape with peakToMean ${peakToMean}`,
      `Give the highest rate of a weekday over its mean, 1 to ${HIGHEST_PEAK_TO_MEAN}; sharper peaks are spikes or cron.`,
    );
  }
  if (!(weekendFactor >= 0 && weekendFactor < Number.POSITIVE_INFINITY)) {
    throw usageInvalid(`A daily shape with weekendFactor ${weekendFactor}`, 'Give 0 or more; 1 makes all days alike.');
  }
  const concentration = concentrationFor(peakToMean);
  const rateAt = (second: number) =>
    Math.exp(concentration * (Math.cos((2 * Math.PI * (second - peakHour * 3600)) / DAY_S) - 1));
  // Simpson's rule: a step is short against the day.
  const areaBetween = (fromS: number, toS: number) =>
    ((toS - fromS) / 6) * (rateAt(fromS) + 4 * rateAt((fromS + toS) / 2) + rateAt(toS));
  const areas = grid.clock === undefined ? areasOfDays : areasByLocalClock;
  return smoothCurve(areas(grid, areaBetween, weekendFactor));
}

type AreaBetween = (fromS: number, toS: number) => number;

/** A step belongs to the day it begins in. Where the step divides the day, every day is the first one again. */
function areasOfDays(grid: Grid, areaBetween: AreaBetween, weekendFactor: number): Float64Array {
  const { stepSeconds, steps, startWeekday } = grid;
  const isTiled = DAY_S % stepSeconds === 0;
  const areas = new Float64Array(steps);
  const firstDay = new Float64Array(isTiled ? DAY_S / stepSeconds : 0);
  for (let i = 0; i < firstDay.length; i += 1) firstDay[i] = areaBetween(i * stepSeconds, (i + 1) * stepSeconds);
  for (let day = 0, step = 0; step < steps; day += 1) {
    const factor = (startWeekday + day) % 7 >= 5 ? weekendFactor : 1;
    const end = Math.min(steps, Math.ceil(((day + 1) * DAY_S) / stepSeconds));
    for (let ofDay = 0; step < end; ofDay += 1, step += 1) {
      const area = isTiled ? firstDay[ofDay] : areaBetween(step * stepSeconds, endOfStep(grid, step));
      areas[step] = (area as number) * factor;
    }
  }
  return areas;
}

/** The same where the days are not those of the month, and one of them may have an hour more or less. */
function areasByLocalClock(grid: Grid, areaBetween: AreaBetween, weekendFactor: number): Float64Array {
  const areas = new Float64Array(grid.steps);
  for (let step = 0; step < grid.steps; step += 1) {
    const fromS = step * grid.stepSeconds;
    const localS = secondOfWeek(grid, fromS);
    const area = areaBetween(localS, localS + endOfStep(grid, step) - fromS);
    areas[step] = area * (localS >= 5 * DAY_S ? weekendFactor : 1);
  }
  return areas;
}

/** Half the circle in this many points: enough for the narrowest peak allowed, since the sum converges like a Fourier series. */
const POINTS = 512;

/** κ with mean of exp(κ(cos φ − 1)) over the circle = 1 / peakToMean, by Newton's method on the logarithm. */
function concentrationFor(peakToMean: number): number {
  let concentration = peakToMean < 2 ? peakToMean - 1 : peakToMean ** 2 / (2 * Math.PI);
  for (let round = 0; round < 50; round += 1) {
    let mean = 0;
    let slope = 0;
    for (let point = 0; point <= POINTS; point += 1) {
      const fall = Math.cos((Math.PI * point) / POINTS) - 1;
      const rate = Math.exp(concentration * fall) / (point === 0 || point === POINTS ? 2 * POINTS : POINTS);
      mean += rate;
      slope += rate * fall;
    }
    const change = (-Math.log(mean * peakToMean) * mean) / slope;
    concentration = Math.max(0, concentration + change);
    if (Math.abs(change) <= 1e-12 * (1 + concentration)) break;
  }
  return concentration;
}
