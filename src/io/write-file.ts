import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { EstimatorError } from '../model/errors.js';

const ANYONE_WRITES = 0o222;
const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EFBIG: 'it would be too large for this disk or user',
  EROFS: 'the disk is read-only',
  EACCES: 'its folder may not be written',
  EPERM: 'its folder may not be written',
  ENOENT: 'its folder does not exist',
};

/**
 * Writes a file whole or not at all: into a temporary file beside it, then renamed. A symbolic link stays one; its
 * target is replaced. Mode and owner of an existing file are kept.
 *
 * @throws EstimatorError `FILE_NOT_WRITABLE`, also for a read-only file; the old content is still there then
 */
export function writeTextFile(path: string, text: string): void {
  const old = statSync(path, { throwIfNoEntry: false });
  assertReplaceable(path, old);
  const target = old === undefined ? path : realpathSync(path);
  const temporary = join(dirname(target), `.${randomBytes(6).toString('hex')}.crossover.tmp`);
  try {
    writeThrough(temporary, text);
    if (old !== undefined) {
      keepOwner(temporary, old);
      chmodSync(temporary, old.mode);
    }
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw unwritable(path, `cannot be written: ${REASONS[code] ?? code}`, 'Check the disk, the folder and its rights.');
  }
}

/** A rename would replace a file that its owner has protected, and a device by a file. */
function assertReplaceable(path: string, old: Stats | undefined): void {
  if (old === undefined) return;
  if (!old.isFile()) throw unwritable(path, 'is not a regular file', 'Name a file.');
  if ((old.mode & ANYONE_WRITES) === 0) throw unwritable(path, 'is read-only', `Allow it: chmod u+w ${path}`);
}

/** On the disk before the name points to it, so that a crash leaves either text. */
function writeThrough(path: string, text: string): void {
  const file = openSync(path, 'wx');
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function keepOwner(path: string, { uid, gid }: Stats): void {
  const made = statSync(path);
  if (made.uid !== uid || made.gid !== gid) chownSync(path, uid, gid);
}

function unwritable(path: string, what: string, hint: string): EstimatorError {
  return new EstimatorError('FILE_NOT_WRITABLE', `${path} ${what}`, hint);
}
