import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { EstimatorError } from '../model/errors.js';

/**
 * Writes a file whole or not at all: into a temporary file beside it, then renamed. A symbolic link stays one; its
 * target is replaced. The mode of an existing file is kept.
 *
 * @throws EstimatorError `FILE_NOT_WRITABLE`; the old content is still there then
 */
export function writeTextFile(path: string, text: string): void {
  const target = existsSync(path) ? realpathSync(path) : path;
  const temporary = `${target}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const mode = existsSync(target) ? statSync(target).mode : undefined;
    writeFileSync(temporary, text, { flag: 'wx' });
    if (mode !== undefined) chmodSync(temporary, mode);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new EstimatorError(
      'FILE_NOT_WRITABLE',
      `${path} cannot be written (${reason})`,
      'Check the folder and its rights.',
    );
  }
}
