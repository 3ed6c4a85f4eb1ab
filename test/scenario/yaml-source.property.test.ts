import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';
import { readSourceText } from '../../src/scenario/source-text.js';
import { runs } from '../property-runs.js';

/** What the reader of scenarios reads, or undefined where it refuses the text. */
function read(text: string): { value: unknown } | undefined {
  try {
    const { value, problems } = readSourceText(text);
    return problems.length === 0 ? { value } : undefined;
  } catch (error) {
    expect(error).toMatchObject({ code: 'SCENARIO_INVALID' });
    return undefined;
  }
}

/** What another library reads, or undefined where it finds a mistake. */
function readElsewhere(text: string): { value: unknown } | undefined {
  const documents = parseAllDocuments(text, { logLevel: 'silent' });
  const [document] = documents;
  if (document === undefined || documents.length > 1 || document.errors.length > 0) return undefined;
  try {
    return { value: document.toJS() };
  } catch {
    return undefined;
  }
}

describe('what is read is what another YAML library reads', () => {
  it.each(readdirSync('scenarios').filter((file) => file.endsWith('.yaml')))('in %s', (file) => {
    const text = readFileSync(`scenarios/${file}`, 'utf8');
    expect(read(text)).toEqual(readElsewhere(text));
    expect(read(text)).toBeDefined();
  });

  const name = fc.oneof(
    fc.string(),
    fc.constantFrom('requests', 'a b', '1', 'null', '~', '', 'yes', '__proto__', '<<'),
  );
  const scalar = fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.double(), fc.boolean(), fc.constant(null));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 4 }, scalar, fc.array(tie('value')), fc.dictionary(name, tie('value'))),
  }));
  const style = fc.record({
    collectionStyle: fc.constantFrom('any', 'flow', 'block'),
    defaultStringType: fc.constantFrom('PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_FOLDED', 'BLOCK_LITERAL'),
    indent: fc.constantFrom(1, 2, 4),
    lineWidth: fc.constantFrom(0, 20, 80),
  } as const);

  it('for any value however it is written', () => {
    fc.assert(
      fc.property(value, style, (of, options) => {
        const text = stringify(of, options as never);
        const own = read(text);
        if (own !== undefined) expect(own).toEqual(readElsewhere(text));
      }),
      runs(2000),
    );
  });

  const plain = fc.stringMatching(/^[-+.~0-9a-fxoEeNn_:'"#,{}[\]|>?%@& \n]{0,12}$/);

  it('for any word, where both take it', () => {
    fc.assert(
      fc.property(plain, (word) => {
        const text = `name: ${word}\nother: [${word}]\n`;
        const [own, other] = [read(text), readElsewhere(text)];
        if (own !== undefined && other !== undefined) expect(own).toEqual(other);
      }),
      runs(5000),
    );
  });
});

const PIECES = [
  ...['\n', '\n', '\n  ', '\n    ', '\u0085', '\u2028', '\u2029', '\uFEFF', '\t', ' ', '  '],
  ...['a', 'b', '1', '0x1F', '1e3', '2026-11-01', 'null', 'true', 'yes', '"q"', "'s'", '"\\u0041"', '""', '\\'],
  ...[': ', ':', '- ', '? ', ', ', '{', '}', '[', ']', '#', ' # c', '|', '>', '|2', '>-', '|+', '|-1\n'],
  ...['&x ', '*x', '<<: ', '!!str ', '!!int ', '!t ', '! ', '---', '--- ', '...', '%YAML 1.2\n---\n', '%TAG ! !\n'],
];

describe('a hostile text', () => {
  const hostile = fc
    .tuple(fc.constantFrom('', 'k: ', 'k:\n  ', '- ', '['), fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }))
    .map(([start, pieces]) => start + pieces.join(''));

  it('is the same with any ends of lines', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const end of ['\r\n', '\r']) expect(read(text.replaceAll('\n', end))).toEqual(read(text));
      }),
      runs(5000),
    );
  });

  it('has its values on lines of the text, in its order', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        if (read(text) === undefined || text.includes('*')) return;
        const source = readSourceText(text);
        const lines = pathsOf(source.value).map((path) => source.lineOf(path));
        expect(lines).toEqual([...lines].sort((a, b) => a - b));
        expect(lines.at(-1)).toBeLessThanOrEqual(text.split('\n').length);
      }),
      runs(5000),
    );
  });
});

function pathsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}
