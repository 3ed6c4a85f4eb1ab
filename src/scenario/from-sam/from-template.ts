import { EstimatorError } from '../../model/errors.js';
import { designOf } from './design.js';
import { readTemplate } from './read-template.js';
import { resourcesOf } from './resources.js';
import type { Remark } from './template.js';
import { PLACEHOLDER, scenarioText } from './write-scenario.js';

/** How a template is read, and what the scenario is called. */
export interface TemplateOptions {
  /** Left out: the description of the template. */
  readonly name?: string | undefined;
  readonly region: string;
  /** Address or path of the JSON schema, for editors. */
  readonly schema: string;
  /** Values of parameters, over their defaults. */
  readonly parameters?: ReadonlyMap<string, string>;
}

/** A scenario made from a template. */
export interface TemplateScenario {
  readonly text: string;
  readonly services: number;
  /** Figures that are guesses, to be replaced. */
  readonly placeholders: number;
  readonly remarks: readonly Remark[];
}

/**
 * Makes a scenario of what a SAM or CloudFormation template deploys. What it cannot map or work out is named in it, and
 * how much is used is marked as a guess; the scenario reads back without a problem.
 *
 * @throws EstimatorError `TEMPLATE_INVALID` when the text is no template, names a parameter it does not have, or holds
 * nothing that can be priced
 */
export async function scenarioFromTemplate(text: string, options: TemplateOptions): Promise<TemplateScenario> {
  const template = readTemplate(text);
  const { region, schema, parameters = new Map() } = options;
  const unknown = [...parameters.keys()].find((name) => !template.parameters.has(name));
  if (unknown !== undefined) {
    const known = [...template.parameters.keys()].join(', ');
    throw new EstimatorError(
      'TEMPLATE_INVALID',
      `The template has no parameter "${unknown}"`,
      known === '' ? 'It has none.' : `Known: ${known}.`,
      '--parameter',
    );
  }
  const remarks: Remark[] = [];
  const resources = resourcesOf(template, { region, parameters }, remarks);
  const placed = await designOf(resources, remarks);
  if (placed.length === 0) {
    throw new EstimatorError(
      'TEMPLATE_INVALID',
      `The template holds nothing that can be priced here, in ${template.resources.size} resources`,
      remarks
        .map(({ at, message }) => `${at}: ${message}`)
        .slice(0, 3)
        .join('; ') || 'Its resources cost nothing.',
    );
  }
  const name = nameOf(options.name ?? template.description);
  const written = scenarioText({ name, region, schema, placed, remarks });
  return {
    text: written,
    services: placed.length,
    placeholders: written.split(`# ${PLACEHOLDER}`).length - 1,
    remarks,
  };
}

function nameOf(text: string | undefined): string {
  const line = (text ?? '').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return line === '' ? 'My application' : line.slice(0, 100);
}
