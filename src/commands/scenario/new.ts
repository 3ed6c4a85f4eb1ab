import { existsSync } from 'node:fs';
import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { templateParameters } from '../../cli/flags/template-parameters.js';
import { readTextFile } from '../../io/read-file.js';
import { writeTextFile } from '../../io/write-file.js';
import { EstimatorError } from '../../model/errors.js';
import { newScenarioText } from '../../scenario/new-scenario.js';

const SCHEMA = './scenario.schema.json';
/** The longest template that is read; CloudFormation itself accepts 1 MB. */
const MAX_TEMPLATE_BYTES = 16 * 1024 ** 2;

export default class ScenarioNew extends BaseCommand {
  static override summary =
    'Write a complete scenario to start from, or one made from a SAM or CloudFormation template.';
  static override description =
    'Without a file name, the scenario is printed. An existing file is not overwritten. A template does not contain usage: every guessed number is marked PLACEHOLDER.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> checkout.yaml --name "Checkout API" --region eu-west-1',
    {
      description: 'Compare it right away.',
      command: '<%= config.bin %> <%= command.id %> | <%= config.bin %> compare -',
    },
    '<%= config.bin %> <%= command.id %> checkout.yaml --from-sam template.yaml --parameter Stage=prod',
  ];
  static override args = { file: Args.string({ description: 'File to write.' }) };
  static override flags = {
    name: Flags.string({
      description: 'Name of the scenario (default: "My application", or the description of the template).',
    }),
    region: Flags.string({ description: 'AWS region.', default: 'us-east-1' }),
    'from-sam': Flags.string({
      description: 'SAM or CloudFormation template to start from, YAML or JSON; - reads standard input.',
      helpValue: 'TEMPLATE',
    }),
    parameter: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      dependsOn: ['from-sam'],
      description: 'Value of a template parameter instead of its default; repeatable.',
      helpValue: 'NAME=VALUE',
    }),
    force: Flags.boolean({ description: 'Overwrite an existing file.' }),
  };

  override async run(): Promise<unknown> {
    const { args, flags } = await this.parse(ScenarioNew);
    if (args.file !== undefined && existsSync(args.file) && !flags.force) throw fileExists(args.file);
    const { text, ...about } = await (flags['from-sam'] === undefined
      ? starterText(flags)
      : templateText(flags['from-sam'], flags));
    if (args.file === undefined) {
      this.log(text.trimEnd());
      return { text, ...about };
    }
    writeTextFile(args.file, text);
    this.say(`Wrote ${args.file}. Next: crossover compare ${args.file}`);
    if (about.placeholders !== undefined) this.say(countsText(about));
    return { file: args.file, ...about };
  }
}

/** The text of a scenario; of one made from a template also what is left to fill in. */
interface NewScenario {
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

async function starterText({ name = 'My application', region }: NewFlags): Promise<NewScenario> {
  return { text: newScenarioText({ name, region, schema: SCHEMA }) };
}

async function templateText(path: string, { name, region, parameter }: NewFlags): Promise<NewScenario> {
  const { scenarioFromTemplate } = await import('../../scenario/from-sam/from-template.js');
  const parameters = templateParameters(parameter ?? []);
  return scenarioFromTemplate(readTextFile(path, MAX_TEMPLATE_BYTES), { name, region, schema: SCHEMA, parameters });
}

function countsText({ services = 0, placeholders = 0, remarks = [] }: Omit<NewScenario, 'text'>): string {
  const leftOut = remarks.filter(({ kind }) => kind === 'left-out').length;
  const missing = leftOut === 0 ? 'nothing left out' : `${counted(leftOut, 'resource type')} left out`;
  const numbers = counted(placeholders, 'number');
  return `${counted(services, 'service')}; ${missing}; ${numbers} to replace (search for PLACEHOLDER).`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function fileExists(file: string): EstimatorError {
  return new EstimatorError(
    'FILE_NOT_WRITABLE',
    `${file} already exists`,
    'Choose another name, or overwrite it with --force.',
    'file',
  );
}
