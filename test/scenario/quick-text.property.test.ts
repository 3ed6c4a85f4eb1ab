import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument, stringify } from 'yaml';
import { quickValue } from '../../src/scenario/quick-text.js';
import { readSourceText } from '../../src/scenario/source-text.js';
import { runs } from '../property-runs.js';

describe('the quick reader reads what the reader with places reads', () => {
  it.each(readdirSync('scenarios').filter((file) => file.endsWith('.yaml')))('in %s', (file) => {
    const text = readFileSync(`scenarios/${file}`, 'utf8');
    expect(quickValue(text)).toEqual({ value: readSourceText(text).value });
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
        const quick = quickValue(text);
        if (quick !== undefined) expect(quick.value).toEqual(readSourceText(text).value);
      }),
      runs(2000),
    );
  });

  /** The reader with places takes a comment with a quote in it, within brackets, for a key of several lines. */
  function isMistakenAtComment(text: string): boolean {
    const { errors } = parseDocument(text);
    return errors.some(({ code }) => code === 'MULTILINE_IMPLICIT_KEY') && /#[^\n]*["']/.test(text);
  }

  const plain = fc.stringMatching(/^[-+.~0-9a-fxoEeNn_:'"#,{}[\]|>?%@& \n]{0,12}$/);

  it('for any word, or leaves it to the other', () => {
    fc.assert(
      fc.property(plain, (word) => {
        const text = `name: ${word}\nother: [${word}]\n`;
        const quick = quickValue(text);
        if (quick !== undefined && !isMistakenAtComment(text)) expect(quick.value).toEqual(readSourceText(text).value);
      }),
      runs(5000),
    );
  });
});
