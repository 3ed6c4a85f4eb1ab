import { CORE_SCHEMA, defineMappingTag, defineScalarTag, defineSequenceTag, mapTag, mergeTag } from 'js-yaml';
import { EstimatorError } from '../../model/errors.js';
import { readYaml } from '../yaml-source.js';
import { entry, isMap, type RawResource, type Template } from './template.js';

/** The short form of intrinsic functions begins so: `!Sub`. */
const SHORT = '!';

/** YAML as CloudFormation takes it: merge keys, and short tags, of which `!Sub x` is `{ 'Fn::Sub': x }` as JSON writes it. */
const SCHEMA = CORE_SCHEMA.withTags(
  mergeTag,
  // A tagged scalar is text whatever it looks like: `!Ref 12` names a parameter.
  defineScalarTag(SHORT, {
    matchByTagPrefix: true,
    resolve: (text, _isExplicit, tag) =>
      tag === '!GetAtt' ? { 'Fn::GetAtt': attributePath(text) } : intrinsic(tag, text),
    identify: () => false,
  }),
  defineSequenceTag<{ tag: string; items: unknown[] }, unknown>(SHORT, {
    matchByTagPrefix: true,
    create: (tag) => ({ tag, items: [] }),
    addItem: ({ items }, item) => void items.push(item),
    finalize: ({ tag, items }) => intrinsic(tag, items),
    identify: () => false,
  }),
  defineMappingTag<{ tag: string; map: Record<string, unknown> }, unknown>(SHORT, {
    matchByTagPrefix: true,
    create: (tag) => ({ tag, map: mapTag.create(tag) }),
    addPair: ({ map }, key, value) => mapTag.addPair(map, key, value),
    has: ({ map }, key) => mapTag.has(map, key),
    keys: (result) => mapTag.keys(result as Record<string, unknown>),
    get: (result, key) => mapTag.get(result as Record<string, unknown>, key),
    finalize: ({ tag, map }) => intrinsic(tag, map),
    identify: () => false,
  }),
);

/**
 * Reads a SAM or CloudFormation template, YAML with its short tags or JSON.
 *
 * @throws EstimatorError `TEMPLATE_INVALID` when it is neither, or has no Resources
 */
export function readTemplate(text: string): Template {
  const root = parsed(text);
  const resources = entry(root, 'Resources');
  if (!isMap(root) || !isMap(resources)) {
    throw invalid('has no map of Resources', 'Give a SAM or CloudFormation template, YAML or JSON.');
  }
  const description = entry(root, 'Description');
  const transform = entry(root, 'Transform');
  return {
    description: typeof description === 'string' ? description : undefined,
    parameters: section(root, 'Parameters'),
    mappings: section(root, 'Mappings'),
    conditions: section(root, 'Conditions'),
    globals: section(root, 'Globals'),
    resources: new Map(Object.entries(resources).flatMap(([id, raw]) => resourceOf(id, raw))),
    macros: (Array.isArray(transform) ? transform : [transform]).filter(
      (name): name is string => typeof name === 'string' && !name.startsWith('AWS::Serverless'),
    ),
  };
}

function section(root: unknown, name: string): ReadonlyMap<string, unknown> {
  const found = entry(root, name);
  return new Map(isMap(found) ? Object.entries(found) : []);
}

/** A resource without a type is kept as one that nobody knows, so that it is listed. */
function resourceOf(id: string, raw: unknown): [string, RawResource][] {
  const type = entry(raw, 'Type');
  const condition = entry(raw, 'Condition');
  return [
    [
      id,
      {
        type: typeof type === 'string' ? type : 'no Type',
        condition: typeof condition === 'string' ? condition : undefined,
        properties: entry(raw, 'Properties') ?? {},
        dependsOn: entry(raw, 'DependsOn'),
      },
    ],
  ];
}

function parsed(text: string): unknown {
  if (/^\uFEFF?\s*\{/.test(text)) {
    try {
      return JSON.parse(text.replace(/^\uFEFF/, ''));
    } catch {
      // A flow map of YAML begins like JSON: the other reader says what is wrong.
    }
  }
  return readYaml(text, { schema: SCHEMA, refuse: (what, at) => invalid(what, hintFor(at)) }).value;
}

function hintFor(at: { readonly line: number } | undefined): string {
  return at === undefined ? 'Give one SAM or CloudFormation template, YAML or JSON.' : 'Correct the YAML or JSON.';
}

function intrinsic(tag: string, value: unknown): Record<string, unknown> {
  const name = tag.slice(SHORT.length);
  return { [name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`]: value };
}

/** The resource ends at the first dot; `Outputs.Url` of a nested stack is one attribute. */
function attributePath(text: string): [resource: string, attribute: string] {
  const dot = text.indexOf('.');
  return dot === -1 ? [text, ''] : [text.slice(0, dot), text.slice(dot + 1)];
}

function invalid(what: string, hint: string): EstimatorError {
  return new EstimatorError('TEMPLATE_INVALID', `The template ${what}`, hint);
}
