import { escapeMarkup } from '../render/markup.js';
import { addressOf } from './chart-file.js';
import type { MarkupWriter, Part, TablePart } from './part.js';

/** HTML without scripts and styles; numbers stand to the right by an attribute of the cell. */
export const htmlWriter: MarkupWriter = {
  block: (parts) => parts.map(partText).join('\n'),
  inline: escapeMarkup,
};

function partText(part: Part): string {
  switch (part.kind) {
    case 'table':
      return tableText(part);
    case 'chart':
      return part.file === undefined
        ? part.svg.trimEnd()
        : `<p><img src="${addressOf(part)}" alt="${escapeMarkup(part.alternative)}"></p>`;
    case 'paragraph':
      return `<p>${escapeMarkup(part.text)}</p>`;
    case 'list':
      return ['<ul>', ...part.items.map((item) => `<li>${escapeMarkup(item)}</li>`), '</ul>'].join('\n');
  }
}

function tableText({ head, alignments, rows }: TablePart): string {
  const side = (column: number) => (alignments[column] === 'right' ? ' align="right"' : '');
  const headCells = head.map((cell, column) => `<th scope="col"${side(column)}>${escapeMarkup(cell)}</th>`);
  const body = rows.map((row) => {
    const cells = row.map((cell, column) => `<td${side(column)}>${escapeMarkup(cell)}</td>`);
    return `<tr>${cells.join('')}</tr>`;
  });
  return ['<table>', `<thead><tr>${headCells.join('')}</tr></thead>`, '<tbody>', ...body, '</tbody>', '</table>'].join(
    '\n',
  );
}
