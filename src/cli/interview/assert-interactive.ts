import { EstimatorError } from '../../model/errors.js';
import type { Selection } from '../scenarios/select-results.js';

/**
 * Refuses to ask questions where nobody can answer them, or with flags that only make sense for a file.
 *
 * @param json whether the result is for a program
 * @throws EstimatorError `ARGUMENT_INVALID` without a terminal, with `--json`, `--workload` or `--design`
 */
export function assertInteractive(json: boolean, { workload, design }: Selection): void {
  const selection = workload !== undefined ? '--workload' : design !== undefined ? '--design' : undefined;
  if (selection !== undefined) throw needsFile(`${selection} selects from a file`);
  if (json) throw needsFile('--json does not ask questions');
  if (!process.stdin.isTTY || !process.stderr.isTTY) throw needsFile('questions need a terminal');
}

function needsFile(reason: string): EstimatorError {
  return new EstimatorError(
    'ARGUMENT_INVALID',
    `estimate needs FILE: ${reason}`,
    'Write a scenario to start from with crossover scenario new scenario.yaml, then run crossover estimate scenario.yaml.',
    'FILE',
  );
}
