import { type Document, isAlias, isMap, isScalar, LineCounter, type Node, parseAllDocuments, visit } from 'yaml';
import { EstimatorError, type Problem } from '../model/errors.js';
import { MAX_CHARACTERS } from './quick-text.js';
import { type Path, pathText } from './source-path.js';

/** Aliases may not multiply: a bomb of ten aliases of ten aliases stops here. */
const MAX_ALIASES = 100;

/** A YAML or JSON text with the place of everything in it. */
export interface SourceText {
  readonly value: unknown;
  /** Line of what stands at the path, or of the nearest thing above it; 1 is the first. */
  lineOf(path: Path): number;
  /** Numbers that were rounded by reading them, by their path. */
  readonly problems: readonly Problem[];
}

/**
 * Reads YAML or JSON (which is YAML) without losing where things stand.
 *
 * @throws EstimatorError `SCENARIO_INVALID` when the text has no single value: syntax, duplicate keys, several documents
 */
export function readSourceText(text: string): SourceText {
  if (text.length > MAX_CHARACTERS) throw unreadable(`is ${text.length} characters long; at most 1 MiB is read`);
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false });
  if (!Array.isArray(documents) || documents.length === 0) throw unreadable('is empty');
  const [document] = documents;
  if (document === undefined || documents.length > 1) throw unreadable(`holds ${documents.length} documents, not one`);
  const line = (offset: number) => lines.linePos(offset).line;
  if (document.errors.length > 0) {
    throw syntaxErrors(
      document.errors.map(({ code, message, pos }) => ({
        at: '',
        line: line(pos[0]),
        message: syntaxMessage(code, message, text.slice(pos[0])),
      })),
    );
  }
  refuseCircles(document, line);
  return {
    value: plainValue(document),
    lineOf: (path) => line(nodeAt(document, path)?.range?.[0] ?? 0),
    problems: roundedNumbers(document, line),
  };
}

function plainValue(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    throw unreadable(`cannot be expanded: ${firstLine((error as Error).message)}`);
  }
}

/** `&a [*a]` would be a value that holds itself. */
function refuseCircles(document: Document.Parsed, line: (offset: number) => number): void {
  visit(document, {
    Alias(_key, alias, ancestors) {
      const named = alias.resolve(document);
      if (named === undefined || !ancestors.includes(named)) return;
      const message = `*${alias.source} stands inside what it names`;
      throw syntaxErrors([{ at: '', line: line(alias.range?.[0] ?? 0), message }]);
    },
  });
}

/** The key or value node of a path; its nearest ancestor where it does not exist. */
function nodeAt(document: Document.Parsed, path: Path): Node | null {
  let node: Node | null = document.contents;
  for (const key of path) {
    const inner: unknown = isAlias(node) ? node.resolve(document) : node;
    if (isMap(inner)) {
      const pair = inner.items.find((item) => isScalar(item.key) && `${item.key.value}` === `${key}`);
      if (pair === undefined) return node;
      node = (pair.value ?? pair.key) as Node;
    } else {
      const next: unknown =
        document.getIn([], true) === inner
          ? document.getIn([key], true)
          : (inner as { get?: (key: unknown, keep: boolean) => unknown })?.get?.(key, true);
      if (next === undefined || next === null) return node;
      node = next as Node;
    }
  }
  return node;
}

/** Whole numbers above 2^53 have lost digits by the time they are numbers: found in the text. */
function roundedNumbers(document: Document.Parsed, line: (offset: number) => number): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Scalar(key, scalar, ancestors) {
      const { value, source = '', range } = scalar;
      if (key === 'key' || typeof value !== 'number' || Number.isSafeInteger(value)) return;
      if (Number.isFinite(value) && !Number.isInteger(value)) return;
      problems.push({
        at: pathText(pathOf([...ancestors], key)),
        line: line(range?.[0] ?? 0),
        message: Number.isFinite(value)
          ? `${source} is above 2^53 and would be rounded`
          : `${source} is not a finite number`,
      });
    },
  });
  return problems;
}

function pathOf(ancestors: readonly unknown[], last: unknown): Path {
  const path: (string | number)[] = [];
  ancestors.forEach((ancestor, index) => {
    const child = ancestors[index + 1];
    const items = (ancestor as { items?: unknown[] }).items;
    const key = (ancestor as { key?: { value?: unknown } }).key;
    if (key !== undefined) path.push(`${key.value}`);
    else if (items !== undefined && child !== undefined && (child as { key?: unknown }).key === undefined)
      path.push(items.indexOf(child));
  });
  return typeof last === 'number' ? [...path, last] : path;
}

function syntaxMessage(code: string, message: string, at: string): string {
  return code === 'DUPLICATE_KEY' ? `the key "${/^[^:\s]*/.exec(at)?.[0]}" stands twice` : firstLine(message);
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}

function unreadable(message: string): EstimatorError {
  return new EstimatorError(
    'SCENARIO_INVALID',
    `The scenario ${message}`,
    'See `crossover scenario new` for a complete example.',
  );
}

function syntaxErrors(problems: readonly Problem[]): EstimatorError {
  const [first] = problems;
  return new EstimatorError(
    'SCENARIO_INVALID',
    `The scenario cannot be read: line ${first?.line}: ${first?.message}`,
    'Correct the YAML or JSON; `crossover scenario check` reads it again.',
    undefined,
    problems,
  );
}
