import { crossedCurve } from '../estimate/crossed-curve.js';
import { EstimatorError } from '../model/errors.js';
import { curvesSvg, type NamedCurve } from '../render/svg/chart-files.js';
import { openScenario } from './open-scenario.js';
import type { PricingFlags } from './price-scenarios.js';

/**
 * Cost against requests, a chart for each workload of some scenario files.
 *
 * @throws EstimatorError `ARGUMENT_INVALID` for a file without workloads
 */
export async function drawCurves(files: readonly string[], flags: PricingFlags): Promise<string> {
  const curves: NamedCurve[] = [];
  for (const file of files) {
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
    curves.push(...scenario.workloads.map((of) => ({ ...crossedCurve(scenario, of, book), scenario: name })));
  }
  return curvesSvg(curves);
}
