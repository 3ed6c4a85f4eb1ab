import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { EXIT } from '../cli/errors/exit-codes.js';
import { chartFormatFlags, companionFlags, limitFlags, pricingFlags } from '../cli/flags/shared-flags.js';
import { exceededLimitText } from '../cli/scenarios/monthly-limit.js';
import { priceScenarios } from '../cli/scenarios/price-scenarios.js';
import type { PricingFlags } from '../cli/scenarios/pricing-options.js';
import { reasonsAndAdvice } from '../cli/scenarios/reasons-and-advice.js';
import { outputTerminal } from '../cli/terminal/output-terminal.js';
import type { Decimal } from '../model/decimal.js';
import { EstimatorError } from '../model/errors.js';
import type { ChartFormat } from '../render/formats.js';
import { reportJson } from '../render/json.js';
import { compareRenderer, type Renderer } from '../render/renderers.js';

export default class Compare extends BaseCommand {
  static override summary = 'Compare monthly totals, workloads × designs, with the cheapest marked.';
  static override description = 'Several files give one summary of all of them.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> scenarios/steady-api.yaml',
    {
      description: 'The same in another region.',
      command: '<%= config.bin %> <%= command.id %> checkout.yaml --region eu-west-1',
    },
    {
      description: 'A batch, for a spreadsheet.',
      command: '<%= config.bin %> <%= command.id %> scenarios/*.yaml --format csv',
    },
    {
      description: 'As a chart, for a document.',
      command: '<%= config.bin %> <%= command.id %> checkout.yaml --format svg > checkout.svg',
    },
    {
      description: 'Cost against requests, with the crossings marked.',
      command: '<%= config.bin %> <%= command.id %> checkout.yaml --format svg --chart curves > curves.svg',
    },
    {
      description: 'From standard input, for a program.',
      command: 'generate | <%= config.bin %> <%= command.id %> - --json',
    },
    {
      description: 'Compare again at each change, while you write the scenario.',
      command: '<%= config.bin %> <%= command.id %> checkout.yaml --watch',
    },
    {
      description: 'Search for what would flip the answer, and for cheaper settings.',
      command: '<%= config.bin %> <%= command.id %> checkout.yaml --advice',
    },
    {
      description: 'Fail a build that would cost too much.',
      command: '<%= config.bin %> <%= command.id %> checkout.yaml --max-monthly-usd 500',
    },
  ];
  static override strict = false;
  static override args = {
    file: Args.string({ description: 'Scenario files, YAML or JSON; - reads standard input.', required: true }),
  };
  static override flags = {
    ...chartFormatFlags,
    chart: Flags.option({ options: ['totals', 'curves'] as const })({
      description: 'What --format svg draws: monthly totals by service (default), or cost against requests.',
    }),
    ...pricingFlags,
    ...companionFlags,
    ...limitFlags,
    watch: Flags.boolean({
      description: 'Compare again whenever a scenario, one of its traces or a price file changes.',
    }),
    advice: Flags.boolean({
      description:
        'Search for the number of requests that flips the answer, and for cheaper settings of each design (not in csv or svg).',
    }),
  };

  override async run(): Promise<unknown> {
    const { argv, flags } = await this.parse(Compare);
    const files = argv as string[];
    assertChartFormat(flags);
    if (!flags.watch) return this.compare(files, flags);
    assertCanWatch(files, this.jsonEnabled());
    const { runOnChange } = await import('../cli/watch/run-on-change.js');
    await runOnChange([...files, ...(flags.prices ?? [])], (onTrace) => this.compare(files, flags, onTrace));
    process.exitCode = EXIT.interrupted;
    return undefined;
  }

  private async compare(
    files: readonly string[],
    flags: CompareFlags,
    onTrace?: (path: string) => void,
  ): Promise<unknown> {
    // The table of a batch and the rows of a CSV show only totals.
    const totalsOnly = flags.format === 'csv' || (flags.format === 'table' && files.length > 1 && !this.jsonEnabled());
    const isExplained = flags.advice || !(totalsOnly || flags.format === 'svg');
    const explanation = isExplained ? await reasonsAndAdvice(flags.advice) : undefined;
    const report = await priceScenarios(files, flags, { onTrace, reasons: explanation?.reasons, totalsOnly });
    const exceeded = exceededLimitText(report, flags['max-monthly-usd']);
    if (exceeded !== undefined) this.checkFailed(exceeded);
    const render = flags.chart === 'curves' ? await curvesRenderer(files, flags) : await compareRenderer(flags.format);
    const advice = await explanation?.advice(flags.format);
    return this.show(
      () => `${render(report, outputTerminal())}${advice?.text ?? ''}`,
      () => ({ ...(reportJson(report) as object), ...(advice?.json !== undefined && { advice: advice.json }) }),
    );
  }
}

type CompareFlags = PricingFlags & {
  readonly format: ChartFormat;
  readonly chart?: 'totals' | 'curves' | undefined;
  readonly advice: boolean;
  readonly 'max-monthly-usd'?: Decimal | undefined;
};

function assertChartFormat({ chart, format }: CompareFlags): void {
  if (chart === undefined || format === 'svg') return;
  throw new EstimatorError(
    'ARGUMENT_INVALID',
    `--chart ${chart} needs the format svg`,
    'Add --format svg, or leave out --chart.',
    '--chart',
  );
}

/** Curves are computed from the scenarios, not from the report. */
async function curvesRenderer(files: readonly string[], flags: CompareFlags): Promise<Renderer> {
  const { drawCostCurves } = await import('../cli/scenarios/draw-cost-curves.js');
  const svg = await drawCostCurves(files, flags);
  return () => svg;
}

function assertCanWatch(files: readonly string[], json: boolean): void {
  if (!json && !files.includes('-')) return;
  throw new EstimatorError(
    'ARGUMENT_INVALID',
    json
      ? '--watch shows one result after the other, which is not one JSON document'
      : '--watch cannot read standard input again',
    json ? 'Leave out --json.' : 'Give file names instead of -.',
    '--watch',
  );
}
