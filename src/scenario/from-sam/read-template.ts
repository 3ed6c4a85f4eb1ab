import {
  type Document,
  isAlias,
  isCollection,
  isMap as isMapNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
} from 'yaml';
import { EstimatorError } from '../../model/errors.js';
import { entry, isMap, type RawResource, type Template } from './template.js';

/** Values deeper than this are no template. */
const MAX_DEPTH = 100;
/** Aliases may not multiply: a bomb of ten aliases of ten aliases stops at so many expansions. */
const MAX_ALIASES = 2000;

/**
 * Reads a SAM or CloudFormation template, YAML with its short tags or JSON.
 *
 * @throws EstimatorError `TEMPLATE_INVALID` when it is neither, or has no Resources
 */
export function readTemplate(text: string): Template {
  const root = parsed(text.replace(/^\uFEFF/, ''));
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
  if (/^\s*\{/.test(text)) {
    try {
      return JSON.parse(text);
    } catch {
      // A flow map of YAML begins like JSON: the other reader says what is wrong.
    }
  }
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false, logLevel: 'silent' });
  const [document] = documents as Document.Parsed[];
  if (document === undefined) throw invalid('is empty', 'Give a SAM or CloudFormation template, YAML or JSON.');
  if (documents.length > 1) throw invalid(`holds ${documents.length} documents, not one`, 'Give one template.');
  const [error] = document.errors;
  if (error !== undefined) {
    const { line } = lines.linePos(error.pos[0]);
    throw invalid(`cannot be read: line ${line}: ${error.message.split('\n', 1)[0]}`, 'Correct the YAML or JSON.');
  }
  return plain(document.contents, { document, depth: 0, aliases: { left: MAX_ALIASES } });
}

interface Walk {
  readonly document: Document.Parsed;
  readonly depth: number;
  readonly aliases: { left: number };
}

/** Nodes as values; `!Sub x` becomes `{ 'Fn::Sub': x }`, as JSON writes it. */
function plain(node: unknown, walk: Walk): unknown {
  if (walk.depth > MAX_DEPTH) throw invalid(`is nested more than ${MAX_DEPTH} deep`, 'No template is.');
  const inner = { ...walk, depth: walk.depth + 1 };
  if (isAlias(node)) {
    walk.aliases.left -= 1;
    if (walk.aliases.left < 0)
      throw invalid('grows beyond all bounds when its aliases are expanded', 'Write them out.');
    return plain(node.resolve(walk.document), inner);
  }
  if (isScalar(node)) return tagged(node.tag, scalarValue(node), true);
  if (isSeq(node))
    return tagged(
      node.tag,
      node.items.map((item) => plain(item, inner)),
      false,
    );
  if (isMapNode(node)) return tagged(node.tag, mapValue(node.items, inner), false);
  return isCollection(node) ? undefined : (node ?? null);
}

/** A tagged scalar is text whatever it looks like: `!Ref 12` names a parameter. */
function scalarValue({
  tag,
  value,
  source,
}: {
  tag?: string | undefined;
  value: unknown;
  source?: string | undefined;
}) {
  return isShortTag(tag) ? (source ?? `${value}`) : value;
}

function mapValue(items: readonly unknown[], walk: Walk): Record<string, unknown> {
  const entries = items.flatMap((pair) => {
    if (!isPair(pair)) return [];
    const key = isScalar(pair.key) ? `${pair.key.value}` : '';
    const value = plain(pair.value, walk);
    // A merge key brings the entries of another map.
    return key === '<<' && isMap(value) ? Object.entries(value) : [[key, value] as const];
  });
  // Not by assignment: a key named __proto__ is a key.
  return Object.fromEntries(entries);
}

function isShortTag(tag: string | undefined): tag is string {
  return tag?.startsWith('!') === true && !tag.startsWith('!!');
}

/** `!GetAtt A.B` is a list of two, as `Fn::GetAtt` takes it; every other short tag is `Fn::` and its name. */
function tagged(tag: string | undefined, value: unknown, isText: boolean): unknown {
  if (!isShortTag(tag)) return value;
  const name = tag.slice(1);
  if (name === 'Ref' || name === 'Condition') return { [name]: value };
  if (name === 'GetAtt' && isText) return { 'Fn::GetAtt': attributePath(`${value}`) };
  return { [`Fn::${name}`]: value };
}

/** The resource ends at the first dot; `Outputs.Url` of a nested stack is one attribute. */
function attributePath(text: string): [resource: string, attribute: string] {
  const dot = text.indexOf('.');
  return dot === -1 ? [text, ''] : [text.slice(0, dot), text.slice(dot + 1)];
}

function invalid(what: string, hint: string): EstimatorError {
  return new EstimatorError('TEMPLATE_INVALID', `The template ${what}`, hint);
}
