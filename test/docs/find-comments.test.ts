import { describe, expect, it } from 'vitest';
import type { DocumentFormat } from '../../src/docs/document-format.js';
import { findComments } from '../../src/docs/find-comments.js';

/** Lines of the markers that are found. */
function lines(format: DocumentFormat, text: string): number[] {
  return findComments(text, format).comments.map(({ line }) => line);
}

const M = '<!-- crossover:table a.yaml -->';
const X = '{/* crossover:table a.yaml */}';
const A = '// crossover:table a.yaml';

describe('markers in verbatim text are text', () => {
  it.each<[string, DocumentFormat, string]>([
    ['a fence', 'markdown', `\`\`\`md\n${M}\n\`\`\``],
    ['a fence of tildes', 'markdown', `~~~\n${M}\n\`\`\`\n${M}\n~~~`],
    ['a longer fence around a shorter one', 'markdown', `\`\`\`\`\n\`\`\`\n${M}\n\`\`\`\n${M}\n\`\`\`\``],
    ['a fence that does not end', 'markdown', `\`\`\`\n${M}\n\n${M}`],
    ['a fence in a list in a quotation', 'markdown', `> - item\n>\n>   \`\`\`\n>   ${M}\n>   \`\`\``],
    ['a fence after CRLF', 'markdown', `text\r\n\r\n\`\`\`\r\n${M}\r\n\`\`\`\r\n`],
    ['indented code', 'markdown', `text\n\n    ${M}\n`],
    ['code indented by a tab', 'markdown', `text\n\n\t${M}\n`],
    ['indented code in a list', 'markdown', `- item\n\n      ${M}\n`],
    ['a code span', 'markdown', `Write \`${M}\` here.`],
    ['a code span of two ticks over two lines', 'markdown', `Write \`\` \`x\nas ${M} \`\` here.`],
    ['a code span in a cell', 'markdown', `| a | b |\n|---|---|\n| \`${M}\` | c |`],
    ['an escaped sign', 'markdown', `Write \\${M} here.`],
    ['pre', 'markdown', `<pre>\n${M}\n</pre>`],
    ['a marker within another comment', 'markdown', `<!-- as in\n{/* crossover:table a.yaml */} -->`],
    ['a fence', 'mdx', `\`\`\`md\n${X}\n\`\`\``],
    ['a fence within JSX', 'mdx', `<div>\n\`\`\`md\n${X}\n\`\`\`\n</div>`],
    ['a code span', 'mdx', `Write \`${X}\` here.`],
    ['a listing', 'asciidoc', `----\n${A}\n----`],
    ['a literal block with a listing in it', 'asciidoc', `....\n----\n${A}\n....`],
    ['a passthrough', 'asciidoc', `++++\n${A}\n++++`],
    ['a comment block', 'asciidoc', `////\n${A}\n////`],
    ['a fence', 'asciidoc', `\`\`\`yaml\n${A}\n\`\`\``],
    ['a source paragraph', 'asciidoc', `[source,yaml]\nname: x\n${A}\n`],
    ['an indented line', 'asciidoc', ` ${A}\n`],
    ['pre', 'html', `<pre><b>${M}</b></pre>`],
    ['script', 'html', `<SCRIPT type="x">${M}</SCRIPT >`],
    ['a text area', 'html', `<textarea>${M}</textarea>`],
    ['a script that does not end', 'html', `<script>${M}`],
  ])('%s (%s)', (_name, format, text) => {
    expect(findComments(text, format)).toEqual({ comments: [], problems: [] });
  });
});

describe('markers are found', () => {
  it.each<[string, DocumentFormat, string, number[]]>([
    ['on lines of their own and within a line', 'markdown', `# a\n\n${M}\n\nb ${M} c ${M}\n`, [3, 5, 5]],
    ['in the middle of a paragraph', 'markdown', `a\nb ${M}\nc ${M}`, [2, 3]],
    ['after CRLF and CR', 'markdown', `a\r\n\r\n${M}\r\r${M}`, [3, 5]],
    ['behind a fence', 'markdown', `\`\`\`\n${M}\n\`\`\`\n${M}`, [4]],
    ['behind a backtick that opens nothing', 'markdown', `a \` b ${M}`, [1]],
    [
      'in lists, quotations, headings and cells',
      'markdown',
      `- ${M}\n\n> ${M}\n\n# a ${M}\n\n|a|\n|-|\n|${M}|`,
      [1, 3, 5, 9],
    ],
    ['beside a lone backtick in another cell', 'markdown', `|a|b|\n|-|-|\n|\`|${M}\`|`, [3]],
    ['indented in a list, where it is no code', 'markdown', `1. a\n\n   b\n\n    ${M}`, [5]],
    ['in HTML', 'markdown', `<div>\n${M}\n</div>`, [2]],
    ['without blanks, over lines', 'markdown', '<!--crossover:table\na.yaml-->', [1]],
    ['indented, where MDX has no code', 'mdx', `a\n\n    ${X}\n`, [3]],
    ['within JSX', 'mdx', `<div>\n  {/*crossover:table a.yaml*/}\n</div>`, [2]],
    ['behind a listing', 'asciidoc', `----\n${A}\n----\n${A}\n//crossover:table b`, [4, 5]],
    ['behind a source paragraph', 'asciidoc', `[source]\nx\n\n${A}`, [4]],
    ['anywhere in HTML', 'html', `<!doctype html>\n<p>${M}<td>${M}\n<pre></pre>${M}`, [2, 2, 3]],
  ])('%s (%s)', (_name, format, text, expected) => {
    expect(lines(format, text)).toEqual(expected);
    expect(findComments(text, format).problems).toEqual([]);
  });

  it('but not comments that only begin alike', () => {
    expect(lines('markdown', '<!-- crossover is fun --> <!-- /crossovers --> <!-- a crossover:table b -->')).toEqual(
      [],
    );
  });
});

describe('a comment that cannot be read is said', () => {
  it.each<[string, DocumentFormat, string, RegExp]>([
    ['it does not end', 'markdown', 'a\n\n<!-- crossover:table a.yaml\n\nb', /does not end/],
    ['it does not end', 'html', 'a\n\n<!-- crossover:table a.yaml\n\nb', /does not end/],
    ['it is HTML in MDX, which MDX refuses', 'mdx', `a\n\n${M}`, /another kind of document/],
  ])('%s (%s)', (_name, format, text, message) => {
    expect(findComments(text, format).problems).toEqual([
      { line: 3, message: expect.stringMatching(message), hint: expect.stringContaining('crossover:table FILE') },
    ]);
  });
});

it('a document nested without end is looked through, as deep as Markdown goes', () => {
  expect(lines('markdown', `${'> '.repeat(20_000)}${M}\n\n${M}\n`)).toContain(3);
});
