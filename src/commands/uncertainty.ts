import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { uncertainWorkload } from '../cli/decisions/varied-inputs.js';
import { decisionArgs, decisionFlags } from '../cli/flags/decision-flags.js';
import { openScenario } from '../cli/scenarios/open-scenario.js';
import { progressOf } from '../cli/terminal/progress.js';
import { terminalSize } from '../cli/terminal/terminal-size.js';
import { uncertainty } from '../estimate/decide/uncertainty.js';
import { uncertaintyJson, uncertaintyRenderers } from '../render/uncertainty.js';

export default class Uncertainty extends BaseCommand {
  static override summary =
    'Sample the ranges of a scenario: P10, P50 and P90 of each design, and how often each wins.';
  static override description =
    'A range stands where a number of a workload does: requests: { low: 5M, likely: 10M, high: 30M } (triangular; with distribution: pert smoother), or durationMs: { p50: 80, p90: 300 } (lognormal).';
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
    samples: Flags.integer({ description: 'Samples.', default: 10_000, min: 80, max: 10_000_000 }),
    seed: Flags.integer({ description: 'Of the random numbers: the same seed, the same result.', default: 1, min: 0 }),
  };

  override async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Uncertainty);
    const { scenario, book } = await openScenario(args.file, flags);
    const workload = uncertainWorkload(scenario, flags.workload);
    const { samples, seed } = flags;
    const progress = progressOf(samples, 'samples');
    const onPriced = (count: number) => progress.step(count);
    const found = await uncertainty({ scenario, workload, book, samples, seed, onPriced });
    progress.end();
    return this.show(
      () => uncertaintyRenderers[flags.format](found, terminalSize()),
      () => uncertaintyJson(found),
    );
  }
}
