import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { workloadAsked } from '../cli/decisions/varied-inputs.js';
import { decisionArgs, decisionFlags } from '../cli/flags/decision-flags.js';
import { openScenario } from '../cli/scenarios/open-scenario.js';
import { progressOf } from '../cli/terminal/progress.js';
import { terminalSize } from '../cli/terminal/terminal-size.js';
import { sensitivity } from '../estimate/decide/sensitivity.js';
import { sensitivityJson, sensitivityRenderers } from '../render/sensitivity.js';
import { numericPath } from '../scenario/numeric-path.js';

export default class Sensitivity extends BaseCommand {
  static override summary = 'Change one input at a time: what moves the difference between designs, and what flips it.';
  static override description =
    'Each number of the workload and of the services in the file goes up and down by a share, or to the ends of its range where the scenario has one.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> checkout.yaml',
    {
      description: 'Two inputs, half up and down.',
      command:
        '<%= config.bin %> <%= command.id %> checkout.yaml --vary workloads.0.requests --vary workloads.0.cpuMs --percent 50',
    },
  ];
  static override args = decisionArgs;
  static override flags = {
    ...decisionFlags,
    vary: Flags.string({
      description: 'An input; may be given again (default: all).',
      helpValue: 'PATH',
      multiple: true,
      multipleNonGreedy: true,
    }),
    percent: Flags.integer({ description: 'How far up and down.', default: 10, min: 1, max: 99 }),
    points: Flags.integer({
      description: 'Values of the grid on simulated traffic.',
      default: 30,
      min: 2,
      max: 10_000,
    }),
  };

  override async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Sensitivity);
    const { scenario, book } = await openScenario(args.file, flags);
    const paths = (flags.vary ?? []).map((text) => numericPath(text, scenario));
    const workload = workloadAsked(scenario, paths, flags.workload);
    const { percent, points } = flags;
    const progress = progressOf(paths.length, 'inputs');
    const onDone = (inputs: number) => progress.step(inputs);
    const found = await sensitivity({ scenario, workload, book, paths, percent, points, onDone });
    progress.end();
    return this.show(
      () => sensitivityRenderers[flags.format](found, terminalSize()),
      () => sensitivityJson(found),
    );
  }
}
