import type { List, Paragraph, PhrasingContent, Table, TableRow, Text } from 'mdast';
import { printable } from '../render/safe-text.js';
import type { Part, TablePart } from './part.js';

type Block = Table | Paragraph | List;

/** Parts as nodes of a Markdown tree (mdast). */
export function mdastOf(parts: readonly Part[]): Block[] {
  return parts.map(nodeOf);
}

function nodeOf(part: Part): Block {
  switch (part.kind) {
    case 'table':
      return tableOf(part);
    case 'paragraph':
      return paragraphOf(textOf(part.text));
    case 'chart':
      return paragraphOf({ type: 'image', url: part.file ?? '', alt: printable(part.alternative) });
    case 'list':
      return {
        type: 'list',
        ordered: false,
        spread: false,
        children: part.items.map((item) => ({
          type: 'listItem',
          spread: false,
          children: [paragraphOf(textOf(item))],
        })),
      };
  }
}

/** Text as a node; nothing in it is markup. */
export function textOf(value: string): Text {
  return { type: 'text', value: printable(value) };
}

function paragraphOf(child: PhrasingContent): Paragraph {
  return { type: 'paragraph', children: [child] };
}

function tableOf({ head, alignments, rows }: TablePart): Table {
  const rowOf = (cells: readonly string[]): TableRow => ({
    type: 'tableRow',
    children: cells.map((cell) => ({ type: 'tableCell', children: [textOf(cell)] })),
  });
  return { type: 'table', align: [...alignments], children: [head, ...rows].map(rowOf) };
}
