import { existsSync } from 'node:fs';
import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { templateParameters } from '../../cli/flags/template-parameters.js';
import { readTextFile } from '../../io/read-file.js';
import { writeTextFile } from '../../io/write-file.js';
import { EstimatorError } from '../../model/errors.js';
import { newScenarioText } from '../../scenario/new-scenario.js';

const SCHEMA = './scenario.schema.json';
/** Longest template read; CloudFormation itself takes 1 MB. */
const MAX_TEMPLATE_BYTES = 16 * 1024 ** 2;

export default class ScenarioNew extends BaseCommand {
  static override summary =
    'Write a complete scenario to start from, or one of what a SAM or CloudFormation template deploys.';
  static override description =
    'Without a file it goes to standard output. An existing file is not overwritten. A template does not say how much is used: what the scenario guesses is marked PLACEHOLDER.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> checkout.yaml --name "Checkout API" --region eu-west-1',
    { description: 'Try it at once.', command: '<%= config.bin %> <%= command.id %> | <%= config.bin %> compare -' },
    '<%= config.bin %> <%= command.id %> checkout.yaml --from-sam template.yaml --parameter Stage=prod',
  ];
  static override args = { file: Args.string({ description: 'File to write.' }) };
  static override flags = {
    name: Flags.string({
      description: 'Name of the scenario (default: "My application", or the description of the template).',
    }),
    region: Flags.string({ description: 'AWS region.', default: 'us-east-1' }),
    'from-sam': Flags.string({
      description: 'Start from a SAM or CloudFormation template, YAML or JSON; - reads standard input.',
      helpValue: 'TEMPLATE',
    }),
    parameter: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      dependsOn: ['from-sam'],
      description: 'Value of a parameter of the template, over its default; may be given again.',
      helpValue: 'NAME=VALUE',
    }),
    force: Flags.boolean({ description: 'Overwrite an existing file.' }),
  };

  override async run(): Promise<unknown> {
    const { args, flags } = await this.parse(ScenarioNew);
    if (args.file !== undefined && existsSync(args.file) && !flags.force) throw exists(args.file);
    const { text, ...about } = await (flags['from-sam'] === undefined
      ? newText(flags)
      : textOfTemplate(flags['from-sam'], flags));
    if (args.file === undefined) {
      this.log(text.trimEnd());
      return { text, ...about };
    }
    writeTextFile(args.file, text);
    this.say(`Wrote ${args.file}. Next: crossover compare ${args.file}`);
    if (about.placeholders !== undefined) this.say(countsOf(about));
    return { file: args.file, ...about };
  }
}

/** Text of a scenario, and of a template's how much of it is left to say. */
interface NewText {
  readonly text: string;
  readonly services?: number;
  readonly placeholders?: number;
  readonly remarks?: readonly { readonly kind: string; readonly at: string; readonly message: string }[];
}

interface NewFlags {
  readonly name: string | undefined;
  readonly region: string;
  readonly parameter?: readonly string[] | undefined;
}

async function newText({ name = 'My application', region }: NewFlags): Promise<NewText> {
  return { text: newScenarioText({ name, region, schema: SCHEMA }) };
}

async function textOfTemplate(path: string, { name, region, parameter }: NewFlags): Promise<NewText> {
  const { scenarioFromTemplate } = await import('../../scenario/from-sam/from-template.js');
  const parameters = templateParameters(parameter ?? []);
  return scenarioFromTemplate(readTextFile(path, MAX_TEMPLATE_BYTES), { name, region, schema: SCHEMA, parameters });
}

function countsOf({ services, placeholders, remarks = [] }: Omit<NewText, 'text'>): string {
  const leftOut = remarks.filter(({ kind }) => kind === 'left-out').length;
  const missing = leftOut === 0 ? 'nothing is left out' : `${leftOut} kinds of resources are left out`;
  return `${services} services; ${missing}; ${placeholders} figures to replace (search for PLACEHOLDER).`;
}

function exists(file: string): EstimatorError {
  return new EstimatorError(
    'FILE_NOT_WRITABLE',
    `${file} exists`,
    'Choose another name, or overwrite it with --force.',
    'file',
  );
}
