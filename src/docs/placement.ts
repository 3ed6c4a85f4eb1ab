import type { DocumentFormat } from './document-format.js';
import type { Slot } from './slot.js';

/** What stands on the line before an opening marker, and may stand before every line of its block. */
const CONTAINER = /^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*$/;

const LAST_BREAK = /(?:\r\n?|\n)[ \t]*$/;

/** A block marker that stands where no block can. */
export const NOT_ON_ITS_OWN_LINE = {
  message: 'a block cannot begin in the middle of a line',
  hint: 'Put the marker on a line of its own; crossover:value stands within a line.',
};

/**
 * The content of a block as it stands between its comments, in the line endings of the document, indented or quoted as
 * its opening comment is.
 *
 * @returns undefined where the opening comment has text before it
 */
export function placeBlock(content: string, text: string, { open }: Slot, format: DocumentFormat): string | undefined {
  const prefix = prefixOf(text, open.start, format);
  if (prefix === undefined) return undefined;
  const newline = newlineAt(text, open.end);
  // Without a blank line Markdown and AsciiDoc would take a comment and a table for one paragraph.
  const spacing = format === 'html' ? [] : [''];
  const lines = [...spacing, ...content.split('\n'), ...spacing].map((line) => `${prefix}${line}`.trimEnd());
  return `${newline}${lines.join(newline)}${newline}${prefix}`;
}

/**
 * An inline value as it stands between its comments: in AsciiDoc, whose comments are lines, on a line of its own. Line
 * breaks around the old value stay: without a blank line the text after it might become part of another block.
 */
export function placeInline(
  content: string,
  text: string,
  { open, close, marker: { attribute } }: Slot,
  format: DocumentFormat,
): string {
  const newline = newlineAt(text, open.end);
  if (format === 'asciidoc') {
    return `${newline}${attribute === undefined ? content : `:${attribute}: ${content}`}${newline}`;
  }
  const old = text.slice(open.end, close.start);
  const [before = ''] = /^\s*/.exec(old) ?? [];
  // Where nothing stood yet, the closing comment stays on the line it is on.
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

/** The line ending that follows, or else the first of the text. */
function newlineAt(text: string, offset: number): string {
  const ending = /\r\n?|\n/g;
  ending.lastIndex = offset;
  return (ending.exec(text) ?? /\r\n?|\n/.exec(text))?.[0] ?? '\n';
}
