/** Thrown while a plan is made where something depends on an input in a way that no plan follows. */
export class NotPlanned extends Error {}

/** The object, refusing to show some of its fields: what never reads them does not depend on them. */
export function withoutFields<T extends object>(of: T, hidden: ReadonlySet<string>): T {
  if (hidden.size === 0) return of;
  return new Proxy(of, {
    get(target, key) {
      if (typeof key === 'string' && hidden.has(key)) throw new NotPlanned(`${key} is an input`);
      return Reflect.get(target, key);
    },
  });
}

/** The object with its keys only. */
export function keysOnly<T extends object>(of: T): T {
  return withoutFields(of, new Set(Object.keys(of)));
}

/** What a step of planning makes, or undefined where it met something that no plan follows. */
export function ifPlanned<T>(step: () => T): T | undefined {
  try {
    return step();
  } catch (error) {
    if (error instanceof NotPlanned) return undefined;
    throw error;
  }
}
