import { entry, isMap, Reference, type Template, Unresolved, type Value } from './template.js';

/** The inputs of a deployment beside the template. */
export interface DeploymentContext {
  readonly region: string;
  /** Values of parameters instead of their defaults. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** Evaluates the intrinsic functions of one template. */
export interface IntrinsicFunctions {
  /** The value of a property; parts that cannot be known are `Unresolved`, also inside lists and maps. */
  resolve(raw: unknown): Value;
  /** Whether a condition is true; undefined when that cannot be known. */
  holds(condition: string): boolean | undefined;
}

/** The deepest nesting that is evaluated. */
const MAX_DEPTH = 120;

/** Prepares the evaluation of a template in a region, with the given parameters. */
export function intrinsicFunctions(template: Template, deployment: DeploymentContext): IntrinsicFunctions {
  const context: Context = { template, deployment, conditions: new Map(), evaluating: new Set() };
  return {
    resolve: (raw) => resolve(raw, context, 0),
    holds: (condition) => holds(condition, context, 0),
  };
}

interface Context {
  readonly template: Template;
  readonly deployment: DeploymentContext;
  readonly conditions: Map<string, boolean | undefined>;
  /** Conditions in evaluation: one that depends on itself is unknown. */
  readonly evaluating: Set<string>;
}

type Function = (argument: unknown, context: Context, depth: number) => Value;

function resolve(raw: unknown, context: Context, depth: number): Value {
  if (depth > MAX_DEPTH) return new Unresolved('it is nested too deeply');
  if (Array.isArray(raw)) {
    return raw.map((item) => resolve(item, context, depth + 1)).filter((item) => item !== undefined);
  }
  if (!isMap(raw)) return dynamic(raw);
  const [key, ...more] = Object.keys(raw);
  if (key !== undefined && more.length === 0) {
    const apply = Object.hasOwn(FUNCTIONS, key) ? FUNCTIONS[key] : undefined;
    if (apply !== undefined) return apply(raw[key], context, depth + 1);
    if (key.startsWith('Fn::')) return new Unresolved(`${key} needs more than the template`);
  }
  const entries = Object.entries(raw).map(([name, value]) => [name, resolve(value, context, depth + 1)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** Text that CloudFormation fills in when it deploys: `{{resolve:ssm:…}}`. */
function dynamic(raw: unknown): Value {
  if (typeof raw === 'string' && raw.includes('{{resolve:')) {
    return new Unresolved('a dynamic reference is filled in at deployment');
  }
  return raw as Value;
}

const FUNCTIONS: Readonly<Record<string, Function>> = {
  Ref: (name, context) => reference(`${name}`, context),
  'Fn::GetAtt': (path) => {
    const [resource, attribute] = Array.isArray(path) ? path : `${path}`.split(/\.(.*)/s, 2);
    return new Reference(`${resource}`, `${attribute ?? ''}`);
  },
  'Fn::Sub': substitute,
  'Fn::Join': (argument, context, depth) => {
    const [separator, list] = Array.isArray(argument) ? argument : [];
    const parts = resolve(list, context, depth);
    return Array.isArray(parts) && typeof separator === 'string' ? joined(parts, separator) : unknownArgument('Join');
  },
  'Fn::If': (argument, context, depth) => {
    const [condition, then, otherwise] = Array.isArray(argument) ? argument : [];
    const isTrue = holds(`${condition}`, context, depth);
    if (isTrue === undefined) return new Unresolved(`the condition ${condition} is not known`);
    return resolve(isTrue ? then : otherwise, context, depth);
  },
  'Fn::FindInMap': (argument, context, depth) => {
    const keys = (Array.isArray(argument) ? argument : []).slice(0, 3).map((key) => resolve(key, context, depth));
    const [map, first, second] = keys.map((key) =>
      typeof key === 'string' || typeof key === 'number' ? `${key}` : '',
    );
    const found = entry(entry(context.template.mappings.get(map ?? ''), first ?? ''), second ?? '');
    if (found !== undefined) return resolve(found, context, depth);
    return keys.find((key) => key instanceof Unresolved) ?? new Unresolved(`no mapping ${map}.${first}.${second}`);
  },
  'Fn::Select': (argument, context, depth) => {
    const [index, list] = Array.isArray(argument) ? argument : [];
    const [at, from] = [resolve(index, context, depth), resolve(list, context, depth)];
    if (from instanceof Unresolved) return from;
    const found = Array.isArray(from) ? from[Number(at)] : undefined;
    return found ?? unknownArgument('Select');
  },
  'Fn::Split': (argument, context, depth) => {
    const [separator, text] = Array.isArray(argument) ? argument : [];
    const from = resolve(text, context, depth);
    return typeof from === 'string' ? from.split(`${separator}`) : unknownArgument('Split');
  },
  'Fn::Base64': (argument, context, depth) => resolve(argument, context, depth),
  'Fn::Length': (argument, context, depth) => {
    const list = resolve(argument, context, depth);
    return Array.isArray(list) ? list.length : unknownArgument('Length');
  },
  'Fn::ToJsonString': (argument, context, depth) => {
    const value = resolve(argument, context, depth);
    return isMap(value) || Array.isArray(value) ? JSON.stringify(value) : unknownArgument('ToJsonString');
  },
};

function unknownArgument(name: string): Unresolved {
  return new Unresolved(`the argument of ${name} is not known`);
}

const NO_VALUE = 'AWS::NoValue';

/** A pseudo parameter, a parameter or a resource. */
function reference(name: string, { template, deployment }: Context): Value {
  const pseudo: Readonly<Record<string, Value>> = {
    'AWS::Region': deployment.region,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': 'stack',
    // Any digits do: only the rest of an ARN is read.
    'AWS::AccountId': '000000000000',
  };
  if (name === NO_VALUE) return undefined;
  if (Object.hasOwn(pseudo, name)) return pseudo[name];
  const given = deployment.parameters.get(name);
  const parameter = template.parameters.get(name);
  if (parameter !== undefined) return parameterValue(name, given, parameter);
  if (template.resources.has(name)) return new Reference(name);
  return new Unresolved(name.startsWith('AWS::') ? `${name} is known at deployment` : `nothing is named ${name}`);
}

function parameterValue(name: string, given: string | undefined, parameter: unknown): Value {
  const value = given ?? entry(parameter, 'Default');
  const type = `${entry(parameter, 'Type') ?? 'String'}`;
  if (value === undefined || type.startsWith('AWS::SSM::Parameter::Value')) {
    return new Unresolved(`parameter ${name} has no ${value === undefined ? 'default' : 'value in the template'}`);
  }
  const isList = type === 'CommaDelimitedList' || type.startsWith('List<');
  return isList && typeof value === 'string' ? value.split(',').map((part) => part.trim()) : (value as Value);
}

/** Replaces `${Name}`, `${Name.Attribute}` and the names in the map beside the text; `${!Literal}` stays. */
function substitute(argument: unknown, context: Context, depth: number): Value {
  const [text, names] = Array.isArray(argument) ? argument : [argument, {}];
  if (typeof text !== 'string') return unknownArgument('Sub');
  const parts = text.split(/(\$\{[^}]*\})/).map((part): Value => {
    const name = /^\$\{([^!}][^}]*)\}$/.exec(part)?.[1]?.trim();
    if (name === undefined) return part.replace(/^\$\{!/, '${');
    const own = entry(names, name);
    if (own !== undefined) return resolve(own, context, depth);
    const [resource, attribute] = name.split(/\.(.*)/s, 2);
    return attribute === undefined ? reference(name, context) : new Reference(`${resource}`, attribute);
  });
  return joined(
    parts.filter((part) => part !== ''),
    '',
  );
}

/** Joins known parts to text; a single reference stays a reference, so that its resource is still known. */
function joined(parts: readonly Value[], separator: string): Value {
  const [only] = parts;
  if (parts.length === 1 && only instanceof Reference) return only;
  const texts: string[] = [];
  for (const part of parts) {
    if (part instanceof Unresolved) return part;
    if (part instanceof Reference) texts.push(`\${${part.resource}}`);
    else if (typeof part === 'object' && part !== null) return new Unresolved('a list is used as text');
    else texts.push(`${part ?? ''}`);
  }
  return texts.join(separator);
}

/** @returns undefined for a condition that is missing, depends on itself or on a value that is not known */
function holds(name: string, context: Context, depth: number): boolean | undefined {
  if (context.conditions.has(name)) return context.conditions.get(name);
  const raw = context.template.conditions.get(name);
  if (raw === undefined || context.evaluating.has(name) || depth > MAX_DEPTH) return undefined;
  context.evaluating.add(name);
  const value = truth(raw, context, depth + 1);
  context.evaluating.delete(name);
  context.conditions.set(name, value);
  return value;
}

function truth(raw: unknown, context: Context, depth: number): boolean | undefined {
  if (!isMap(raw) || depth > MAX_DEPTH) return undefined;
  const all = (key: string) => {
    const list = entry(raw, key);
    return (Array.isArray(list) ? list : []).map((part) => truth(part, context, depth + 1));
  };
  if ('Condition' in raw) return holds(`${raw.Condition}`, context, depth);
  if ('Fn::Not' in raw) {
    const [inner] = all('Fn::Not');
    return inner === undefined ? undefined : !inner;
  }
  if ('Fn::And' in raw) return every(all('Fn::And'), true);
  if ('Fn::Or' in raw) return every(all('Fn::Or'), false);
  const equals = entry(raw, 'Fn::Equals');
  if (!Array.isArray(equals)) return undefined;
  const [left, right] = equals.map((side) => resolve(side, context, depth));
  const isKnown = [left, right].every((side) => ['string', 'number', 'boolean'].includes(typeof side));
  return isKnown ? `${left}` === `${right}` : undefined;
}

/** And (`wanted` true) or Or (`wanted` false) in three-valued logic: one deciding part is enough. */
function every(parts: readonly (boolean | undefined)[], wanted: boolean): boolean | undefined {
  if (parts.includes(!wanted)) return !wanted;
  return parts.includes(undefined) || parts.length === 0 ? undefined : wanted;
}
