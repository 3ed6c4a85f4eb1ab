/**
 * Runs every bench in this folder and writes one table to README.md here; or runs those whose names begin with a word of the
 * command line, and only prints theirs. Exits with 1 when a budget is missed. Each bench is bundled first, as the program is: what runs sources for development
 * names every function anew as it is made, which is no part of the product.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { markdownTable, refreshBlocks } from '../readme/blocks.js';
import type { Bench, Measurement } from './bench.js';

const names = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.bench.ts'));
const wanted = process.argv.slice(2);
const chosen = names.filter((name) => wanted.length === 0 || wanted.some((word) => name.startsWith(word)));

const measurements: Measurement[] = [];
for (const name of chosen.toSorted()) {
  process.stderr.write(`${name} …\n`);
  measurements.push(...(await (await bundled(name))()));
}

const rows = measurements.map(({ what, measured, budget, ok }) => [what, measured, budget, ok ? '' : 'missed']);
const table = markdownTable(['what', 'measured', 'budget', ''], rows);
console.log(table);
if (wanted.length === 0) await writePage(table);
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

/** The table, and what it was measured on, as a block of README.md. */
async function writePage(measured: string): Promise<void> {
  const page = join(import.meta.dirname, 'README.md');
  const machine = `Node.js ${process.versions.node} on ${process.platform} ${process.arch}, ${cpus().length} CPUs.`;
  const run = () => Promise.reject(new Error('a bench runs no command'));
  const sources = { run, generated: { speed: () => `${machine}\n\n${measured}` } };
  writeFileSync(page, await refreshBlocks(readFileSync(page, 'utf8'), sources));
}
