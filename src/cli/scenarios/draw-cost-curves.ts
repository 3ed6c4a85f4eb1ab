import { curveWithCrossings } from '../../estimate/cost-curve.js';
import { EstimatorError } from '../../model/errors.js';
import { curvesSvg, type NamedCurve } from '../../render/svg/chart-files.js';
import { startProgress } from '../terminal/progress.js';
import { openScenario } from './open-scenario.js';
import type { PricingFlags } from './pricing-options.js';

/**
 * Draws cost against requests as SVG, one chart for each workload of the scenario files.
 *
 * @throws EstimatorError `ARGUMENT_INVALID` for a file without workloads
 */
export async function drawCostCurves(files: readonly string[], flags: PricingFlags): Promise<string> {
  const curves: NamedCurve[] = [];
  const progress = startProgress(files.length, 'scenarios');
  for (const [index, file] of files.entries()) {
    const { scenario, book } = await openScenario(file, flags);
    if (scenario.workloads.length === 0) {
      throw new EstimatorError(
        'ARGUMENT_INVALID',
        `${file} has no workload, so there are no requests to draw costs against`,
        'Add a workload, or leave out --chart curves.',
        '--chart',
      );
    }
    const { name } = scenario;
    for (const [number, workload] of scenario.workloads.entries()) {
      curves.push({ ...curveWithCrossings(scenario, workload, book), scenario: name });
      progress.step(index + (number + 1) / scenario.workloads.length);
    }
  }
  progress.end();
  return curvesSvg(curves);
}
