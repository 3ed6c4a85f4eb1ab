import { EstimatorError } from '../../model/errors.js';
import { mapDesign } from './map-design.js';
import { readTemplate } from './read-template.js';
import { resolveResources } from './resolve-resources.js';
import type { Remark } from './template.js';
import { commentedScenario, PLACEHOLDER } from './write-scenario.js';

/** How a template is read, and the name of the scenario. */
export interface TemplateOptions {
  /** Default: the description of the template. */
  readonly name?: string | undefined;
  readonly region: string;
  /** Address or path of the JSON schema, for editors. */
  readonly schema: string;
  /** Values of parameters instead of their defaults. */
  readonly parameters?: ReadonlyMap<string, string>;
}

/** A scenario made from a template. */
export interface TemplateScenario {
  readonly text: string;
  readonly services: number;
  /** The number of guessed values, which the user should replace. */
  readonly placeholders: number;
  readonly remarks: readonly Remark[];
}

/**
 * Makes a scenario from a SAM or CloudFormation template. The scenario is valid; its comments list what could not be
 * mapped or resolved, and mark guessed usage.
 *
 * @throws EstimatorError `TEMPLATE_INVALID` when the text is not a template, a parameter is unknown, or no resource can
 *   be priced
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
      known === '' ? 'It has no parameters: leave out --parameter.' : `Known: ${known}.`,
      '--parameter',
    );
  }
  const remarks: Remark[] = [];
  const resources = resolveResources(template, { region, parameters }, remarks);
  const placed = await mapDesign(resources, remarks);
  if (placed.length === 0) {
    throw new EstimatorError(
      'TEMPLATE_INVALID',
      `The template has no resource that can be priced, among ${template.resources.size}`,
      remarks
        .map(({ at, message }) => `${at}: ${message}`)
        .slice(0, 3)
        .join('; ') || 'Give a template with a function, a container, an API or a database.',
    );
  }
  const name = nameOf(options.name ?? template.description);
  const scenario = commentedScenario({ name, region, schema, placed, remarks });
  return {
    text: scenario,
    services: placed.length,
    placeholders: scenario.split(`# ${PLACEHOLDER}`).length - 1,
    remarks,
  };
}

function nameOf(text: string | undefined): string {
  const line = (text ?? '').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return line === '' ? 'My application' : line.slice(0, 100);
}
