import type { Rule } from './rules.js';
import { importsOf, type SourceFile } from './source-files.js';

/** By file, the files it imports, and whether only types of them. */
type ImportGraph = ReadonlyMap<string, Map<string, boolean>>;

/**
 * No file reaches itself through imports, types included. Of each circle the import to turn is named: one of types if
 * there is one, because a type moves most easily into a file below both.
 */
export const importsFormNoCircle: Rule = (files) => {
  const graph = importGraph(files);
  const found: string[] = [];
  for (const path of graph.keys()) {
    for (let circle = circleThrough(path, graph); circle !== undefined; circle = circleThrough(path, graph)) {
      const [from, to] = importToTurn(circle, graph);
      found.push(`${from}: turn the import of ${to}; circle: ${circle.join(' > ')}`);
      // Without that import the next circle shows.
      graph.get(from)?.delete(to);
    }
  }
  return found;
};

function importGraph(files: readonly SourceFile[]): ImportGraph {
  return new Map(
    files.map((file) => {
      const imported = new Map<string, boolean>();
      for (const { path, typeOnly } of importsOf(file)) {
        if (path !== undefined) imported.set(path, typeOnly && (imported.get(path) ?? true));
      }
      return [file.path, imported];
    }),
  );
}

/** The shortest way from a file back to itself, both ends included. */
function circleThrough(path: string, graph: ImportGraph): string[] | undefined {
  const chains = [[path]];
  const seen = new Set<string>();
  for (const chain of chains) {
    for (const next of graph.get(chain.at(-1) ?? path)?.keys() ?? []) {
      if (next === path) return [...chain, path];
      if (seen.has(next)) continue;
      seen.add(next);
      chains.push([...chain, next]);
    }
  }
  return undefined;
}

function importToTurn(circle: readonly string[], graph: ImportGraph): readonly [from: string, to: string] {
  const imports = circle.slice(1).map((to, index) => [circle[index] as string, to] as const);
  const ofTypes = imports.find(([from, to]) => graph.get(from)?.get(to) === true);
  return ofTypes ?? (imports.at(-1) as readonly [string, string]);
}
