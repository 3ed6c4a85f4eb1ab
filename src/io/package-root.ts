import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the package: the nearest one above this module that holds `pricing/index.json`. */
export function packageRoot(): string {
  // The program is one CommonJS file, where `import.meta` has no address.
  let folder = typeof __dirname === 'undefined' ? dirname(fileURLToPath(import.meta.url)) : __dirname;
  while (!existsSync(join(folder, 'pricing', 'index.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('pricing/index.json is missing: the package is incomplete');
    folder = parent;
  }
  return folder;
}
