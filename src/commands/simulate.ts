import { Args } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { chartFormatFlags, companionFlags, pricingFlags, selectionFlags } from '../cli/flags/shared-flags.js';
import { compareOptions, openPriceBook } from '../cli/scenarios/pricing-options.js';
import { selectDesigns } from '../cli/scenarios/select-results.js';
import { outputTerminal } from '../cli/terminal/output-terminal.js';
import { startProgress } from '../cli/terminal/progress.js';
import { withCompanions } from '../estimate/companions.js';
import { simulateHours } from '../estimate/hourly.js';
import { readScenarioFile } from '../io/scenario-files.js';
import { hourlyJson, hourlyRenderer } from '../render/hourly.js';

export default class Simulate extends BaseCommand {
  static override summary = 'Show the month hour by hour: requests, the activity of each service, and the cost.';
  static override description = 'The table shows the first week as bars; CSV and JSON contain every hour of the month.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> scenarios/steady-api.yaml',
    {
      description: 'One workload on one design.',
      command: '<%= config.bin %> <%= command.id %> checkout.yaml --workload "office hours" --design Fargate',
    },
    {
      description: 'Every hour, for a spreadsheet.',
      command: '<%= config.bin %> <%= command.id %> checkout.yaml --format csv > hours.csv',
    },
  ];
  static override args = {
    file: Args.string({ description: 'Scenario file, YAML or JSON; - reads standard input.', required: true }),
  };
  static override flags = { ...chartFormatFlags, ...pricingFlags, ...companionFlags, ...selectionFlags };

  override async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Simulate);
    const book = openPriceBook(flags);
    const options = compareOptions(flags, book);
    const whole = await withCompanions(await readScenarioFile(args.file, book.regions), flags.complete);
    const scenario = selectDesigns(whole, flags);
    const progress = startProgress(Math.max(1, scenario.workloads.length) * scenario.designs.length, 'results');
    const report = simulateHours([scenario], book, options, (results) => progress.step(results));
    progress.end();
    const render = await hourlyRenderer(flags.format);
    return this.show(
      () => render(report, outputTerminal()),
      () => hourlyJson(report),
    );
  }
}
