import stringWidth from 'string-width';
import { markdownText } from '../render/safe-text.js';
import type { Alignment, BlockElement, MarkupWriter, TableElement } from './block-element.js';
import { addressOf } from './chart-file.js';

/**
 * Writes GitHub Markdown and MDX. Tables are padded as prettier pads them, so that a formatter does not change them. A dollar
 * sign in an inline value is not escaped, because alone it is no markup.
 */
export const markdownWriter: MarkupWriter = {
  block: (elements) => elements.map(elementText).join('\n\n'),
  inline: (text) => markdownText(text).replaceAll('\\$', '$'),
};

function elementText(element: BlockElement): string {
  switch (element.kind) {
    case 'table':
      return tableText(element);
    case 'chart':
      return `![${markdownText(element.alternative)}](${addressOf(element)})`;
    case 'paragraph':
      return lineText(element.text);
    case 'list':
      return element.items.map((item) => `- ${lineText(item)}`).join('\n');
  }
}

/** Escapes the start of a line that would make it a list or a heading. */
function lineText(text: string): string {
  return markdownText(text)
    .replace(/^([-+=:])/, '\\$1')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}

function tableText({ head, alignments, rows }: TableElement): string {
  const cells = [head, ...rows].map((row) => row.map(markdownText));
  const widths = alignments.map((_, column) => Math.max(3, ...cells.map((row) => stringWidth(row[column] ?? ''))));
  const [first = [], ...rest] = cells.map((row) =>
    row.map((cell, column) => aligned(cell, widths[column] ?? 3, alignments[column] ?? 'left')),
  );
  const rule = widths.map((width, column) =>
    alignments[column] === 'right' ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  );
  return [first, rule, ...rest].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function aligned(cell: string, width: number, alignment: Alignment): string {
  const blanks = ' '.repeat(width - stringWidth(cell));
  return alignment === 'right' ? `${blanks}${cell}` : `${cell}${blanks}`;
}
