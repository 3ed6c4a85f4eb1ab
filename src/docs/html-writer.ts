import { printable } from '../render/safe-text.js';
import type { MarkupWriter, Part, TablePart } from './part.js';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** HTML without scripts and styles; numbers stand to the right by an attribute of the cell. */
export const htmlWriter: MarkupWriter = {
  block: (parts) => parts.map(partText).join('\n'),
  inline: htmlText,
};

/** Text of which nothing is markup. */
function htmlText(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

function partText(part: Part): string {
  switch (part.kind) {
    case 'table':
      return tableText(part);
    case 'paragraph':
      return `<p>${htmlText(part.text)}</p>`;
    case 'list':
      return ['<ul>', ...part.items.map((item) => `<li>${htmlText(item)}</li>`), '</ul>'].join('\n');
  }
}

function tableText({ head, alignments, rows }: TablePart): string {
  const side = (column: number) => (alignments[column] === 'right' ? ' align="right"' : '');
  const headCells = head.map((cell, column) => `<th scope="col"${side(column)}>${htmlText(cell)}</th>`);
  const body = rows.map((row) => {
    const cells = row.map((cell, column) => `<td${side(column)}>${htmlText(cell)}</td>`);
    return `<tr>${cells.join('')}</tr>`;
  });
  return ['<table>', `<thead><tr>${headCells.join('')}</tr></thead>`, '<tbody>', ...body, '</tbody>', '</table>'].join(
    '\n',
  );
}
