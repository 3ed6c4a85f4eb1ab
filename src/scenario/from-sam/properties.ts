import { entry, Reference, type Remark, type Resource, Unresolved, type Value } from './template.js';

/** Reads the properties of one resource. A value that cannot be known is undefined, and gives one remark. */
export interface Properties {
  /** @param path keys with dots: `ScalingConfig.MaxSize` */
  number(path: string): number | undefined;
  text(path: string): string | undefined;
  /** Whether a switch is on: true, `true`, `ENABLED`, `Active`. */
  isOn(path: string): boolean;
  list(path: string): readonly Value[];
  /** A value of any kind; undefined when it is missing or not known. */
  value(path: string): Value;
  /** The resource that a property refers to. */
  target(path: string): string | undefined;
}

/** @param remarks receives a remark for each value that is not known */
export function propertiesOf({ id, properties }: Resource, remarks: Remark[]): Properties {
  const reported = new Set<string>();
  const unknown = (path: string, message: string) => {
    if (!reported.has(path)) remarks.push({ kind: 'unresolved', at: `${id}.${path}`, message });
    reported.add(path);
  };
  const value = (path: string): Value => {
    const found = valueAt(properties, path);
    if (!(found instanceof Unresolved)) return found;
    unknown(path, found.why);
    return undefined;
  };
  return {
    value,
    number: (path) => {
      const found = value(path);
      if (found === undefined || found === null) return undefined;
      const number =
        typeof found === 'number' || (typeof found === 'string' && found.trim() !== '') ? Number(found) : NaN;
      if (Number.isFinite(number)) return number;
      unknown(path, `${shown(found)} is not a number`);
      return undefined;
    },
    text: (path) => {
      const found = value(path);
      return typeof found === 'string' || typeof found === 'number' ? `${found}` : undefined;
    },
    isOn: (path) => /^(?:true|enabled|active|1)$/i.test(`${value(path) ?? ''}`),
    list: (path) => {
      const found = value(path);
      return Array.isArray(found) ? found : [];
    },
    target: (path) => targetOf(value(path)),
  };
}

/** The resource that a value refers to: a reference, or text that contains one, as `Sub` and `Join` make. */
export function targetOf(value: Value): string | undefined {
  return targetsOf(value)[0];
}

/** All resources that a value refers to; none for a value that is neither text nor a reference. */
export function targetsOf(value: Value): string[] {
  if (value instanceof Reference) return [value.resource];
  return typeof value === 'string' ? [...value.matchAll(/\$\{(\w+)\}/g)].map(([, id]) => `${id}`) : [];
}

function valueAt(value: Value, path: string): Value {
  let inner: Value = value;
  for (const key of path.split('.')) {
    if (inner instanceof Unresolved) return inner;
    inner = Array.isArray(inner) ? inner[Number(key)] : (entry(inner, key) as Value);
  }
  return inner;
}

function shown(value: Value): string {
  return value instanceof Reference ? `a reference to ${value.resource}` : JSON.stringify(value).slice(0, 60);
}
