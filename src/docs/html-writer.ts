import { escapeMarkup } from '../render/markup.js';
import type { BlockElement, MarkupWriter, TableElement } from './block-element.js';
import { addressOf } from './chart-file.js';

/** Writes HTML without scripts and styles; numbers are aligned by an attribute of the cell. */
export const htmlWriter: MarkupWriter = {
  block: (elements) => elements.map(elementText).join('\n'),
  inline: escapeMarkup,
};

function elementText(element: BlockElement): string {
  switch (element.kind) {
    case 'table':
      return tableText(element);
    case 'chart':
      return element.file === undefined
        ? element.svg.trimEnd()
        : `<p><img src="${addressOf(element)}" alt="${escapeMarkup(element.alternative)}"></p>`;
    case 'paragraph':
      return `<p>${escapeMarkup(element.text)}</p>`;
    case 'list':
      return ['<ul>', ...element.items.map((item) => `<li>${escapeMarkup(item)}</li>`), '</ul>'].join('\n');
  }
}

function tableText({ head, alignments, rows }: TableElement): string {
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
