import { curveWithCrossings } from '../estimate/cost-curve.js';
import { EstimatorError } from '../model/errors.js';
import { curvesSvg, type NamedCurve } from '../render/svg/chart-files.js';
import { openScenario } from './open-scenario.js';
import type { PricingFlags } from './price-scenarios.js';
import { progressOf } from './progress.js';

/**
 * Cost against requests, a chart for each workload of some scenario files.
 *
 * @throws EstimatorError `ARGUMENT_INVALID` for a file without workloads
 */
export async function drawCurves(files: readonly string[], flags: PricingFlags): Promise<string> {
  const curves: NamedCurve[] = [];
  const progress = progressOf(files.length, 'scenarios');
  for (const [index, file] of files.entries()) {
    const { scenario, book } = await openScenario(file, flags);
    if (scenario.workloads.length === 0) {
      throw new EstimatorError(
        'ARGUMENT_INVALID',
        `${file} has no workload: there are no requests to draw costs against`,
        'Give it a workload, or leave out --chart.',
        '--chart',
      );
    }
    const { name } = scenario;
    for (const [place, workload] of scenario.workloads.entries()) {
      curves.push({ ...curveWithCrossings(scenario, workload, book), scenario: name });
      progress.step(index + (place + 1) / scenario.workloads.length);
    }
  }
  progress.end();
  return curvesSvg(curves);
}
