/** The value of a property once its intrinsic functions are evaluated. */
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

/** A value that does not follow from the template alone, and why. */
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
  /** Macros, which CloudFormation would run; they are only reported. */
  readonly macros: readonly string[];
}

/** One resource as written. */
export interface RawResource {
  readonly type: string;
  readonly condition: string | undefined;
  readonly properties: unknown;
  readonly dependsOn: unknown;
}

/** One resource with its properties resolved. */
export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly properties: Value;
}

/** Something the reader of the scenario has to know. */
export interface Remark {
  /** left-out: a cost that is not in the scenario; unresolved: a default is used; tell: usage that the user has to give. */
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

/** The value of a map's own key; undefined for anything that is not a map. */
export function entry(value: unknown, key: string): unknown {
  return isMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
