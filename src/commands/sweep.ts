import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { assertAffordable } from '../cli/decisions/grid-limit.js';
import { runSweep, type SweepEnd } from '../cli/decisions/run-sweep.js';
import { PartFailed, parsePart, startParts } from '../cli/decisions/sweep-workers.js';
import { axisOf, workloadAsked } from '../cli/decisions/varied-inputs.js';
import { companionFlags, pricingFlags } from '../cli/flags/shared-flags.js';
import { openScenario } from '../cli/scenarios/open-scenario.js';
import { pointsOf } from '../estimate/decide/axis.js';
import { Sweep as PricedSweep, type SweepQuestion } from '../estimate/decide/sweep.js';
import { rowFile, streamSink } from '../io/row-file.js';
import { nearestFloat } from '../model/decimal.js';
import { EstimatorError } from '../model/errors.js';
import { ROW_FORMATS, type RowFormat, rowsJson, sweepHead } from '../render/sweep.js';

const EXIT_INTERRUPTED = 130;
/** Points in one JSON document at most. */
const MAX_DOCUMENT = 100_000;

export default class Sweep extends BaseCommand {
  static override summary = 'Price every combination of values of some inputs, one row each, to the cent.';
  static override description =
    'Values: PATH=a,b,c; PATH=a..b:step; PATH=a..b:x2 (times 2 each); PATH=a..b (eleven, evenly spread). Rows are streamed in order, the last --vary changing fastest.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> checkout.yaml --vary workloads.0.requests=1M..100M:x10 --vary workloads.0.durationMs=50,100,200',
    {
      description: 'A large grid into a file; after Ctrl-C the same with --resume goes on.',
      command:
        '<%= config.bin %> <%= command.id %> checkout.yaml --vary workloads.0.requests=0..100M:100K --output grid.csv --resume',
    },
  ];
  static override args = {
    file: Args.string({ description: 'Scenario file, YAML or JSON.', required: true }),
  };
  static override flags = {
    vary: Flags.string({
      description: 'A number and its values; may be given again.',
      helpValue: 'PATH=VALUES',
      multiple: true,
      multipleNonGreedy: true,
      required: true,
    }),
    workload: Flags.string({ description: 'The workload, where there are several.', helpValue: 'NAME' }),
    format: Flags.option({ options: ROW_FORMATS })({ char: 'f', default: 'csv', description: 'How rows are written.' }),
    output: Flags.string({ char: 'o', description: 'Write to a file.', helpValue: 'FILE' }),
    resume: Flags.boolean({ description: 'Go on after the last row of --output.', dependsOn: ['output'] }),
    jobs: Flags.integer({ description: 'Worker threads; for simulated traffic.', default: 1, min: 1, max: 64 }),
    'max-points': Flags.integer({ description: 'Refuse larger grids.', default: 1_000_000, min: 1 }),
    'skip-invalid': Flags.boolean({ description: 'Values that may not stand together get a row without a price.' }),
    part: Flags.string({ hidden: true }),
    ...pricingFlags,
    ...companionFlags,
  };

  override async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Sweep);
    const { scenario, book } = await openScenario(args.file, flags);
    const axes = flags.vary.map((text) => axisOf(text, scenario));
    assertAffordable(axes, flags['max-points']);
    const paths = axes.map(({ path }) => path);
    const workload = workloadAsked(scenario, paths, flags.workload);
    const question = { scenario, workload, axes, book, skipInvalid: flags['skip-invalid'] };
    if (this.jsonEnabled()) return document(question);
    return this.stream(question, flags);
  }

  private async stream(question: SweepQuestion, flags: StreamFlags): Promise<undefined> {
    const { format, output, resume, jobs } = flags;
    const head = sweepHead(question, format);
    const own = flags.part === undefined ? undefined : parsePart(flags.part);
    const file = output === undefined ? undefined : rowFile(output, head, resume);
    const sink = file ?? streamSink(process.stdout);
    if (file === undefined && own === undefined && head !== undefined) await sink.write([head]);
    const done = own?.done ?? file?.rows ?? 0;
    const parts =
      jobs > 1 && own === undefined ? startParts(['sweep', ...this.argv], { count: jobs, done }) : undefined;
    try {
      const part = own ?? { part: 0, of: 1, done };
      const toTerminal = file === undefined && process.stdout.isTTY === true;
      const end = await runSweep(question, sink, { format, part, parts, toTerminal });
      if (end.stopped) this.interrupted(end, output);
    } catch (error) {
      if (error instanceof PartFailed) this.exit(error.exitCode === 0 ? 1 : error.exitCode);
      throw error;
    } finally {
      sink.close();
    }
  }

  private interrupted({ written, points }: SweepEnd, output: string | undefined): void {
    const next = output === undefined ? '' : '; the same command with --resume goes on';
    process.stderr.write(`Stopped after ${written} of ${points} points${next}.\n`);
    process.exitCode = EXIT_INTERRUPTED;
  }
}

interface StreamFlags {
  readonly format: RowFormat;
  readonly output?: string | undefined;
  readonly resume: boolean;
  readonly jobs: number;
  readonly part?: string | undefined;
}

/** All rows in one document. */
async function document(question: SweepQuestion): Promise<unknown> {
  const points = nearestFloat(pointsOf(question.axes));
  if (points > MAX_DOCUMENT) {
    throw new EstimatorError(
      'ARGUMENT_INVALID',
      `${points} points are too many for one JSON document`,
      'Stream them as JSON lines: --format jsonl',
      '--json',
    );
  }
  const sweep = await PricedSweep.of(question);
  return { schemaVersion: 1, points, rows: rowsJson(sweep.block(0, points), question) };
}
