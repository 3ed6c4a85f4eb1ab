import { endOfStep, type Grid, type Impulses, type LoadCurve, sumOf, usageInvalid } from './load-curve.js';

/** A part of a sum, with its share of the requests relative to the other parts. */
export interface SharedCurve {
  readonly share: number;
  readonly curve: LoadCurve;
}

/**
 * Adds curves, each scaled so that its requests are its share of the whole.
 *
 * @throws EstimatorError `USAGE_INVALID` without parts, or when a share is not above 0 or a part has no traffic
 */
export function sumCurve(parts: readonly SharedCurve[]): LoadCurve {
  const [first] = parts;
  if (first === undefined) throw usageInvalid('A sum of no shapes', 'Give it at least one part.');
  const areas = new Float64Array(first.curve.areas.length);
  const trains: Impulses[] = [];
  for (const [index, { share, curve }] of parts.entries()) {
    const volume = sumOf(curve.areas) + (curve.impulses === null ? 0 : sumOf(curve.impulses.sizes));
    if (!(share > 0 && share < Number.POSITIVE_INFINITY && volume > 0)) {
      throw usageInvalid(
        `Part ${index} of a sum with share ${share}`,
        'Give every part a share above 0, and traffic within the month.',
      );
    }
    const factor = share / volume;
    for (let step = 0; step < areas.length; step += 1) {
      areas[step] = (areas[step] as number) + factor * (curve.areas[step] as number);
    }
    if (curve.impulses !== null) {
      trains.push({ atS: curve.impulses.atS, sizes: curve.impulses.sizes.map((size) => size * factor) });
    }
  }
  return { areas, impulses: trains.length === 0 ? null : trains.reduce(mergeImpulses) };
}

/** Requests of both that come at the same instant become one impulse. */
function mergeImpulses(left: Impulses, right: Impulses): Impulses {
  const atS: number[] = [];
  const sizes: number[] = [];
  let l = 0;
  let r = 0;
  while (l < left.atS.length || r < right.atS.length) {
    const leftAt = left.atS[l] ?? Number.POSITIVE_INFINITY;
    const rightAt = right.atS[r] ?? Number.POSITIVE_INFINITY;
    atS.push(Math.min(leftAt, rightAt));
    sizes.push(
      (leftAt <= rightAt ? (left.sizes[l] as number) : 0) + (rightAt <= leftAt ? (right.sizes[r] as number) : 0),
    );
    if (leftAt <= rightAt) l += 1;
    if (rightAt <= leftAt) r += 1;
  }
  return { atS: Float64Array.from(atS), sizes: Float64Array.from(sizes) };
}

/**
 * Multiplies rates step by step; an impulse is multiplied by the rates of its step.
 *
 * @throws EstimatorError `USAGE_INVALID` without parts, or when two parts have impulses
 */
export function productCurve(parts: readonly LoadCurve[], grid: Grid): LoadCurve {
  if (parts.length === 0) throw usageInvalid('A product of no shapes', 'Give it at least one part.');
  const withImpulses = parts.filter((part) => part.impulses !== null);
  if (withImpulses.length > 1) {
    throw usageInvalid('A product of two shapes with impulses', 'Multiply by one cron only, or add them with a sum.');
  }
  const rates = new Float64Array(grid.steps).fill(1);
  for (const { areas, impulses } of parts) {
    if (impulses !== null) continue;
    for (let step = 0; step < grid.steps; step += 1) {
      rates[step] = ((rates[step] as number) * (areas[step] as number)) / lengthOfStep(grid, step);
    }
  }
  const impulsive = withImpulses[0];
  const areas = new Float64Array(grid.steps);
  for (let step = 0; step < grid.steps; step += 1) {
    const own = impulsive === undefined ? lengthOfStep(grid, step) : (impulsive.areas[step] as number);
    areas[step] = (rates[step] as number) * own;
  }
  if (!impulsive?.impulses) return { areas, impulses: null };
  const { atS, sizes } = impulsive.impulses;
  const rateAt = (second: number) => rates[Math.floor(second / grid.stepSeconds)] as number;
  return { areas, impulses: { atS, sizes: sizes.map((size, i) => size * rateAt(atS[i] as number)) } };
}

function lengthOfStep(grid: Grid, step: number): number {
  return endOfStep(grid, step) - step * grid.stepSeconds;
}
