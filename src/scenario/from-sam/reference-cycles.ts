import { isMap, type Template } from './template.js';

/** The deepest nesting that is searched for references. */
const MAX_DEPTH = 120;
/** No more cycles than this are reported. */
const MAX_CYCLES = 20;

/**
 * Finds cycles of references among resources, each once. CloudFormation refuses a template with a cycle; a scenario needs
 * no order, so a cycle is only reported.
 *
 * @returns ids in the order of reference
 */
export function referenceCycles(template: Template): string[][] {
  const next = new Map([...template.resources].map(([id, resource]) => [id, referencesOf(resource, template)]));
  const state = new Map<string, 'open' | 'done'>();
  const positions = new Map<string, number>();
  const found: string[][] = [];
  for (const start of next.keys()) {
    // Not recursive: a chain may have 500 resources.
    const path: { id: string; left: string[] }[] = [];
    const enter = (id: string) => {
      state.set(id, 'open');
      positions.set(id, path.length);
      path.push({ id, left: [...(next.get(id) ?? [])] });
    };
    if (!state.has(start)) enter(start);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const id = top.left.pop();
      if (id === undefined) {
        state.set(top.id, 'done');
        path.pop();
      } else if (!state.has(id)) enter(id);
      else if (state.get(id) === 'open') {
        found.push(path.slice(positions.get(id)).map((step) => step.id));
        if (found.length === MAX_CYCLES) return found;
      }
    }
  }
  return found;
}

/** Ids of the resources that a resource refers to with Ref, GetAtt, Sub or DependsOn. */
function referencesOf(resource: { properties: unknown; dependsOn: unknown }, template: Template): Set<string> {
  const ids = new Set<string>();
  const add = (id: unknown) => {
    if (typeof id === 'string' && template.resources.has(id)) ids.add(id);
  };
  const visit = (value: unknown, depth: number): void => {
    if (depth > MAX_DEPTH) return;
    if (Array.isArray(value)) for (const item of value) visit(item, depth + 1);
    if (!isMap(value)) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'Ref') add(inner);
      else if (key === 'Fn::GetAtt') add(Array.isArray(inner) ? inner[0] : `${inner}`.split('.')[0]);
      else if (key === 'Fn::Sub') {
        const text = Array.isArray(inner) ? inner[0] : inner;
        for (const [, name] of `${text}`.matchAll(/\$\{([^!}.]+)/g)) add(name);
      }
      visit(inner, depth + 1);
    }
  };
  visit(resource.properties, 0);
  for (const id of Array.isArray(resource.dependsOn) ? resource.dependsOn : [resource.dependsOn]) add(id);
  return ids;
}
