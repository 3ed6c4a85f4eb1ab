import { BaseCommand } from '../../cli/base-command.js';
import { scenarioJsonSchema } from '../../scenario/json-schema.js';
import { loadServices } from '../../services/index.js';

export default class ScenarioSchema extends BaseCommand {
  static override summary = 'Print the JSON schema of scenario files, for editors.';
  static override examples = ['<%= config.bin %> <%= command.id %> > scenario.schema.json'];

  override async run(): Promise<unknown> {
    await this.parse(ScenarioSchema);
    const schema = scenarioJsonSchema(await loadServices());
    this.log(JSON.stringify(schema, null, 2));
    return schema;
  }
}
