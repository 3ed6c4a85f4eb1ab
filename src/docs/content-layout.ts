import type { DocumentFormat } from './document-format.js';
import type { Placeholder } from './placeholder.js';

/** Text allowed before an opening marker: indentation, quotation and list signs, which every line of the block repeats. */
const CONTAINER = /^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*$/;

const LAST_BREAK = /(?:\r\n?|\n)[ \t]*$/;

/** The problem of a block marker within a line. */
export const NOT_ON_ITS_OWN_LINE = {
  message: 'a block cannot begin in the middle of a line',
  hint: 'Put the marker on a line of its own; only crossover:value may be within a line.',
};

/**
 * Lays out the content of a block between its comments: with the line endings of the document, and indented or quoted like its
 * opening comment.
 *
 * @returns undefined where the opening comment has text before it
 */
export function layOutBlock(
  content: string,
  text: string,
  { open }: Placeholder,
  format: DocumentFormat,
): string | undefined {
  const prefix = prefixOf(text, open.start, format);
  if (prefix === undefined) return undefined;
  const newline = newlineAt(text, open.end);
  // Without a blank line Markdown and AsciiDoc would make one paragraph of a comment and a table.
  const spacing = format === 'html' ? [] : [''];
  const lines = [...spacing, ...content.split('\n'), ...spacing].map((line) => `${prefix}${line}`.trimEnd());
  return `${newline}${lines.join(newline)}${newline}${prefix}`;
}

/**
 * Lays out an inline value between its comments: in AsciiDoc, whose comments are lines, on a line of its own. Line breaks
 * around the old value are kept, because without a blank line the text after it could join another block.
 */
export function layOutInlineValue(
  content: string,
  text: string,
  { open, close, marker: { attribute } }: Placeholder,
  format: DocumentFormat,
): string {
  const newline = newlineAt(text, open.end);
  if (format === 'asciidoc') {
    return `${newline}${attribute === undefined ? content : `:${attribute}: ${content}`}${newline}`;
  }
  const old = text.slice(open.end, close.start);
  const [before = ''] = /^\s*/.exec(old) ?? [];
  // Without an old value the closing comment keeps its line.
  const [after = ''] = before === old ? (LAST_BREAK.exec(old) ?? []) : (/\s*$/.exec(old) ?? []);
  const kept = (blanks: string) => (/[\r\n]/.test(blanks) ? blanks : '');
  return `${kept(before)}${content}${kept(after)}`;
}

function prefixOf(text: string, start: number, format: DocumentFormat): string | undefined {
  let lineStart = start;
  while (lineStart > 0 && text[lineStart - 1] !== '\n' && text[lineStart - 1] !== '\r') lineStart -= 1;
  const before = text.slice(lineStart, start);
  if (format === 'html') return /^[ \t]*/.exec(before)?.[0] ?? '';
  return CONTAINER.test(before) ? before.replace(/[^\s>]/g, ' ') : undefined;
}

/** The next line ending, or else the first of the text. */
function newlineAt(text: string, offset: number): string {
  const ending = /\r\n?|\n/g;
  ending.lastIndex = offset;
  return (ending.exec(text) ?? /\r\n?|\n/.exec(text))?.[0] ?? '\n';
}
