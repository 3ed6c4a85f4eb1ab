import { Args, type Interfaces } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { companionFlags, formatFlags, limitFlags, pricingFlags, selectionFlags } from '../cli/flags/shared-flags.js';
import { assertInteractive } from '../cli/interview/assert-interactive.js';
import { exceededLimitText } from '../cli/scenarios/monthly-limit.js';
import { priceScenarios } from '../cli/scenarios/price-scenarios.js';
import { selectResults } from '../cli/scenarios/select-results.js';
import { outputTerminal } from '../cli/terminal/output-terminal.js';
import type { Report } from '../model/report.js';
import { reportJson } from '../render/json.js';
import { compareRenderers, estimateRenderers } from '../render/renderers.js';

export default class Estimate extends BaseCommand {
  static override summary = 'Estimate one scenario, with every line of the bill.';
  static override description = 'Without a file it asks questions about the workload, then about each design.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> scenarios/steady-api.yaml',
    { description: 'Answer questions instead of writing a file.', command: '<%= config.bin %> <%= command.id %>' },
    { description: 'One design only.', command: '<%= config.bin %> <%= command.id %> checkout.yaml --design Fargate' },
    {
      description: 'Without the free tier, as Markdown.',
      command: '<%= config.bin %> <%= command.id %> checkout.yaml --no-free-tier --format markdown',
    },
  ];
  static override args = {
    file: Args.string({ description: 'Scenario file, YAML or JSON; - reads standard input.' }),
  };
  static override flags = { ...formatFlags, ...pricingFlags, ...companionFlags, ...selectionFlags, ...limitFlags };

  override async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Estimate);
    if (args.file === undefined) return this.ask(flags);
    const report = selectResults(await priceScenarios([args.file], flags), flags);
    const exceeded = exceededLimitText(report, flags['max-monthly-usd']);
    if (exceeded !== undefined) this.checkFailed(exceeded);
    return this.show(
      () => estimateRenderers[flags.format](report, outputTerminal()),
      () => reportJson(report),
    );
  }

  private async ask(flags: Interfaces.InferredFlags<typeof Estimate.flags>): Promise<unknown> {
    assertInteractive(this.jsonEnabled(), flags);
    const { runInterview } = await import('../cli/interview/run-interview.js');
    const { inquirerPrompter } = await import('../cli/interview/inquirer-prompter.js');
    const show = (report: Report) => this.log(compareRenderers[flags.format](report, outputTerminal()).trimEnd());
    const report = await runInterview(flags, show, await inquirerPrompter());
    const exceeded = exceededLimitText(report, flags['max-monthly-usd']);
    if (exceeded !== undefined) this.checkFailed(exceeded);
    return undefined;
  }
}
