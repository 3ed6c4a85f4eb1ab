import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { openPriceBook } from '../../cli/scenarios/pricing-options.js';
import { readScenarioFile } from '../../io/scenario-files.js';

export default class ScenarioCheck extends BaseCommand {
  static override summary = 'Check scenario files, and report every problem in them.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> scenarios/*.yaml',
    { description: 'From standard input.', command: 'generate | <%= config.bin %> <%= command.id %> -' },
  ];
  static override strict = false;
  static override args = {
    file: Args.string({ description: 'Scenario files, YAML or JSON; - reads standard input.', required: true }),
  };

  override async run(): Promise<unknown> {
    const { argv } = await this.parse(ScenarioCheck);
    const { regions } = openPriceBook({});
    const checked = [];
    for (const file of argv as string[]) {
      const { name, workloads, designs } = await readScenarioFile(file, regions);
      checked.push({ file, name, workloads: workloads.length, designs: designs.length });
      const counts = [counted(workloads.length, 'workload'), counted(designs.length, 'design')];
      this.say(`${file}: ${counts.join(', ')}, no problems found`);
    }
    return { scenarios: checked };
  }
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
