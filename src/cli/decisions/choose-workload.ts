import type { NumericPath } from '../../scenario/numeric-path.js';
import type { Scenario, Workload } from '../../scenario/scenario.js';
import { invalidInput } from './input-range.js';

/**
 * Chooses the workload to look at: the one named, or the one that a path leads into, or the only one.
 *
 * @returns null for a scenario without workloads
 * @throws EstimatorError `ARGUMENT_INVALID` for an unknown name, and where several workloads are possible
 */
export function chooseWorkload(
  { workloads }: Scenario,
  paths: readonly NumericPath[],
  name: string | undefined,
): Workload | null {
  if (name !== undefined) {
    const named = workloads.find((workload) => workload.name === name);
    if (named !== undefined) return named;
    throw invalidInput(`--workload: no workload is named "${name}"`, `Known: ${nameList(workloads)}.`, '--workload');
  }
  const [inPath] = paths.flatMap(({ target }) => (target.of === 'service' ? [] : [target.workload]));
  if (inPath !== undefined) return workloads[inPath] ?? null;
  if (workloads.length > 1) {
    throw invalidInput(
      'The scenario has several workloads',
      `Choose one with --workload: ${nameList(workloads)}.`,
      '--workload',
    );
  }
  return workloads[0] ?? null;
}

/**
 * Chooses the workload whose ranges are sampled.
 *
 * @throws EstimatorError `ARGUMENT_INVALID` where several have ranges and none is named, or the scenario has none
 */
export function chooseUncertainWorkload(scenario: Scenario, name: string | undefined): Workload {
  const hasRange = ({ at, parts }: Workload) =>
    [at, ...parts.map((part) => part.at)].some((path) =>
      scenario.ranges.some((range) => range.at.startsWith(`${path}.`)),
    );
  const uncertain = scenario.workloads.filter(hasRange);
  const workloads = name === undefined && uncertain.length > 0 ? uncertain : scenario.workloads;
  const chosen = chooseWorkload({ ...scenario, workloads }, [], name);
  if (chosen !== null) return chosen;
  throw invalidInput('The scenario has no workload', 'Add a workload, and give a range to its numbers.', 'workloads');
}

function nameList(named: readonly { readonly name: string }[]): string {
  return named.map(({ name }) => `"${name}"`).join(', ');
}
