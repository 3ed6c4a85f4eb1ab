import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** A file of src/, or one planted by a test. */
export interface SourceFile {
  /** From src/, with slashes: `services/lambda.ts`. */
  readonly path: string;
  readonly text: string;
}

export interface Import {
  /** As written: `../model/decimal.js`, `node:fs`, `zod`. */
  readonly specifier: string;
  /** The file of src/ meant, for a relative specifier. */
  readonly path: string | undefined;
  /** Gone after compilation: `import type`, `export type … from`. */
  readonly typeOnly: boolean;
}

const SRC = join(import.meta.dirname, '../../src');

/** Every TypeScript file in src/. */
export function sourceFiles(): SourceFile[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(SRC, path), 'utf8') }));
}

const STATEMENT = /^(?:import|export)\s+(?<type>type\s+)?(?:[^'"`;=]*?\bfrom\s+)?['"](?<specifier>[^'"]+)['"]/gm;
const DYNAMIC = /\bimport\(\s*['"](?<specifier>[^'"]+)['"]\s*\)/g;

/** What a file imports or re-exports, at its top or on demand. */
export function importsOf(file: SourceFile): Import[] {
  return [...file.text.matchAll(STATEMENT), ...file.text.matchAll(DYNAMIC)].map(({ groups = {} }) => {
    const { specifier = '', type } = groups;
    const path = specifier.startsWith('.')
      ? posix.join(posix.dirname(file.path), specifier).replace(/\.js$/, '.ts')
      : undefined;
    return { specifier, path, typeOnly: type !== undefined };
  });
}

/** The text without comments, so that a rule about code does not find words. */
export function codeOf({ text }: SourceFile): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(?<![:'"])\/\/.*$/gm, '');
}
