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
 * The results of one workload or design; all of them without a selection. Ranks stay those of the whole comparison.
 *
 * @throws EstimatorError `ARGUMENT_INVALID` for a name that no result has
 */
export function selectResults(report: Report, { workload, design }: Selection): Report {
  const results = report.scenarios.flatMap((scenario) => scenario.results);
  assertNamed(
    '--workload',
    workload,
    results.map((result) => result.workload ?? ''),
  );
  assertNamed(
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

/** The same choice made before anything is simulated. */
export function selectDesigns(scenario: Scenario, { workload, design }: Selection): Scenario {
  const names = (of: readonly { readonly name: string }[]) => of.map(({ name }) => name);
  assertNamed('--workload', workload, names(scenario.workloads));
  assertNamed('--design', design, names(scenario.designs));
  return {
    ...scenario,
    workloads: scenario.workloads.filter(({ name }) => (workload ?? name) === name),
    designs: scenario.designs.filter(({ name }) => (design ?? name) === name),
  };
}

function assertNamed(flag: string, wanted: string | undefined, names: readonly string[]): void {
  if (wanted === undefined || names.includes(wanted)) return;
  const known = [...new Set(names)].filter((name) => name !== '');
  const close = nearest(wanted, known);
  const hint =
    close === undefined ? `Known: ${known.map((name) => `"${name}"`).join(', ')}.` : `Did you mean "${close}"?`;
  throw new EstimatorError('ARGUMENT_INVALID', `${flag}: nothing is called "${wanted}"`, hint, flag);
}
