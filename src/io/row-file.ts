import { closeSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { EstimatorError } from '../model/errors.js';

/** Writes lines; a write resolves when the reader of the stream has caught up. */
export interface RowSink {
  write(lines: readonly string[]): Promise<void>;
  close(): void;
}

/** Writes to a stream such as standard output. */
export function streamSink(stream: NodeJS.WritableStream): RowSink {
  return {
    write(lines) {
      if (lines.length === 0 || stream.write(`${lines.join('\n')}\n`)) return Promise.resolve();
      return new Promise((resolve) => stream.once('drain', resolve));
    },
    close() {},
  };
}

/** A file of rows that can be resumed. */
export interface RowFile extends RowSink {
  /** Rows that the file had before, without its header. */
  readonly rows: number;
}

/**
 * Opens a file for rows.
 *
 * @param head header: the first line
 * @param resume keeps the complete rows of an existing file; otherwise it is emptied
 * @throws EstimatorError `FILE_NOT_WRITABLE`; `ARGUMENT_INVALID` when the file begins with another head
 */
export function rowFile(path: string, head: string | undefined, resume: boolean): RowFile {
  const file = open(path, resume ? 'a+' : 'w');
  const kept = resume ? completeLines(file) : { lines: 0, bytes: 0, first: undefined };
  if (kept.lines > 0 && head !== undefined && kept.first !== head) {
    closeSync(file);
    throw new EstimatorError(
      'ARGUMENT_INVALID',
      `${path} holds another sweep`,
      `Its first line is not "${head}". Give another file, or leave out --resume to overwrite this one.`,
      '--resume',
    );
  }
  ftruncateSync(file, kept.bytes);
  const headLines = head === undefined ? 0 : 1;
  if (headLines === 1 && kept.lines === 0) writeSync(file, `${head}\n`);
  return {
    rows: Math.max(0, kept.lines - headLines),
    write(lines) {
      if (lines.length > 0) writeSync(file, `${lines.join('\n')}\n`);
      return Promise.resolve();
    },
    close: () => closeSync(file),
  };
}

function open(path: string, flags: string): number {
  try {
    return openSync(path, flags);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new EstimatorError(
      'FILE_NOT_WRITABLE',
      `${path} cannot be written (${reason})`,
      'Check the folder and its permissions.',
    );
  }
}

/** Counts the lines that have an end and their bytes, and reads the first. */
function completeLines(file: number): { lines: number; bytes: number; first: string | undefined } {
  const chunk = Buffer.alloc(1 << 16);
  let [lines, bytes, read] = [0, 0, 0];
  let first: string | undefined;
  let start = Buffer.alloc(0);
  for (
    let size = readSync(file, chunk, 0, chunk.length, 0);
    size > 0;
    size = readSync(file, chunk, 0, chunk.length, read)
  ) {
    const part = chunk.subarray(0, size);
    if (first === undefined) start = Buffer.concat([start, part]);
    for (let end = part.indexOf(10); end !== -1; end = part.indexOf(10, end + 1)) {
      first ??= start.subarray(0, read + end).toString('utf8');
      lines += 1;
      bytes = read + end + 1;
    }
    read += size;
  }
  return { lines, bytes, first };
}
