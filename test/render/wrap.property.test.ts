import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { wrap } from '../../src/render/wrap.js';
import { runs } from '../property-runs.js';

const word = fc.oneof(
  fc.stringMatching(/^[a-z.,:]{1,12}$/),
  fc.constantFrom('', '価格表', 'e\u0301', '\u212B', '👩‍👩‍👧', 'https://aws.amazon.com/lambda/pricing/', 'naïve', '½'),
);
const text = fc.array(word, { maxLength: 20 }).map((words) => words.join(' '));
const place = fc.record({ width: fc.integer({ min: 8, max: 60 }), indent: fc.constantFrom('', '  ', '    ') });

describe('wrapped text', () => {
  it('fits its width, indented from the second line on', () => {
    fc.assert(
      fc.property(text, place, (of, { width, indent }) => {
        const [, ...others] = wrap(of, width, indent).split('\n');
        for (const line of wrap(of, width, indent).split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(width);
        for (const line of others) expect(line.startsWith(indent) && line[indent.length] !== ' ').toBe(true);
      }),
      runs(2000),
    );
  });

  it('has all its characters, in their order', () => {
    fc.assert(
      fc.property(text, place, (of, { width, indent }) => {
        const characters = (shown: string) => shown.normalize().replace(/\s/g, '');
        expect(characters(wrap(of, width, indent))).toBe(characters(of));
      }),
      runs(2000),
    );
  });

  it('is broken at blanks alone where its words fit', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,6}$/)), place, (words, { width, indent }) => {
        expect(wrap(words.join(' '), width + indent.length, indent).split(/\s+/)).toEqual(
          words.length === 0 ? [''] : words,
        );
      }),
      runs(1000),
    );
  });
});
