// Lists the packages that esbuild put into a bundle, and the texts of their licences. Tools that walk `node_modules` list
// what is installed, which is far more; esbuild's metafile says what is really in the bundle.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Lists the packages that have code in any of the bundles.
 *
 * @param {readonly import('esbuild').Metafile[]} metafiles with paths relative to `root`
 * @param {string} root
 * @returns packages by name: `id` (`zod@4.6.7`), the SPDX `license` and its `text`
 * @throws Error where a package has no licence at all
 */
export function bundledPackages(metafiles, root) {
  const files = metafiles
    .flatMap(({ outputs }) => Object.values(outputs))
    .flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? file : [])),
    );
  const folders = new Set(files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []));
  const packages = [...folders].map((folder) => packageIn(join(root, folder)));
  const byId = new Map(packages.map((found) => [found.id, found]));
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function packageIn(folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const id = `${name}@${version}`;
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(entry));
  if (file === undefined && typeof license !== 'string') throw new Error(`${id} is bundled, and has no licence`);
  const text =
    file === undefined
      ? `Licensed under ${license}. Author: ${author?.name ?? author ?? name}. The package contains no licence text.`
      : readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim();
  return { id, license: license ?? 'see below', text };
}

/** Writes the licences of packages one below the other. */
export function licenseTexts(packages) {
  const head = `The program and the script of its pages contain code of ${packages.length} packages, under these licences.\n`;
  const rule = '-'.repeat(80);
  return [head, ...packages.map(({ id, license, text }) => `${rule}\n${id} (${license})\n${rule}\n\n${text}\n`)].join(
    '\n',
  );
}
