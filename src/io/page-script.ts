import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from './package-root.js';
import { readTextFile } from './read-file.js';

/** Defined by the build; undefined when the program runs from its sources. */
declare const IS_BUILT: boolean | undefined;

const MAX_SCRIPT_BYTES = 4 * 1024 ** 2;

/** Reads the script of the page from the build, or bundles it when the program runs from its sources. */
export async function pageScript(): Promise<string> {
  const root = packageRoot();
  if (typeof IS_BUILT !== 'undefined') return readTextFile(join(root, 'dist', 'page.js'), MAX_SCRIPT_BYTES);
  const builder = pathToFileURL(join(root, 'esbuild.page.mjs')).href;
  const { buildPageScript } = (await import(builder)) as { buildPageScript: () => Promise<{ script: string }> };
  return (await buildPageScript()).script;
}

/** Hashes a text for a content security policy: sha256 in Base64. */
export function policyHash(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
