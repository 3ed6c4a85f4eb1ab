import { EstimatorError } from '../model/errors.js';
import { nearest } from '../model/nearest.js';
import type { Result } from '../model/report.js';
import type { Marker } from './marker.js';
import type { PricedScenario } from './priced-scenario.js';

/**
 * Selects the results of the workload and design that a marker names, in file order; all where it names neither.
 *
 * @throws EstimatorError `DOCUMENT_INVALID` for an unknown name
 */
export function resultsOf(
  { report: { results } }: PricedScenario,
  { workload, design }: Pick<Marker, 'workload' | 'design'>,
): readonly Result[] {
  const workloads = results.flatMap((result) => result.workload ?? []);
  const designs = results.map((result) => result.design);
  if (workload !== undefined) assertKnown('workload', workload, workloads);
  if (design !== undefined) assertKnown('design', design, designs);
  return results.filter(
    (result) => (workload ?? result.workload) === result.workload && (design ?? result.design) === result.design,
  );
}

/**
 * Selects the single result that a marker names.
 *
 * @throws EstimatorError `DOCUMENT_INVALID` for an unknown name, and where several workloads are possible
 */
export function resultOf(priced: PricedScenario, marker: Pick<Marker, 'workload' | 'design'>): Result {
  const results = resultsOf(priced, marker);
  const [only] = results;
  if (only !== undefined && results.length === 1) return only;
  const workloads = results.map(({ workload }) => `workload="${workload}"`);
  throw new EstimatorError(
    'DOCUMENT_INVALID',
    `the scenario has ${results.length} workloads, and the marker names none`,
    `Add ${workloads.join(' or ')}.`,
  );
}

function assertKnown(what: string, name: string, names: readonly string[]): void {
  if (names.includes(name)) return;
  const known = [...new Set(names)];
  const close = nearest(name, known);
  const list = known.length === 0 ? 'It has none.' : `Known: ${known.map((other) => `"${other}"`).join(', ')}.`;
  throw new EstimatorError(
    'DOCUMENT_INVALID',
    `the scenario has no ${what} "${name}"`,
    close === undefined ? list : `Did you mean "${close}"?`,
  );
}
