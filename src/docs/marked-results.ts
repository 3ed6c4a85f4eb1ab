import { EstimatorError } from '../model/errors.js';
import { nearest } from '../model/nearest.js';
import type { Result } from '../model/report.js';
import type { Marker } from './marker.js';
import type { PricedScenario } from './priced-scenario.js';

/**
 * The results that a marker means, in the order of the file; all of them where it names neither workload nor design.
 *
 * @throws EstimatorError `DOCUMENT_INVALID` for a name that the scenario does not have
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
 * The one result that a marker means.
 *
 * @throws EstimatorError `DOCUMENT_INVALID` also where there are several workloads and the marker names none
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
