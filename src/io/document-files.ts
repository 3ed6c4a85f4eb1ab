import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { EstimatorError } from '../model/errors.js';
import { readTextFile } from './read-file.js';
import { writeTextFile } from './write-file.js';

/** The longest document that is read. */
const MAX_DOCUMENT_BYTES = 16 * 1024 ** 2;

/** The text of a document on disk. */
export interface TextDocument {
  readonly path: string;
  /** Includes the byte order mark, if there is one. */
  readonly text: string;
}

/** A file that may exist; `text` is undefined if it does not. */
export interface FoundFile {
  readonly path: string;
  readonly text: string | undefined;
}

/**
 * Reads a document of UTF-8 text.
 *
 * @throws EstimatorError `FILE_NOT_READABLE`
 */
export function readDocument(path: string): TextDocument {
  return { path, text: readTextFile(path, MAX_DOCUMENT_BYTES, { byteOrderMark: 'keep' }) };
}

/** Reads a file that may not exist. */
export function findFile(path: string): FoundFile {
  return { path, text: existsSync(path) ? readDocument(path).text : undefined };
}

/**
 * Replaces the text of a file that was read before, whole or not at all.
 *
 * @throws EstimatorError `FILE_NOT_WRITABLE`, also when the file has changed since it was read; it is then left unchanged
 */
export function replaceFile({ path, text }: FoundFile, fresh: string): void {
  if (findFile(path).text !== text) {
    throw new EstimatorError(
      'FILE_NOT_WRITABLE',
      `${path} changed while it was being updated`,
      'Save it, and run the command again.',
    );
  }
  writeTextFile(path, fresh);
}

/**
 * Lists the documents of some paths, each once. Folders are searched, except hidden ones and `node_modules`.
 *
 * @param extensions of documents, without the dot; a path of a file may have any extension
 */
export function findDocuments(paths: readonly string[], extensions: readonly string[]): string[] {
  const ends = extensions.map((extension) => `.${extension}`);
  const found = paths.flatMap((path) => (isFolder(path) ? documentsIn(path, ends) : [path]));
  return [...new Set(found)];
}

function documentsIn(folder: string, ends: readonly string[]): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return entry.name.startsWith('.') || entry.name === 'node_modules' ? [] : documentsIn(path, ends);
    }
    return entry.isFile() && ends.some((end) => entry.name.toLowerCase().endsWith(end)) ? [path] : [];
  });
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
