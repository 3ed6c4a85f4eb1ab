import { closeSync, fstatSync, openSync, readFileSync, type Stats } from 'node:fs';
import { EstimatorError } from '../model/errors.js';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'cannot be read: permission denied',
  EPERM: 'cannot be read: permission denied',
  EISDIR: 'is a folder',
};

/** How a text is read. */
export interface ReadOptions {
  /** Whether to keep a byte order mark (default: drop it), so that it is written back. */
  readonly byteOrderMark?: 'drop' | 'keep';
}

/**
 * Reads a text file; one larger than `maxBytes` is refused before it is read.
 *
 * @param path `-` is standard input
 * @throws EstimatorError `FILE_NOT_READABLE` for a missing file, a folder, binary content, or one too large
 */
export function readTextFile(path: string, maxBytes: number, { byteOrderMark = 'drop' }: ReadOptions = {}): string {
  const bytes = readBytes(path, maxBytes);
  const where = path === '-' ? 'Standard input' : path;
  if (bytes.byteLength > maxBytes) throw tooLarge(where, bytes.byteLength, maxBytes);
  if (bytes.includes(0)) throw unreadable(`${where} is binary, not text`, 'Give a YAML or JSON file.');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: byteOrderMark === 'keep' }).decode(bytes);
  } catch {
    throw unreadable(`${where} is not UTF-8 text`, 'Save it as UTF-8.');
  }
}

/** The content of standard input, which can be read only once; a command may need it twice. */
let standardInput: Buffer | undefined;

function readBytes(path: string, maxBytes: number): Buffer {
  try {
    if (path === '-') {
      standardInput ??= readFileSync(0);
      return standardInput;
    }
    const file = openSync(path, 'r');
    try {
      const { size, ...stats } = kindOf(fstatSync(file));
      if (stats.folder)
        throw unreadable(`${path} is a folder`, 'Name the files in it, such as crossover compare scenarios/*.yaml.');
      if (size > maxBytes) throw tooLarge(path, size, maxBytes);
      return readFileSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (error instanceof EstimatorError) throw error;
    throw notReadable(path, error);
  }
}

/** Turns a system error on reading a file into one that says why. */
export function notReadable(path: string, error: unknown): EstimatorError {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return unreadable(`${path} ${REASONS[code] ?? `cannot be read (${code})`}`, 'Check the path.');
}

function kindOf(stats: Stats): { size: number; folder: boolean } {
  return { size: stats.size, folder: stats.isDirectory() };
}

function tooLarge(where: string, bytes: number, maxBytes: number): EstimatorError {
  const mib = (size: number) => `${Number((size / 1024 ** 2).toPrecision(3))} MiB`;
  return unreadable(`${where} is ${mib(bytes)}; at most ${mib(maxBytes)} is read`, 'Split it into smaller files.');
}

function unreadable(message: string, hint: string): EstimatorError {
  return new EstimatorError('FILE_NOT_READABLE', message, hint);
}
