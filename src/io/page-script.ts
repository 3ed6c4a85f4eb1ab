import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from './package-root.js';
import { readTextFile } from './read-file.js';

/** Written in by the build; undefined when the program runs from its sources. */
declare const IS_BUILT: boolean | undefined;

const MAX_SCRIPT_BYTES = 4 * 1024 ** 2;

/** The script of the page: made by the build, or on the fly by a program that runs from its sources. */
export async function pageScript(): Promise<string> {
  const root = packageRoot();
  if (typeof IS_BUILT !== 'undefined') return readTextFile(join(root, 'dist', 'page.js'), MAX_SCRIPT_BYTES);
  const builder = pathToFileURL(join(root, 'esbuild.page.mjs')).href;
  const { buildPageScript } = (await import(builder)) as { buildPageScript: () => Promise<{ script: string }> };
  return (await buildPageScript()).script;
}

/** sha256 of a text in Base64, as a content security policy wants it. */
export function policyHash(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
