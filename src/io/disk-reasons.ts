/** Why the system does not take what is written, in words, by the code of its error. */
export const DISK_REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EFBIG: 'it would be too large for this disk or user',
  EIO: 'the disk does not answer',
};
