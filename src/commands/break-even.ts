import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { overOf, workloadAsked } from '../cli/decisions/varied-inputs.js';
import { decisionArgs, decisionFlags } from '../cli/flags/decision-flags.js';
import { openScenario } from '../cli/scenarios/open-scenario.js';
import { progressOf } from '../cli/terminal/progress.js';
import { terminalSize } from '../cli/terminal/terminal-size.js';
import { breakEven } from '../estimate/decide/break-even.js';
import { frontier } from '../estimate/decide/frontier.js';
import { EstimatorError } from '../model/errors.js';
import { breakEvenJson, breakEvenRenderers, frontierCsv, frontierJson, frontierText } from '../render/break-even.js';

export default class BreakEven extends BaseCommand {
  static override summary = 'Find every value of an input at which the cheaper of two designs changes.';
  static override description =
    'Steady traffic and direct usage: no crossing is missed, and whole numbers are found to the unit. Simulated traffic: crossings between values of a grid.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> checkout.yaml --between Lambda --and Fargate --over workloads.0.requests',
    {
      description: 'The line between two designs over requests and duration.',
      command:
        '<%= config.bin %> <%= command.id %> checkout.yaml --between 0 --and 1 --over workloads.0.requests=0..500M --over workloads.0.durationMs=20..1000',
    },
  ];
  static override args = decisionArgs;
  static override flags = {
    ...decisionFlags,
    between: Flags.string({ description: 'A design, by name or place (from 0).', helpValue: 'NAME', required: true }),
    and: Flags.string({ description: 'The other design.', helpValue: 'NAME', required: true }),
    over: Flags.string({
      description: 'The number to follow; given twice, the plane of both. PATH or PATH=a..b.',
      helpValue: 'PATH',
      multiple: true,
      multipleNonGreedy: true,
      required: true,
    }),
    from: Flags.string({ description: 'The least value (default: the least allowed).', helpValue: 'VALUE' }),
    to: Flags.string({ description: 'The largest value (default: 1000 × what stands there).', helpValue: 'VALUE' }),
    points: Flags.integer({
      description: 'Values of the grid: of simulated traffic, and of the second number of a plane.',
      default: 100,
      min: 2,
      max: 100_000,
    }),
  };

  override async run(): Promise<unknown> {
    const { args, flags } = await this.parse(BreakEven);
    const { scenario, book } = await openScenario(args.file, flags);
    const [over, along, ...more] = flags.over.map((text, index) => overOf(text, scenario, index === 0 ? flags : {}));
    if (over === undefined || more.length > 0) throw tooMany();
    const paths = [over, ...(along === undefined ? [] : [along])].map(({ path }) => path);
    const workload = workloadAsked(scenario, paths, flags.workload);
    const between = [flags.between, flags.and] as const;
    const progress = progressOf(flags.points, 'values');
    const onLooked = (values: number) => progress.step(values);
    const question = { scenario, workload, between, over, book, points: flags.points, onLooked };
    if (along === undefined) {
      const found = await breakEven(question);
      progress.end();
      return this.show(
        () => breakEvenRenderers[flags.format](found, terminalSize()),
        () => breakEvenJson(found),
      );
    }
    const line = await frontier(question, along, Math.min(flags.points, 21));
    progress.end();
    return this.show(
      () => (flags.format === 'csv' ? frontierCsv(line) : frontierText(line, terminalSize())),
      () => frontierJson(line),
    );
  }
}

function tooMany(): EstimatorError {
  return new EstimatorError(
    'ARGUMENT_INVALID',
    '--over is given more than twice',
    'A plane has two numbers.',
    '--over',
  );
}
