import { EstimatorError } from '../../model/errors.js';
import { nearest } from '../../model/nearest.js';
import type { Report } from '../../model/report.js';
import type { Scenario } from '../../scenario/scenario.js';

/** Which results of a report to show. */
export interface Selection {
  readonly workload?: string | undefined;
  readonly design?: string | undefined;
}

/**
 * Selects the results of one workload or design; all of them without a selection. Ranks stay those of the whole
 * comparison.
 *
 * @throws EstimatorError `ARGUMENT_INVALID` for a name that no result has
 */
export function selectResults(report: Report, { workload, design }: Selection): Report {
  const results = report.scenarios.flatMap((scenario) => scenario.results);
  assertKnownName(
    '--workload',
    workload,
    results.map((result) => result.workload ?? ''),
  );
  assertKnownName(
    '--design',
    design,
    results.map((result) => result.design),
  );
  return {
    ...report,
    scenarios: report.scenarios.map((scenario) => ({
      ...scenario,
      results: scenario.results.filter(
        (result) => (workload ?? result.workload) === result.workload && (design ?? result.design) === result.design,
      ),
    })),
  };
}

/**
 * Makes the same selection before anything is simulated.
 *
 * @throws EstimatorError `ARGUMENT_INVALID` for a name that the scenario does not have
 */
export function selectDesigns(scenario: Scenario, { workload, design }: Selection): Scenario {
  const names = (named: readonly { readonly name: string }[]) => named.map(({ name }) => name);
  assertKnownName('--workload', workload, names(scenario.workloads));
  assertKnownName('--design', design, names(scenario.designs));
  return {
    ...scenario,
    workloads: scenario.workloads.filter(({ name }) => (workload ?? name) === name),
    designs: scenario.designs.filter(({ name }) => (design ?? name) === name),
  };
}

function assertKnownName(flag: '--workload' | '--design', name: string | undefined, names: readonly string[]): void {
  if (name === undefined || names.includes(name)) return;
  const known = [...new Set(names)].filter((other) => other !== '');
  const close = nearest(name, known);
  const hint =
    close === undefined ? `Known: ${known.map((other) => `"${other}"`).join(', ')}.` : `Did you mean "${close}"?`;
  throw new EstimatorError('ARGUMENT_INVALID', `${flag}: no ${flag.slice(2)} is named "${name}"`, hint, flag);
}
