import { printable } from '../render/safe-text.js';
import type { BlockElement, MarkupWriter, TableElement } from './block-element.js';
import { addressOf } from './chart-file.js';

/** Text without any meaning in AsciiDoc, at the start of a line and within it. */
const PLAIN = /^(?:-?[$\p{L}\p{N}])(?:[\p{L}\p{N} .,;:()%$/@'"=×−–?!-])*$/u;
/** Plain characters with a meaning: lists, admonitions, attributes, dashes, arrows, signs and addresses. */
const NOT_PLAIN = /^(?:\d+\.|[A-Z]+:)|::|--|[-=]>|\((?:C|R|TM)\)|\.\.\.|:\/\/|\$\$|;;|@/u;

/** Writes AsciiDoc. Text that could be markup is put into `pass:c[…]`, which keeps it unchanged. */
export const asciidocWriter: MarkupWriter = {
  block: (elements) => elements.map(elementText).join('\n\n'),
  inline: asciidocText,
};

function asciidocText(text: string): string {
  const shown = printable(text);
  // A plus sign in front of an amount is common, and has an attribute of its own.
  const withoutPlus = shown.replaceAll('+', '');
  if (PLAIN.test(withoutPlus) && !NOT_PLAIN.test(withoutPlus)) return shown.replaceAll('+', '{plus}');
  return shown === '' ? '' : `pass:c[${shown.replaceAll(']', '\\]')}]`;
}

function elementText(element: BlockElement): string {
  switch (element.kind) {
    case 'table':
      return tableText(element);
    case 'chart':
      // Within quotes only quotes are markup.
      return `image::${addressOf(element)}["${printable(element.alternative).replaceAll('"', '\\"')}"]`;
    case 'paragraph':
      return asciidocText(element.text);
    case 'list':
      return element.items.map((item) => `* ${asciidocText(item)}`).join('\n');
  }
}

function tableText({ head, alignments, rows }: TableElement): string {
  const columns = alignments.map((alignment) => (alignment === 'right' ? '>' : '<')).join(',');
  // A bar would begin the next cell, also within pass:c[].
  const cell = (text: string) => `|${asciidocText(text).replaceAll('|', '\\|')}`;
  const body = rows.map((row) => row.map(cell).join('\n'));
  return [`[cols="${columns}",options="header"]`, '|===', head.map(cell).join(' '), '', body.join('\n\n'), '|==='].join(
    '\n',
  );
}
