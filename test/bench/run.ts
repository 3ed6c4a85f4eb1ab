/**
 * Runs every bench in this folder, or those whose names begin with a word of the command line, and prints one table.
 * Exits with 1 when a budget is missed. Each bench is bundled first, as the program is: what runs sources for development
 * names every function anew as it is made, which is no part of the product.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Bench, Measurement } from './bench.js';

const names = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.bench.ts'));
const wanted = process.argv.slice(2);
const chosen = names.filter((name) => wanted.length === 0 || wanted.some((word) => name.startsWith(word)));

const measurements: Measurement[] = [];
for (const name of chosen.toSorted()) {
  process.stderr.write(`${name} …\n`);
  measurements.push(...(await (await bundled(name))()));
}

const rows = measurements.map(({ what, measured, budget, ok }) => [what, measured, budget, ok ? 'kept' : 'MISSED']);
console.log(markdown([['what', 'measured', 'budget', ''], ...rows]));
process.exitCode = measurements.length > 0 && measurements.every(({ ok }) => ok) ? 0 : 1;

async function bundled(name: string): Promise<Bench> {
  const outfile = join(import.meta.dirname, '../../dist/bench', name.replace(/\.ts$/, '.mjs'));
  await build({
    entryPoints: [join(import.meta.dirname, name)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    minifySyntax: true,
    // Files of this folder are found where they are.
    define: { 'import.meta.dirname': JSON.stringify(import.meta.dirname) },
    logLevel: 'warning',
  });
  const { default: bench } = (await import(pathToFileURL(outfile).href)) as { default: Bench };
  return bench;
}

function markdown([head = [], ...body]: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...body].map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}
