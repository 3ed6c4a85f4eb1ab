/** Why a write failed, by the code of the system's error. */
export const DISK_ERRORS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would be too large for this disk or user',
  EIO: 'the disk reports an error',
};
