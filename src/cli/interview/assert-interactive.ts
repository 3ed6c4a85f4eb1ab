import { EstimatorError } from '../../model/errors.js';
import type { Selection } from '../scenarios/select-results.js';

/**
 * Refuses to ask where nobody can answer, or where the answer would not be what was asked for.
 *
 * @param json whether the result is for a program
 * @throws EstimatorError `ARGUMENT_INVALID` without a terminal, with `--json`, or with names that no file has said yet
 */
export function assertCanAsk(json: boolean, { workload, design }: Selection): void {
  const chosen = workload !== undefined ? '--workload' : design !== undefined ? '--design' : undefined;
  if (chosen !== undefined) throw needsFile(`${chosen} chooses from one`);
  if (json) throw needsFile('with --json nothing is asked');
  if (!process.stdin.isTTY || !process.stderr.isTTY) throw needsFile('without a terminal there is nobody to ask');
}

function needsFile(why: string): EstimatorError {
  return new EstimatorError(
    'ARGUMENT_INVALID',
    `estimate needs FILE: ${why}`,
    'crossover scenario new scenario.yaml writes a scenario to start from; then crossover estimate scenario.yaml.',
    'FILE',
  );
}
