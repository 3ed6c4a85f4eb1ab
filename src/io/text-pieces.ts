import { createReadStream, statSync } from 'node:fs';
import { EstimatorError } from '../model/errors.js';
import { notReadable } from './read-file.js';

const PIECE_BYTES = 1 << 18;
/** A quote that is never closed would keep the rest of the file in memory. */
const MAX_PIECE = 16 * 1024 ** 2;

/**
 * Reads a CSV text in pieces of whole records; memory does not grow with the file.
 *
 * @param path `-` for standard input
 * @throws EstimatorError `FILE_NOT_READABLE`
 */
export async function* textPieces(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest = '';
  try {
    const stream = path === '-' ? process.stdin : createReadStream(path, { highWaterMark: PIECE_BYTES });
    for await (const bytes of stream) {
      rest += decoder.decode(bytes as Uint8Array, { stream: true });
      const end = rest.lastIndexOf('\n') + 1;
      if (end === 0 || hasOpenQuote(rest, end)) {
        if (rest.length > MAX_PIECE) throw tooLong(path);
        continue;
      }
      yield rest.slice(0, end);
      rest = rest.slice(end);
    }
    rest += decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) throw notText(path);
    throw error instanceof Error && 'syscall' in error ? notReadable(path, error) : error;
  }
  if (rest !== '') yield rest;
}

/** Returns the bytes of a file, for progress; NaN for standard input and a file that does not exist. */
export function textLength(path: string): number {
  return path === '-' ? Number.NaN : (statSync(path, { throwIfNoEntry: false })?.size ?? Number.NaN);
}

/** Whether the text before `end` has an odd number of quotes. */
function hasOpenQuote(text: string, end: number): boolean {
  let isOpen = false;
  for (let at = text.indexOf('"'); at !== -1 && at < end; at = text.indexOf('"', at + 1)) isOpen = !isOpen;
  return isOpen;
}

function notText(path: string): EstimatorError {
  return new EstimatorError('FILE_NOT_READABLE', `${path} is not UTF-8 text`, 'Save it as UTF-8.');
}

function tooLong(path: string): EstimatorError {
  const message = `${path} has a line, or a quote that is never closed, of more than 16 MiB`;
  return new EstimatorError('FILE_NOT_READABLE', message, 'Close the quote, or write one row per line.');
}
