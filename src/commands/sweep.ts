import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { chooseWorkload } from '../cli/decisions/choose-workload.js';
import { assertGridSize, gridAxis } from '../cli/decisions/grid-axes.js';
import { runSweep, type SweepOutcome } from '../cli/decisions/run-sweep.js';
import { parseBlockShare, startWorkers, WorkerFailed } from '../cli/decisions/sweep-workers.js';
import { EXIT } from '../cli/errors/exit-codes.js';

import { companionFlags, pricingFlags } from '../cli/flags/shared-flags.js';
import { openScenario } from '../cli/scenarios/open-scenario.js';
import { Sweep as PricedSweep, type SweepQuestion } from '../estimate/decide/sweep.js';
import { gridSize } from '../estimate/decide/sweep-axis.js';
import { rowFile, streamSink } from '../io/row-file.js';
import { nearestFloat } from '../model/decimal.js';
import { EstimatorError } from '../model/errors.js';
import { ROW_FORMATS, type RowFormat, rowsJson, sweepHead } from '../render/sweep-rows.js';

/** The largest grid that fits one JSON document. */
const MAX_DOCUMENT_POINTS = 100_000;

export default class Sweep extends BaseCommand {
  static override summary = 'Price every combination of values of some inputs to the cent, one row each.';
  static override description =
    'Values: PATH=a,b,c; PATH=a..b:step; PATH=a..b:x2 (each twice the last); PATH=a..b (eleven, evenly spaced). Rows are streamed in order; the last --vary changes fastest.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> checkout.yaml --vary workloads.0.requests=1M..100M:x10 --vary workloads.0.durationMs=50,100,200',
    {
      description: 'Write a large grid to a file; after Ctrl-C the same command continues it.',
      command:
        '<%= config.bin %> <%= command.id %> checkout.yaml --vary workloads.0.requests=0..100M:100K --output grid.csv --resume',
    },
  ];
  static override args = {
    file: Args.string({ description: 'Scenario file, YAML or JSON.', required: true }),
  };
  static override flags = {
    vary: Flags.string({
      description: 'An input and its values; repeatable.',
      helpValue: 'PATH=VALUES',
      multiple: true,
      multipleNonGreedy: true,
      required: true,
    }),
    workload: Flags.string({ description: 'The workload, if the scenario has several.', helpValue: 'NAME' }),
    format: Flags.option({ options: ROW_FORMATS })({ char: 'f', default: 'csv', description: 'Format of the rows.' }),
    output: Flags.string({ char: 'o', description: 'Write the rows to a file.', helpValue: 'FILE' }),
    resume: Flags.boolean({ description: 'Continue after the last row of --output.', dependsOn: ['output'] }),
    jobs: Flags.integer({ description: 'Worker threads, for simulated traffic.', default: 1, min: 1, max: 64 }),
    'max-points': Flags.integer({ description: 'Refuse grids with more points.', default: 1_000_000, min: 1 }),
    'skip-invalid': Flags.boolean({
      description: 'Write a row without a price for values that are not allowed together.',
    }),
    part: Flags.string({ hidden: true }),
    ...pricingFlags,
    ...companionFlags,
  };

  override async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Sweep);
    const { scenario, book } = await openScenario(args.file, flags);
    const axes = flags.vary.map((text) => gridAxis(text, scenario));
    assertGridSize(axes, flags['max-points']);
    const paths = axes.map(({ path }) => path);
    const workload = chooseWorkload(scenario, paths, flags.workload);
    const question = { scenario, workload, axes, book, skipInvalid: flags['skip-invalid'] };
    if (this.jsonEnabled()) return document(question);
    return this.stream(question, flags);
  }

  private async stream(question: SweepQuestion, flags: StreamFlags): Promise<undefined> {
    const { format, output, resume, jobs } = flags;
    const head = sweepHead(question, format);
    const workerShare = flags.part === undefined ? undefined : parseBlockShare(flags.part);
    const file = output === undefined ? undefined : rowFile(output, head, resume);
    const sink = file ?? streamSink(process.stdout);
    if (file === undefined && workerShare === undefined && head !== undefined) await sink.write([head]);
    const done = workerShare?.done ?? file?.rows ?? 0;
    const workers =
      jobs > 1 && workerShare === undefined ? startWorkers(['sweep', ...this.argv], { count: jobs, done }) : undefined;
    try {
      const share = workerShare ?? { worker: 0, workers: 1, done };
      const toTerminal = file === undefined && process.stdout.isTTY === true;
      const outcome = await runSweep(question, sink, { format, share, workers, toTerminal });
      if (outcome.stopped) this.interrupted(outcome, output);
    } catch (error) {
      if (error instanceof WorkerFailed) this.exit(error.exitCode === 0 ? 1 : error.exitCode);
      throw error;
    } finally {
      sink.close();
    }
  }

  private interrupted({ written, points }: SweepOutcome, output: string | undefined): void {
    const next = output === undefined ? '' : ' Run the same command with --resume to continue.';
    process.stderr.write(`Stopped after ${written} of ${points} points.${next}\n`);
    process.exitCode = EXIT.interrupted;
  }
}

interface StreamFlags {
  readonly format: RowFormat;
  readonly output?: string | undefined;
  readonly resume: boolean;
  readonly jobs: number;
  readonly part?: string | undefined;
}

/** Makes one document of all rows. */
async function document(question: SweepQuestion): Promise<unknown> {
  const points = nearestFloat(gridSize(question.axes));
  if (points > MAX_DOCUMENT_POINTS) {
    throw new EstimatorError(
      'ARGUMENT_INVALID',
      `${points} points are too many for one JSON document`,
      'Write them as JSON lines instead: --format jsonl',
      '--json',
    );
  }
  const sweep = await PricedSweep.of(question);
  return { schemaVersion: 1, points, rows: rowsJson(sweep.block(0, points), question) };
}
