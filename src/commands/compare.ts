import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { chartFormatFlags, companionFlags, limitFlags, pricingFlags } from '../cli/flags/shared-flags.js';
import { exceededLimit } from '../cli/scenarios/monthly-limit.js';
import { type PricingFlags, priceScenarios } from '../cli/scenarios/price-scenarios.js';
import { reasoning } from '../cli/scenarios/reasons-and-advice.js';
import { terminalSize } from '../cli/terminal/terminal-size.js';
import type { Decimal } from '../model/decimal.js';
import { EstimatorError } from '../model/errors.js';
import type { ChartFormat } from '../render/formats.js';
import { reportJson } from '../render/json.js';
import { compareRenderer, type Renderer } from '../render/renderers.js';

const EXIT_INTERRUPTED = 130;

export default class Compare extends BaseCommand {
  static override summary = 'Compare monthly totals, workloads × designs, with the cheapest marked.';
  static override description = 'Several files are a batch: one summary for all of them.';
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
      description: 'Again at each change, while the scenario is written.',
      command: '<%= config.bin %> <%= command.id %> checkout.yaml --watch',
    },
    {
      description: 'What would flip the answer, and what would be cheaper still.',
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
    watch: Flags.boolean({ description: 'Compare again when a scenario, a trace it names or a price file changes.' }),
    advice: Flags.boolean({
      description:
        'Search for the requests that would flip the answer, and for cheaper settings of each design (not in csv or svg).',
    }),
  };

  override async run(): Promise<unknown> {
    const { argv, flags } = await this.parse(Compare);
    const files = argv as string[];
    assertDrawn(flags);
    if (!flags.watch) return this.compared(files, flags);
    assertCanWatch(files, this.jsonEnabled());
    const { watchRun } = await import('../cli/watch/watch-run.js');
    await watchRun([...files, ...(flags.prices ?? [])], (onTrace) => this.compared(files, flags, onTrace));
    process.exitCode = EXIT_INTERRUPTED;
    return undefined;
  }

  private async compared(
    files: readonly string[],
    flags: CompareFlags,
    onTrace?: (path: string) => void,
  ): Promise<unknown> {
    // The table of a batch and the rows of a CSV hold totals alone.
    const totalsOnly = flags.format === 'csv' || (flags.format === 'table' && files.length > 1 && !this.jsonEnabled());
    const isExplained = flags.advice || !(totalsOnly || flags.format === 'svg');
    const reasoned = isExplained ? await reasoning(flags.advice) : undefined;
    const report = await priceScenarios(files, flags, { onTrace, reasons: reasoned?.reasons, totalsOnly });
    const exceeded = exceededLimit(report, flags['max-monthly-usd']);
    if (exceeded !== undefined) this.checkFailed(exceeded);
    const render = flags.chart === 'curves' ? await curvesRenderer(files, flags) : await compareRenderer(flags.format);
    const advised = await reasoned?.advised(flags.format);
    return this.show(
      () => `${render(report, terminalSize())}${advised?.text ?? ''}`,
      () => ({ ...(reportJson(report) as object), ...(advised?.json !== undefined && { advice: advised.json }) }),
    );
  }
}

type CompareFlags = PricingFlags & {
  readonly format: ChartFormat;
  readonly chart?: 'totals' | 'curves' | undefined;
  readonly advice: boolean;
  readonly 'max-monthly-usd'?: Decimal | undefined;
};

function assertDrawn({ chart, format }: CompareFlags): void {
  if (chart === undefined || format === 'svg') return;
  throw new EstimatorError('ARGUMENT_INVALID', `--chart ${chart} is drawn as svg`, 'Say --format svg too.', '--chart');
}

/** Curves rest on the scenarios, not on the report. */
async function curvesRenderer(files: readonly string[], flags: CompareFlags): Promise<Renderer> {
  const { drawCurves } = await import('../cli/scenarios/draw-cost-curves.js');
  const svg = await drawCurves(files, flags);
  return () => svg;
}

function assertCanWatch(files: readonly string[], json: boolean): void {
  if (!json && !files.includes('-')) return;
  throw new EstimatorError(
    'ARGUMENT_INVALID',
    json
      ? '--watch shows one result after the other, which is no JSON document'
      : '--watch cannot read standard input again',
    json ? 'Leave out --json.' : 'Give files.',
    '--watch',
  );
}
