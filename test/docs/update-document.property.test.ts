import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentFormat } from '../../src/docs/document-format.js';
import { updateDocument } from '../../src/docs/update-document.js';
import { SOURCES } from './sources.js';

/** What a document may hold besides markers, also what may look like one. */
const TEXTS = [
  'Words and `code`.',
  '# Heading',
  '',
  '',
  '- item',
  '> quoted',
  '    indented',
  '```',
  '~~~',
  '----',
  '....',
  '|a|b|',
  '|-|-|',
  '<pre>',
  '</pre>',
  '<!-- a comment -->',
  '// a comment',
  '{/* a comment */}',
  'a ` lone tick',
  '$5, *not* _markup_ \\',
  'é 漢字 🎉 \u00a0',
];

const MARKERS = [
  'crossover:value plain.yaml Lambda monthlyUsd',
  'crossover:value shop.yaml "Four tasks" monthlyUsd workload=day format=per-year',
  'crossover:table shop.yaml',
  'crossover:lines plain.yaml Lambda',
  'crossover:assumptions plain.yaml',
];

const FORMS: Record<DocumentFormat, (words: string) => string> = {
  markdown: (words) => `<!-- ${words} -->`,
  html: (words) => `<!-- ${words} -->`,
  mdx: (words) => `{/* ${words} */}`,
  asciidoc: (words) => `// ${words}`,
};

const format = fc.constantFrom<DocumentFormat>('markdown', 'mdx', 'asciidoc', 'html');
const newline = fc.constantFrom('\n', '\r\n');
const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...TEXTS).map((text) => ({ text })) },
  {
    weight: 1,
    arbitrary: fc.record({ words: fc.constantFrom(...MARKERS), content: fc.constantFrom('', '?', '$9, my own') }),
  },
);

const document = fc
  .record({ format, newline, pieces: fc.array(piece, { maxLength: 12 }), mark: fc.constantFrom('', '\uFEFF') })
  .map(({ format: of, newline: end, pieces, mark }) => {
    const lines = pieces.flatMap((part) =>
      'text' in part ? [part.text] : [FORMS[of](part.words), part.content, FORMS[of]('/crossover')],
    );
    return { format: of, newline: end, text: `${mark}${lines.join(end)}${end}` };
  });

/** A document without the content of its markers, and without the closing comments. */
function outside(text: string, markers: RegExp): string {
  return text.replace(markers, '$1');
}

const BETWEEN: Record<DocumentFormat, RegExp> = {
  markdown: /(<!-- crossover:[^>]*-->)[\s\S]*?<!-- \/crossover[^>]*-->/g,
  html: /(<!-- crossover:[^>]*-->)[\s\S]*?<!-- \/crossover[^>]*-->/g,
  mdx: /(\{\/\* crossover:[^}]*\*\/\})[\s\S]*?\{\/\* \/crossover[^}]*\*\/\}/g,
  asciidoc: /(^\/\/ crossover:[^\r\n]*)[\s\S]*?^\/\/ \/crossover[^\r\n]*/gm,
};

describe('updating any document', () => {
  it('twice is the same as once, with and without force', async () => {
    await fc.assert(
      fc.asyncProperty(document, fc.boolean(), async ({ text, format: of }, force) => {
        const once = await updateDocument(text, SOURCES, { format: of, force });
        const twice = await updateDocument(once.text, SOURCES, { format: of, force });
        expect(twice.text).toBe(once.text);
        expect(twice.problems).toEqual(once.problems);
        if (force && once.problems.length === 0) {
          expect(twice.markers.filter(({ state }) => state !== 'current')).toEqual([]);
        }
      }),
    );
  });

  it('changes nothing outside its markers, nor its line endings', async () => {
    await fc.assert(
      fc.asyncProperty(document, async ({ text, format: of, newline: end }) => {
        const { text: after, problems } = await updateDocument(text, SOURCES, { format: of, force: true });
        if (problems.length > 0) expect(after).toBe(text);
        expect(outside(after, BETWEEN[of])).toBe(outside(text, BETWEEN[of]));
        expect(after.match(/(?<!\r)\n/) === null).toBe(end === '\r\n');
      }),
    );
  });

  it('never overwrites what a person wrote, unless forced', async () => {
    await fc.assert(
      fc.asyncProperty(document, fc.nat(), async ({ text, format: of }, at) => {
        const { text: written, markers, problems } = await updateDocument(text, SOURCES, { format: of, force: true });
        // Behind a closing tag that nothing opened, the blank lines of a block may turn a fence into one, and what follows into code.
        const { markers: found } = await updateDocument(written, SOURCES, { format: of });
        if (found.length !== markers.length) return;
        const filled = markers.filter(({ after }) => after.includes('$'));
        const marker = filled[at % Math.max(1, filled.length)];
        if (problems.length > 0 || marker === undefined) return;
        // The same value may be in several markers: the first one is changed.
        const edited = written.replace(marker.after, () => marker.after.replace('$', '€'));
        const after = await updateDocument(edited, SOURCES, { format: of });
        expect(after.text).toBe(edited);
        expect(after.markers.filter(({ state }) => state === 'edited')).toHaveLength(1);
      }),
    );
  });

  it('finds markers at all: the documents above are not empty of them', async () => {
    const documents = fc.sample(document, 200);
    const found = await Promise.all(
      documents.map(({ text, format: of }) => updateDocument(text, SOURCES, { format: of })),
    );
    expect(found.filter(({ markers, problems }) => markers.length > 0 && problems.length === 0).length).toBeGreaterThan(
      20,
    );
  });
});
