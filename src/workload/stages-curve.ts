import { addSpan, endOfStep, type Grid, type LoadCurve, smoothCurve, usageInvalid } from './load-curve.js';
import type { StagesShape } from './shapes.js';

/**
 * Linear ramps: the area of a stage is duration × (from + to) / 2, as in k6.
 *
 * @throws EstimatorError `USAGE_INVALID` when a rate or duration is negative, or no stage takes any time
 */
export function stagesCurve(shape: StagesShape, grid: Grid): LoadCurve {
  const { timeUnitS = 1, afterwards = 'repeat' } = shape;
  checkStages(shape);
  const areas = new Float64Array(grid.steps);
  const lastTarget = shape.stages.at(-1)?.target ?? 0;
  let startS = 0;
  do {
    let fromRate = shape.startRate ?? 0;
    for (const { target, durationS } of shape.stages) {
      addRamp(areas, grid, { startS, durationS, fromRate: fromRate / timeUnitS, toRate: target / timeUnitS });
      fromRate = target;
      startS += durationS;
    }
  } while (afterwards === 'repeat' && startS < grid.seconds);
  if (afterwards === 'hold') addSpan(areas, grid, { startS, endS: grid.seconds, factor: lastTarget / timeUnitS });
  return smoothCurve(areas);
}

/** Seconds that the stages take once. */
export function stagesLengthS(shape: StagesShape): number {
  return shape.stages.reduce((sum, stage) => sum + stage.durationS, 0);
}

function checkStages(shape: StagesShape): void {
  const { startRate = 0, timeUnitS = 1, stages } = shape;
  const isAmount = (value: number) => value >= 0 && value < Number.POSITIVE_INFINITY;
  if (!(isAmount(timeUnitS) && timeUnitS > 0)) {
    throw usageInvalid(`Stages with timeUnitS ${timeUnitS}`, 'Give the seconds that a target counts for, above 0.');
  }
  if (!isAmount(startRate)) throw usageInvalid(`Stages with startRate ${startRate}`, 'Give 0 or more.');
  for (const [index, { target, durationS }] of stages.entries()) {
    if (isAmount(target) && isAmount(durationS)) continue;
    throw usageInvalid(`Stage ${index} with target ${target} in ${durationS} s`, 'Give 0 or more for both.');
  }
  if (!(stagesLengthS(shape) >= 1)) {
    throw usageInvalid('Stages that take less than a second together', 'Give at least one stage a duration.');
  }
}

interface Ramp {
  readonly startS: number;
  readonly durationS: number;
  readonly fromRate: number;
  readonly toRate: number;
}

/** Adds a trapezium to the steps it lies in. */
function addRamp(areas: Float64Array, grid: Grid, { startS, durationS, fromRate, toRate }: Ramp): void {
  const endS = Math.min(startS + durationS, grid.seconds);
  for (let step = Math.floor(startS / grid.stepSeconds); step * grid.stepSeconds < endS; step += 1) {
    const from = Math.max(startS, step * grid.stepSeconds);
    const to = Math.min(endS, endOfStep(grid, step));
    const middle = (from + to) / 2 - startS;
    areas[step] = (areas[step] as number) + (to - from) * (fromRate + ((toRate - fromRate) * middle) / durationS);
  }
}
