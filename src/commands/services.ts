import { Args } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { outputTerminal } from '../cli/terminal/output-terminal.js';
import { EstimatorError } from '../model/errors.js';
import { nearest } from '../model/nearest.js';
import { plainTable } from '../render/plain-table.js';
import { serviceText } from '../render/service-text.js';
import { describeService } from '../services/describe-service.js';
import { loadService, loadServices, SERVICE_IDS } from '../services/index.js';
import type { AnyService } from '../services/service.js';

export default class Services extends BaseCommand {
  static override summary = 'List the AWS services, or show the fields, meters and limits of one.';
  static override examples = ['<%= config.bin %> <%= command.id %>', '<%= config.bin %> <%= command.id %> lambda'];
  static override args = {
    id: Args.string({ description: 'Service id, such as lambda; without it all services are listed.' }),
  };

  override async run(): Promise<unknown> {
    const { args } = await this.parse(Services);
    if (args.id !== undefined) {
      const description = describeService(await serviceById(args.id));
      this.log(serviceText(description, outputTerminal()));
      return description;
    }
    const services = (await loadServices()).map(describeService);
    const rows = services.map(({ id, serviceName, summary }) => [id, `${serviceName}\n${summary}`]);
    this.log(plainTable(['service', 'description'], rows, outputTerminal()));
    return services;
  }
}

async function serviceById(id: string): Promise<AnyService> {
  const service = await loadService(id);
  if (service !== undefined) return service;
  const close = nearest(id, SERVICE_IDS);
  const hint = close === undefined ? `Known: ${SERVICE_IDS.join(', ')}.` : `Did you mean "${close}"?`;
  throw new EstimatorError('ARGUMENT_INVALID', `Unknown service "${id}"`, hint, 'id');
}
