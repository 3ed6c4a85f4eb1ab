import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { chooseWorkload } from '../cli/decisions/choose-workload.js';
import { inputRange } from '../cli/decisions/input-range.js';
import { decisionArgs, decisionFlags } from '../cli/flags/shared-flags.js';
import { openScenario } from '../cli/scenarios/open-scenario.js';
import { outputTerminal } from '../cli/terminal/output-terminal.js';
import { startProgress } from '../cli/terminal/progress.js';
import { breakEven } from '../estimate/decide/break-even.js';
import { frontier } from '../estimate/decide/frontier.js';
import { EstimatorError } from '../model/errors.js';
import { breakEvenJson, breakEvenRenderers } from '../render/break-even.js';
import { frontierCsv, frontierJson, frontierText } from '../render/frontier.js';

export default class BreakEven extends BaseCommand {
  static override summary = 'Find every value of an input at which the cheaper of two designs changes.';
  static override description =
    'With steady traffic or direct usage, no crossing is missed and whole numbers are exact. Simulated traffic is evaluated on a grid, and crossings are found between its values.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> checkout.yaml --between Lambda --and Fargate --over workloads.0.requests',
    {
      description: 'The line on which two designs cost the same, over requests and duration.',
      command:
        '<%= config.bin %> <%= command.id %> checkout.yaml --between 0 --and 1 --over workloads.0.requests=0..500M --over workloads.0.durationMs=20..1000',
    },
  ];
  static override args = decisionArgs;
  static override flags = {
    ...decisionFlags,
    between: Flags.string({ description: 'A design, by name or index (from 0).', helpValue: 'NAME', required: true }),
    and: Flags.string({ description: 'The other design.', helpValue: 'NAME', required: true }),
    over: Flags.string({
      description: 'The input to vary: PATH or PATH=a..b. Given twice, both inputs vary.',
      helpValue: 'PATH',
      multiple: true,
      multipleNonGreedy: true,
      required: true,
    }),
    from: Flags.string({ description: 'The smallest value (default: the smallest allowed).', helpValue: 'VALUE' }),
    to: Flags.string({ description: "The largest value (default: 1000 × the scenario's value).", helpValue: 'VALUE' }),
    points: Flags.integer({
      description: 'Number of grid values, for simulated traffic and for the second input.',
      default: 100,
      min: 2,
      max: 100_000,
    }),
  };

  override async run(): Promise<unknown> {
    const { args, flags } = await this.parse(BreakEven);
    const { scenario, book } = await openScenario(args.file, flags);
    const [over, along, ...more] = flags.over.map((text, index) =>
      inputRange(text, scenario, index === 0 ? flags : {}),
    );
    if (over === undefined || more.length > 0) throw tooMany();
    const paths = [over, ...(along === undefined ? [] : [along])].map(({ path }) => path);
    const workload = chooseWorkload(scenario, paths, flags.workload);
    const between = [flags.between, flags.and] as const;
    const progress = startProgress(flags.points, 'values');
    const onLooked = (values: number) => progress.step(values);
    const question = { scenario, workload, between, over, book, points: flags.points, onLooked };
    if (along === undefined) {
      const found = await breakEven(question);
      progress.end();
      return this.show(
        () => breakEvenRenderers[flags.format](found, outputTerminal()),
        () => breakEvenJson(found),
      );
    }
    const line = await frontier(question, along, Math.min(flags.points, 21));
    progress.end();
    return this.show(
      () => (flags.format === 'csv' ? frontierCsv(line) : frontierText(line, outputTerminal())),
      () => frontierJson(line),
    );
  }
}

function tooMany(): EstimatorError {
  return new EstimatorError('ARGUMENT_INVALID', '--over is given more than twice', 'Vary one input, or two.', '--over');
}
