/**
 * Runs every bench in this folder, or those whose names begin with a word of the command line, and prints one table.
 * Exits with 1 when a budget is missed.
 */
import { readdirSync } from 'node:fs';
import type { Bench, Measurement } from './bench.js';

const names = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.bench.ts'));
const wanted = process.argv.slice(2);
const chosen = names.filter((name) => wanted.length === 0 || wanted.some((word) => name.startsWith(word)));

const measurements: Measurement[] = [];
for (const name of chosen.toSorted()) {
  process.stderr.write(`${name} …\n`);
  const { default: bench } = (await import(`./${name}`)) as { default: Bench };
  measurements.push(...(await bench()));
}

const rows = measurements.map(({ what, measured, budget, ok }) => [what, measured, budget, ok ? 'kept' : 'MISSED']);
console.log(markdown([['what', 'measured', 'budget', ''], ...rows]));
process.exitCode = measurements.length > 0 && measurements.every(({ ok }) => ok) ? 0 : 1;

function markdown([head = [], ...body]: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...body].map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}
