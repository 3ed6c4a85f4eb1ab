import type { List, Paragraph, PhrasingContent, Table, TableRow, Text } from 'mdast';
import { printable } from '../render/safe-text.js';
import type { BlockElement, TableElement } from './block-element.js';

type Block = Table | Paragraph | List;

/** Converts elements to nodes of a Markdown tree (mdast). */
export function mdastOf(elements: readonly BlockElement[]): Block[] {
  return elements.map(nodeOf);
}

function nodeOf(element: BlockElement): Block {
  switch (element.kind) {
    case 'table':
      return tableOf(element);
    case 'paragraph':
      return paragraphOf(textOf(element.text));
    case 'chart':
      return paragraphOf({ type: 'image', url: element.file ?? '', alt: printable(element.alternative) });
    case 'list':
      return {
        type: 'list',
        ordered: false,
        spread: false,
        children: element.items.map((item) => ({
          type: 'listItem',
          spread: false,
          children: [paragraphOf(textOf(item))],
        })),
      };
  }
}

/** Converts plain text to a node. */
export function textOf(value: string): Text {
  return { type: 'text', value: printable(value) };
}

function paragraphOf(child: PhrasingContent): Paragraph {
  return { type: 'paragraph', children: [child] };
}

function tableOf({ head, alignments, rows }: TableElement): Table {
  const rowOf = (cells: readonly string[]): TableRow => ({
    type: 'tableRow',
    children: cells.map((cell) => ({ type: 'tableCell', children: [textOf(cell)] })),
  });
  return { type: 'table', align: [...alignments], children: [head, ...rows].map(rowOf) };
}
