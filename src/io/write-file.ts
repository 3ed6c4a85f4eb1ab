import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  fsyncSync,
  lstatSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { EstimatorError } from '../model/errors.js';
import { DISK_ERRORS } from './disk-errors.js';

const ANYONE_WRITES = 0o222;
const REASONS: Readonly<Record<string, string>> = {
  ...DISK_ERRORS,
  EROFS: 'the disk is read-only',
  EACCES: 'its folder is not writable',
  EPERM: 'its folder is not writable',
  ENOENT: 'its folder does not exist',
};

/**
 * Writes a file whole or not at all: to a temporary file beside it, which is then renamed. A symbolic link stays one; its
 * target is replaced. Mode and owner of an existing file are kept.
 *
 * @throws EstimatorError `FILE_NOT_WRITABLE`, also for a read-only file; the old content then stays
 */
export function writeTextFile(path: string, text: string): void {
  const old = statSync(path, { throwIfNoEntry: false });
  assertReplaceable(path, old);
  const target = old === undefined ? targetOfLink(path) : realpathSync(path);
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
    throw unwritable(
      path,
      `cannot be written: ${REASONS[code] ?? code}`,
      'Check the disk, the folder and its permissions.',
    );
  }
}

/** The target of a link to a file that does not exist yet; any other path itself. */
function targetOfLink(path: string): string {
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  return isLink ? resolve(dirname(path), readlinkSync(path)) : path;
}

/** A rename would replace a read-only file, or a device. */
function assertReplaceable(path: string, old: Stats | undefined): void {
  if (old === undefined) return;
  if (!old.isFile()) throw unwritable(path, 'is not a regular file', 'Name a file.');
  if ((old.mode & ANYONE_WRITES) === 0) throw unwritable(path, 'is read-only', `To allow writing: chmod u+w ${path}`);
}

/** Writes to the disk before the file is renamed, so that a crash leaves either the old or the new text. */
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
