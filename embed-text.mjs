// Writes a TypeScript module with the text of each style sheet, HTML page, picture and shell script in src/ beside it:
// page.css.ts beside page.css. So tsc, tsx, vitest, esbuild and a browser import these texts in one way, without a loader.
// `npm run embed` writes the modules; with --check it only names those that are out of date.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { transformSync } from 'esbuild';

const SRC = join(import.meta.dirname, 'src');

/** How the text of each kind of file is shortened where that changes nothing. */
const SHORTEN = {
  '.css': (text) => transformSync(text, { loader: 'css', minifyWhitespace: true }).code.trim(),
  '.html': (text) => text.replace(/>\s+</g, '><').replace(/\s+/g, ' ').replace(/ >/g, '>').trim(),
  '.svg': (text) => text.replace(/>\s+</g, '><').trim(),
  '.bash': (text) => text,
  '.zsh': (text) => text,
  '.fish': (text) => text,
};

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).map((file) => join(SRC, file));
const wanted = new Map(files.filter((file) => extname(file) in SHORTEN).map((file) => [`${file}.ts`, moduleOf(file)]));
const orphans = files.filter(
  (file) => file.endsWith('.ts') && extname(file.slice(0, -3)) in SHORTEN && !wanted.has(file),
);
const outdated = [...wanted].filter(([file, text]) => !existsSync(file) || readFileSync(file, 'utf8') !== text);

if (process.argv.includes('--check')) {
  for (const file of [...orphans, ...outdated.map(([name]) => name)]) {
    console.error(`${file} is out of date: run npm run embed.`);
    process.exitCode = 1;
  }
} else {
  for (const [file, text] of outdated) writeFileSync(file, text);
  for (const file of orphans) rmSync(file);
}

function moduleOf(file) {
  const text = SHORTEN[extname(file)](readFileSync(file, 'utf8'));
  return `// Written by embed-text.mjs from ${basename(file)}: change that instead.\nexport default ${JSON.stringify(text)};\n`;
}
