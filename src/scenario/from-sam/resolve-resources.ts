import { type DeploymentContext, type IntrinsicFunctions, intrinsicFunctions } from './intrinsic-functions.js';
import { referenceCycles } from './reference-cycles.js';
import { entry, isMap, type RawResource, type Remark, type Resource, type Template } from './template.js';

/** Sections of SAM's Globals, by the type they are for. */
const GLOBALS: Readonly<Record<string, string>> = {
  'AWS::Serverless::Function': 'Function',
  'AWS::Serverless::Api': 'Api',
  'AWS::Serverless::HttpApi': 'HttpApi',
  'AWS::Serverless::SimpleTable': 'SimpleTable',
  'AWS::Serverless::StateMachine': 'StateMachine',
};

/** The APIs that SAM makes for events which name none. https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html */
const IMPLICIT_APIS = [
  { event: 'Api', reference: 'RestApiId', id: 'ServerlessRestApi', type: 'AWS::Serverless::Api' },
  { event: 'HttpApi', reference: 'ApiId', id: 'ServerlessHttpApi', type: 'AWS::Serverless::HttpApi' },
] as const;

/** Resolves the properties of the resources that a template creates under its conditions, by id. */
export function resolveResources(
  template: Template,
  deployment: DeploymentContext,
  remarks: Remark[],
): ReadonlyMap<string, Resource> {
  const intrinsics = intrinsicFunctions(template, deployment);
  const resources = new Map<string, Resource>();
  for (const [id, raw] of template.resources) {
    if (!exists(id, raw, intrinsics, remarks)) continue;
    const properties = withGlobals(raw, template);
    resources.set(id, { id, type: raw.type, properties: intrinsics.resolve(properties) });
  }
  for (const { event, reference, id, type } of IMPLICIT_APIS) {
    const isCreated = [...resources.values()].some((resource) => hasEvent(resource, event, reference));
    const globals = template.globals.get(GLOBALS[type] ?? '');
    if (isCreated && !resources.has(id)) resources.set(id, { id, type, properties: intrinsics.resolve(globals ?? {}) });
  }
  for (const ids of referenceCycles(template)) {
    const path = ids.length > 8 ? [...ids.slice(0, 8), `… (${ids.length} in all)`] : ids;
    remarks.push({
      kind: 'note',
      at: `${ids[0]}`,
      message: `is part of a reference cycle: ${[...path, ids[0]].join(' → ')}`,
    });
  }
  for (const name of template.macros) {
    remarks.push({
      kind: 'unresolved',
      at: 'Transform',
      message: `the macro ${name} is not run, so what it adds is missing`,
    });
  }
  return resources;
}

function exists(id: string, { condition }: RawResource, { holds }: IntrinsicFunctions, remarks: Remark[]): boolean {
  if (condition === undefined) return true;
  const isTrue = holds(condition);
  if (isTrue === false) {
    remarks.push({ kind: 'note', at: id, message: `is not created: its condition ${condition} is false` });
  } else if (isTrue === undefined) {
    remarks.push({ kind: 'unresolved', at: id, message: `its condition ${condition} is not known, so it is kept` });
  }
  return isTrue !== false;
}

/** Merges a resource's own properties into SAM's Globals: maps are merged, lists are concatenated. */
function withGlobals({ type, properties }: RawResource, { globals }: Template): unknown {
  const section = globals.get(GLOBALS[type] ?? '');
  return section === undefined ? properties : merged(section, properties, 0);
}

function merged(base: unknown, own: unknown, depth: number): unknown {
  if (own === undefined) return base;
  if (Array.isArray(base) && Array.isArray(own)) return depth === 1 ? ownList(base, own) : own;
  if (!isMap(base) || !isMap(own) || isIntrinsic(base) || isIntrinsic(own) || depth > 10) return own;
  const keys = new Set([...Object.keys(base), ...Object.keys(own)]);
  return Object.fromEntries([...keys].map((key) => [key, merged(entry(base, key), entry(own, key), depth + 1)]));
}

/** Concatenates lists as SAM does; the resource's own entries come first, because of `Architectures` only the first counts. */
function ownList(base: readonly unknown[], own: readonly unknown[]): unknown[] {
  return [...own, ...base];
}

function isIntrinsic(value: object): boolean {
  const [key, ...more] = Object.keys(value);
  return more.length === 0 && (key === 'Ref' || key?.startsWith('Fn::') === true);
}

function hasEvent({ properties }: Resource, type: string, reference: string): boolean {
  const events = entry(properties, 'Events');
  return (isMap(events) ? Object.values(events) : []).some(
    (event) => entry(event, 'Type') === type && entry(entry(event, 'Properties'), reference) === undefined,
  );
}
