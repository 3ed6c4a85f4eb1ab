import { Args } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { companionFlags, formatFlags, pricingFlags, selectionFlags } from '../cli/flags/shared-flags.js';
import { priceScenarios } from '../cli/scenarios/price-scenarios.js';
import { selectResults } from '../cli/scenarios/select-results.js';
import { outputTerminal } from '../cli/terminal/output-terminal.js';
import { explainJson } from '../render/json.js';
import { explainRenderers } from '../render/renderers.js';

export default class Explain extends BaseCommand {
  static override summary =
    'Show how each line was computed: quantity, tiers, allowance, rounding, rate code, source, date.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> scenarios/three-functions.yaml',
    {
      description: 'One result only.',
      command: '<%= config.bin %> <%= command.id %> checkout.yaml --design Lambda --workload "office hours"',
    },
  ];
  static override args = {
    file: Args.string({ description: 'Scenario file, YAML or JSON; - reads standard input.', required: true }),
  };
  static override flags = { ...formatFlags, ...pricingFlags, ...companionFlags, ...selectionFlags };

  override async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Explain);
    const report = selectResults(await priceScenarios([args.file], flags), flags);
    return this.show(
      () => explainRenderers[flags.format](report, outputTerminal()),
      () => explainJson(report),
    );
  }
}
