import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { EXIT } from '../cli/errors/exit-codes.js';
import { companionFlags, pricingFlags } from '../cli/flags/shared-flags.js';
import { makeReportPage } from '../cli/report/make-report-page.js';
import { serveReport } from '../cli/report/serve-report.js';
import { escapeControls } from '../cli/terminal/terminal-text.js';
import { writeTextFile } from '../io/write-file.js';
import { EstimatorError } from '../model/errors.js';
import { countText } from '../model/number-text.js';

export default class Report extends BaseCommand {
  static override summary =
    'Write a self-contained HTML report: totals, charts, itemized bills, and fields that recompute them.';
  static override description =
    'The report loads and sends nothing: it can be mailed, archived and read without JavaScript.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> scenarios/steady-api.yaml -o steady-api.html',
    {
      description: 'View it while editing the scenario.',
      command: '<%= config.bin %> <%= command.id %> checkout.yaml --serve',
    },
  ];
  static override strict = false;
  static override args = {
    file: Args.string({ description: 'Scenario files, YAML or JSON; - reads standard input.', required: true }),
  };
  static override flags = {
    output: Flags.string({ char: 'o', description: 'File to write; - is standard output.', helpValue: 'FILE' }),
    serve: Flags.boolean({ description: 'Serve the report on this machine and reload it when a file changes.' }),
    port: Flags.custom<number>({
      parse: async (text) => portNumber(text),
      description: 'Port of --serve; 0 chooses a free one.',
      default: 0,
      helpValue: '8080',
    })(),
    ...pricingFlags,
    ...companionFlags,
  };

  override async run(): Promise<unknown> {
    const { argv, flags } = await this.parse(Report);
    const files = argv as string[];
    assertOneDestination(files, flags);
    if (flags.serve) {
      await serveReport({ files, flags, port: flags.port, say: (text) => process.stderr.write(`${text}\n`) });
      process.exitCode = EXIT.interrupted;
      return undefined;
    }
    const { html, remarks } = await makeReportPage(files, flags, null);
    for (const remark of remarks) process.stderr.write(`${escapeControls(remark)}\n`);
    return this.write(flags.output as string, { html, scenarios: files.length });
  }

  private write(output: string, { html, scenarios }: { html: string; scenarios: number }): unknown {
    if (output === '-')
      return this.show(
        () => html,
        () => ({ html }),
      );
    writeTextFile(output, html);
    this.say(`Wrote ${output}, ${countText(html.length)} characters.`);
    return { file: output, characters: html.length, scenarios };
  }
}

function assertOneDestination(
  files: readonly string[],
  { output, serve }: { output?: string | undefined; serve: boolean },
): void {
  if ((output === undefined) === !serve) {
    const problem = serve ? 'report takes either --output or --serve, not both' : 'report needs --output or --serve';
    throw new EstimatorError(
      'ARGUMENT_INVALID',
      problem,
      'Write a file with -o report.html, or view it with --serve.',
      '--output',
    );
  }
  if (serve && files.includes('-')) {
    throw new EstimatorError(
      'ARGUMENT_INVALID',
      '--serve cannot read standard input again',
      'Name scenario files.',
      '--serve',
    );
  }
}

function portNumber(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) < 65_536) return Number(text);
  throw new EstimatorError(
    'ARGUMENT_INVALID',
    `--port is "${text}", not a port`,
    'Give a number from 0 to 65535.',
    '--port',
  );
}
