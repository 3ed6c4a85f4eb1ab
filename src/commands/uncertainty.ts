import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { chooseUncertainWorkload } from '../cli/decisions/choose-workload.js';
import { decisionArgs, decisionFlags } from '../cli/flags/shared-flags.js';
import { openScenario } from '../cli/scenarios/open-scenario.js';
import { outputTerminal } from '../cli/terminal/output-terminal.js';
import { startProgress } from '../cli/terminal/progress.js';
import { uncertainty } from '../estimate/decide/uncertainty.js';
import { uncertaintyJson, uncertaintyRenderers } from '../render/uncertainty.js';

export default class Uncertainty extends BaseCommand {
  static override summary =
    'Sample the ranges of a scenario: P10, P50 and P90 of each design, and how often each wins.';
  static override description =
    'A range replaces a number of a workload: requests: { low: 5M, likely: 10M, high: 30M } (triangular; distribution: pert makes it smoother), or durationMs: { p50: 80, p90: 300 } (lognormal).';
  static override examples = [
    '<%= config.bin %> <%= command.id %> checkout.yaml',
    {
      description: 'More samples, other random numbers.',
      command: '<%= config.bin %> <%= command.id %> checkout.yaml --samples 100000 --seed 7',
    },
  ];
  static override args = decisionArgs;
  static override flags = {
    ...decisionFlags,
    samples: Flags.integer({ description: 'Number of samples.', default: 10_000, min: 80, max: 10_000_000 }),
    seed: Flags.integer({
      description: 'Seed of the random numbers; the same seed gives the same result.',
      default: 1,
      min: 0,
    }),
  };

  override async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Uncertainty);
    const { scenario, book } = await openScenario(args.file, flags);
    const workload = chooseUncertainWorkload(scenario, flags.workload);
    const { samples, seed } = flags;
    const progress = startProgress(samples, 'samples');
    const onPriced = (count: number) => progress.step(count);
    const found = await uncertainty({ scenario, workload, book, samples, seed, onPriced });
    progress.end();
    return this.show(
      () => uncertaintyRenderers[flags.format](found, outputTerminal()),
      () => uncertaintyJson(found),
    );
  }
}
