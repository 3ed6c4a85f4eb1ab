import { existsSync } from 'node:fs';
import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { writeTextFile } from '../../io/write-file.js';
import { EstimatorError } from '../../model/errors.js';
import { newScenarioText } from '../../scenario/new-scenario.js';

const SCHEMA = './scenario.schema.json';

export default class ScenarioNew extends BaseCommand {
  static override summary = 'Write a complete scenario to start from.';
  static override description = 'Without a file it goes to standard output. An existing file is not overwritten.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> checkout.yaml --name "Checkout API" --region eu-west-1',
    { description: 'Try it at once.', command: '<%= config.bin %> <%= command.id %> | <%= config.bin %> compare -' },
  ];
  static override args = { file: Args.string({ description: 'File to write.' }) };
  static override flags = {
    name: Flags.string({ description: 'Name of the scenario.', default: 'My application' }),
    region: Flags.string({ description: 'AWS region.', default: 'us-east-1' }),
    force: Flags.boolean({ description: 'Overwrite an existing file.' }),
  };

  override async run(): Promise<unknown> {
    const { args, flags } = await this.parse(ScenarioNew);
    const text = newScenarioText({ name: flags.name, region: flags.region, schema: SCHEMA });
    if (args.file === undefined) {
      this.log(text.trimEnd());
      return { text };
    }
    if (existsSync(args.file) && !flags.force) {
      throw new EstimatorError(
        'FILE_NOT_WRITABLE',
        `${args.file} exists`,
        'Choose another name, or overwrite it with --force.',
        'file',
      );
    }
    writeTextFile(args.file, text);
    this.log(`Wrote ${args.file}. Next: crossover compare ${args.file}`);
    return { file: args.file };
  }
}
