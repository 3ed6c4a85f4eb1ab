import { printable } from '../render/safe-text.js';
import { addressOf } from './chart-file.js';
import type { MarkupWriter, Part, TablePart } from './part.js';

/** Text that means nothing but itself in AsciiDoc, at the start of a line and within it. */
const PLAIN = /^(?:-?[$\p{L}\p{N}])(?:[\p{L}\p{N} .,;:()%$/@'"=×−–?!-])*$/u;
/** Lists, admonitions, attributes, dashes, arrows, signs and addresses that plain characters make. */
const NOT_PLAIN = /^(?:\d+\.|[A-Z]+:)|::|--|[-=]>|\((?:C|R|TM)\)|\.\.\.|:\/\/|\$\$|;;|@/u;

/** AsciiDoc. What could be markup stands in `pass:c[…]`, which takes it as it is. */
export const asciidocWriter: MarkupWriter = {
  block: (parts) => parts.map(partText).join('\n\n'),
  inline: asciidocText,
};

function asciidocText(text: string): string {
  const shown = printable(text);
  // A plus sign in front of an amount is common, and has a name.
  const withoutPlus = shown.replaceAll('+', '');
  if (PLAIN.test(withoutPlus) && !NOT_PLAIN.test(withoutPlus)) return shown.replaceAll('+', '{plus}');
  return shown === '' ? '' : `pass:c[${shown.replaceAll(']', '\\]')}]`;
}

function partText(part: Part): string {
  switch (part.kind) {
    case 'table':
      return tableText(part);
    case 'chart':
      // Quotes hold the text together; nothing in it is markup but they.
      return `image::${addressOf(part)}["${printable(part.alternative).replaceAll('"', '\\"')}"]`;
    case 'paragraph':
      return asciidocText(part.text);
    case 'list':
      return part.items.map((item) => `* ${asciidocText(item)}`).join('\n');
  }
}

function tableText({ head, alignments, rows }: TablePart): string {
  const columns = alignments.map((alignment) => (alignment === 'right' ? '>' : '<')).join(',');
  // A bar would begin the next cell, also within pass:c[].
  const cell = (text: string) => `|${asciidocText(text).replaceAll('|', '\\|')}`;
  const body = rows.map((row) => row.map(cell).join('\n'));
  return [`[cols="${columns}",options="header"]`, '|===', head.map(cell).join(' '), '', body.join('\n\n'), '|==='].join(
    '\n',
  );
}
