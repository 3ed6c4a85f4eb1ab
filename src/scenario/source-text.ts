import { CORE_SCHEMA, mapTag } from 'js-yaml';
import { EstimatorError, type Problem } from '../model/errors.js';
import { type Path, pathText } from './path.js';
import { readYaml, type YamlSource } from './yaml-source.js';

/** Longest text read. */
const MAX_CHARACTERS = 1024 ** 2;

/** YAML 1.2; a key is text, so that `1: x` is not taken for the key "1". */
const SCHEMA = CORE_SCHEMA.withTags({
  ...mapTag,
  addPair: (map, key, value) =>
    typeof key === 'string' ? mapTag.addPair(map, key, value) : 'a key must be text: put it in quotes',
});

/** The text of a scenario, read. */
export interface SourceText extends YamlSource {
  /** Numbers that lost digits by being read. */
  readonly problems: readonly Problem[];
}

/**
 * Reads the YAML or JSON of a scenario.
 *
 * @throws EstimatorError `SCENARIO_INVALID` when the text has no single value: syntax, duplicate keys, several documents
 */
export function readSourceText(text: string): SourceText {
  if (text.length > MAX_CHARACTERS) throw refuse(`is ${text.length} characters long; at most 1 MiB is read`);
  const source = readYaml(text, { schema: SCHEMA, refuse });
  return { ...source, problems: inexactNumbers(source) };
}

/** Whole numbers above 2^53 have lost digits by the time they are numbers. */
function inexactNumbers(source: YamlSource): Problem[] {
  return unsafeNumbers(source.value, []).map(({ path, value }) => ({
    at: pathText(path),
    line: source.lineOf(path),
    message: Number.isFinite(value)
      ? `${source.textOf(path)} is above 2^53 and would be rounded`
      : `${source.textOf(path)} is not a finite number`,
  }));
}

function unsafeNumbers(value: unknown, path: Path): { readonly path: Path; readonly value: number }[] {
  if (typeof value === 'number') {
    const isExact = Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value));
    return isExact ? [] : [{ path, value }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    unsafeNumbers(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function refuse(message: string, at?: { readonly line: number; readonly message: string }): EstimatorError {
  return new EstimatorError(
    'SCENARIO_INVALID',
    `The scenario ${message}`,
    at === undefined
      ? 'See `crossover scenario new` for a complete example.'
      : 'Correct the YAML or JSON; `crossover scenario check` reads it again.',
    undefined,
    at === undefined ? [] : [{ at: '', ...at }],
  );
}
