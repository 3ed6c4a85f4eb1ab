import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { chooseWorkload } from '../cli/decisions/choose-workload.js';
import { decisionArgs, decisionFlags } from '../cli/flags/shared-flags.js';
import { openScenario } from '../cli/scenarios/open-scenario.js';
import { outputTerminal } from '../cli/terminal/output-terminal.js';
import { startProgress } from '../cli/terminal/progress.js';
import { sensitivity } from '../estimate/decide/sensitivity.js';
import { sensitivityJson, sensitivityRenderers } from '../render/sensitivity.js';
import { numericPath } from '../scenario/numeric-path.js';

export default class Sensitivity extends BaseCommand {
  static override summary =
    'Change one input at a time, and show how the difference between designs changes and what flips it.';
  static override description =
    'Each number of the workload and of the services in the file is raised and lowered by a percentage, or set to the ends of its range if the scenario gives one.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> checkout.yaml',
    {
      description: 'Two inputs, up and down by half.',
      command:
        '<%= config.bin %> <%= command.id %> checkout.yaml --vary workloads.0.requests --vary workloads.0.cpuMs --percent 50',
    },
  ];
  static override args = decisionArgs;
  static override flags = {
    ...decisionFlags,
    vary: Flags.string({
      description: 'An input to change; repeatable (default: all).',
      helpValue: 'PATH',
      multiple: true,
      multipleNonGreedy: true,
    }),
    percent: Flags.integer({
      description: 'Change of each input, up and down, in percent.',
      default: 10,
      min: 1,
      max: 99,
    }),
    points: Flags.integer({
      description: 'Number of grid values, for simulated traffic.',
      default: 30,
      min: 2,
      max: 10_000,
    }),
  };

  override async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Sensitivity);
    const { scenario, book } = await openScenario(args.file, flags);
    const paths = (flags.vary ?? []).map((text) => numericPath(text, scenario));
    const workload = chooseWorkload(scenario, paths, flags.workload);
    const { percent, points } = flags;
    const progress = startProgress(paths.length, 'inputs');
    const onDone = (inputs: number) => progress.step(inputs);
    const found = await sensitivity({ scenario, workload, book, paths, percent, points, onDone });
    progress.end();
    return this.show(
      () => sensitivityRenderers[flags.format](found, outputTerminal()),
      () => sensitivityJson(found),
    );
  }
}
