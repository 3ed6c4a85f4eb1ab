import Table from 'cli-table3';
import stringWidth from 'string-width';
import { tableRows } from './table-rows.js';
import { wrap } from './wrap.js';

/** With a last column narrower than this the rows are written as lists. */
const MIN_LAST_WIDTH = 20;

/** Where the table is shown. */
export interface PlainTableOptions {
  readonly width: number;
}

/**
 * A table without colour that fits a width: the first columns are as wide as they need, the last one wraps. Where that
 * leaves it no room, each row is a list: its first cell, and the others below it with their heads.
 *
 * @param rows as many cells a row as there are heads; a cell may hold several lines
 */
export function plainTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { width }: PlainTableOptions,
): string {
  const needed = head.map((name, column) =>
    Math.max(...[name, ...rows.flatMap((row) => row[column]?.split('\n') ?? '')].map((cell) => stringWidth(cell) + 2)),
  );
  const borders = head.length + 1;
  const before = needed.slice(0, -1).reduce((total, column) => total + column, borders);
  const last = Math.min(needed.at(-1) ?? 0, width - before);
  if (last < Math.min(MIN_LAST_WIDTH, needed.at(-1) ?? 0)) return rowList(head, rows, width);
  const table = new Table({
    head: [...head],
    style: { head: [], border: [] },
    colWidths: [...needed.slice(0, -1), last],
  });
  for (const row of rows)
    table.push(...tableRows(row.map((cell, column) => (column === row.length - 1 ? lines(cell, last - 2) : cell))));
  return table.toString();
}

function rowList(head: readonly string[], rows: readonly (readonly string[])[], width: number): string {
  return rows
    .map(([first = '', ...others]) => {
      const facts = others.flatMap((cell, index) => {
        const [top = '', ...more] = cell.split('\n');
        return cell === '' ? [] : [`  ${head[index + 1]}: ${top}`, ...more.map((line) => `    ${line}`)];
      });
      return [wrap(first, width, '  '), ...facts.map((fact) => wrap(fact, width, '    '))].join('\n');
    })
    .join('\n');
}

function lines(cell: string, width: number): string {
  return cell
    .split('\n')
    .map((line) => wrap(line, width))
    .join('\n');
}
