import type { CellOptions } from 'cli-table3';

/** cli-table3 leaves out a rule that has no characters. */
const NO_RULE = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' };

/**
 * Splits a row into one table row for each line of its cells, without rules between them. It looks as one row does, but
 * the time cli-table3 takes for a cell of several lines grows with the square of its length.
 *
 * @param cells contents of a row; a cell may hold several lines
 */
export function tableRows(cells: readonly string[]): CellOptions[][] {
  const columns = cells.map((cell) => cell.split('\n'));
  const height = Math.max(...columns.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    columns.map((lines) => ({ content: lines[line] ?? '', ...(line > 0 && { chars: NO_RULE }) })),
  );
}
