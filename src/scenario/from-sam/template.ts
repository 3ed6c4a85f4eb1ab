/** What a property holds once intrinsic functions are worked out. */
export type Value =
  | string
  | number
  | boolean
  | null
  | undefined
  | Reference
  | Unresolved
  | readonly Value[]
  | { readonly [key: string]: Value };

/** Points at another resource of the template: `!Ref Queue`, `!GetAtt Queue.Arn`. */
export class Reference {
  constructor(
    readonly resource: string,
    readonly attribute?: string,
  ) {}
}

/** What cannot be known from the template alone, and why. */
export class Unresolved {
  constructor(readonly why: string) {}
}

/** The parts of a template, as written: intrinsic functions are maps of one key, `Ref` or `Fn::…`. */
export interface Template {
  readonly description: string | undefined;
  readonly parameters: ReadonlyMap<string, unknown>;
  readonly mappings: ReadonlyMap<string, unknown>;
  readonly conditions: ReadonlyMap<string, unknown>;
  /** SAM's Globals, by section: `Function`, `Api`, … */
  readonly globals: ReadonlyMap<string, unknown>;
  readonly resources: ReadonlyMap<string, RawResource>;
  /** What CloudFormation would replace before it reads the rest; nothing here does. */
  readonly macros: readonly string[];
}

/** One resource as written. */
export interface RawResource {
  readonly type: string;
  readonly condition: string | undefined;
  readonly properties: unknown;
  readonly dependsOn: unknown;
}

/** One resource with its properties worked out. */
export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly properties: Value;
}

/** Something a reader of the scenario has to know. */
export interface Remark {
  /** left-out: costs something, and is not in the scenario; unresolved: a default stands in; tell: usage to be given. */
  readonly kind: 'left-out' | 'unresolved' | 'tell' | 'note';
  /** Logical id, or the place in the template. */
  readonly at: string;
  readonly message: string;
}

/** Whether a value is a map with keys. */
export function isMap(value: unknown): value is { readonly [key: string]: Value } {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Reference) &&
    !(value instanceof Unresolved)
  );
}

/** A key of a map, of nothing else, and never an inherited one. */
export function entry(value: unknown, key: string): unknown {
  return isMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
