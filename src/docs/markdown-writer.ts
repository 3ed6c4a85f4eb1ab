import stringWidth from 'string-width';
import { markdownText } from '../render/safe-text.js';
import { addressOf } from './chart-file.js';
import type { Alignment, MarkupWriter, Part, TablePart } from './part.js';

/**
 * GitHub Markdown, and MDX. Tables are padded as prettier pads them, so that a formatter leaves them alone.
 *
 * An inline value stands as it is but for what is markup: a lone dollar sign is none.
 */
export const markdownWriter: MarkupWriter = {
  block: (parts) => parts.map(partText).join('\n\n'),
  inline: (text) => markdownText(text).replaceAll('\\$', '$'),
};

function partText(part: Part): string {
  switch (part.kind) {
    case 'table':
      return tableText(part);
    case 'chart':
      return `![${markdownText(part.alternative)}](${addressOf(part)})`;
    case 'paragraph':
      return lineText(part.text);
    case 'list':
      return part.items.map((item) => `- ${lineText(item)}`).join('\n');
  }
}

/** A line that does not turn into a list or a heading by how it begins. */
function lineText(text: string): string {
  return markdownText(text)
    .replace(/^([-+=:])/, '\\$1')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}

function tableText({ head, alignments, rows }: TablePart): string {
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
