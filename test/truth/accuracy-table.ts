import { steadyPool } from '../../src/simulate/lambda/steady-pool.js';
import { markdownTable } from '../readme/blocks.js';
import { IDLE_MINUTES, MEASURED_RUNS, type MeasuredRun } from '../simulate/lambda/measured-lambda-runs.js';

/** How far the simulated warm pool is from the runs that were measured on AWS. */
export function accuracyTable(): string {
  const pool = ({ rate, warmMs }: MeasuredRun) =>
    steadyPool({ rate, serviceS: warmMs / 1000, lifetimeS: IDLE_MINUTES * 60 }, 0);
  const environments = mean((run) => Math.abs(pool(run).environments / run.environments - 1));
  const coldStarts = mean((run) => Math.abs(pool(run).coldRate / run.rate / run.coldShare - 1));
  const ownError = mean((run) => run.coldShareError / run.coldShare);
  return markdownTable(
    ['what', 'runs', 'mean error', 'standard error of the measurement'],
    [
      ['environments kept', `${MEASURED_RUNS.length}`, percent(environments), ''],
      ['share of cold starts', `${MEASURED_RUNS.length}`, percent(coldStarts), percent(ownError)],
    ],
  );
}

function mean(of: (run: MeasuredRun) => number): number {
  return MEASURED_RUNS.reduce((sum, run) => sum + of(run), 0) / MEASURED_RUNS.length;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}
