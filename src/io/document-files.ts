import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { EstimatorError } from '../model/errors.js';
import { readTextFile } from './read-file.js';
import { writeTextFile } from './write-file.js';

/** Longest document read. */
const MAX_DOCUMENT_BYTES = 16 * 1024 ** 2;

/** A document as it was read. */
export interface TextDocument {
  readonly path: string;
  /** With its byte order mark, where it has one. */
  readonly text: string;
}

/** A file as it was found; undefined where there was none. */
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

/** A file that may not be there. */
export function findFile(path: string): FoundFile {
  return { path, text: existsSync(path) ? readDocument(path).text : undefined };
}

/**
 * Writes another text into a file that was looked at before, whole or not at all.
 *
 * @throws EstimatorError `FILE_NOT_WRITABLE`, also when the file has changed since; it is left as it is then
 */
export function replaceFile({ path, text }: FoundFile, fresh: string): void {
  if (findFile(path).text !== text) {
    throw new EstimatorError(
      'FILE_NOT_WRITABLE',
      `${path} changed while it was being updated`,
      'Save it in your editor, and run the command again.',
    );
  }
  writeTextFile(path, fresh);
}

/**
 * The documents meant by some paths: a folder stands for all that is in it, but for hidden folders and `node_modules`.
 * A document named twice is there once.
 *
 * @param extensions of documents, without the dot; a file that is named itself may have any
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
