import Table from 'cli-table3';

/** Size and abilities of where a text is shown. */
export interface PlainTableOptions {
  readonly width: number;
}

/**
 * A table without colour that fits a width: the first columns are as wide as they need, the last one wraps.
 *
 * @param rows as many cells a row as there are heads; a cell may hold several lines
 */
export function plainTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { width }: PlainTableOptions,
): string {
  const needed = head.map((name, column) =>
    Math.max(...[name, ...rows.flatMap((row) => row[column]?.split('\n') ?? '')].map((cell) => cell.length + 2)),
  );
  const borders = head.length + 1;
  const before = needed.slice(0, -1).reduce((total, column) => total + column, borders);
  const last = Math.max(12, Math.min(needed.at(-1) ?? 0, width - before));
  const table = new Table({
    head: [...head],
    style: { head: [], border: [] },
    wordWrap: true,
    wrapOnWordBoundary: true,
    colWidths: [...needed.slice(0, -1), last],
  });
  table.push(...rows.map((row) => [...row]));
  return table.toString();
}
