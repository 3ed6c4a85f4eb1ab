import { EstimatorError } from '../model/errors.js';

/** Keys from the root: `['designs', 1, 'services', 0]`. */
export type Path = readonly (string | number)[];

/** Writes a path with dots: `workloads."office hours".requests`. */
export function pathText(path: Path): string {
  return path.map((key) => (/^[^."\s]+$/.test(`${key}`) ? `${key}` : `"${key}"`)).join('.');
}

const KEY = /"(?<quoted>[^"]*)"|(?<plain>[^."\s]+)/y;

/**
 * Reads the keys of a path as `pathText` writes it. Whole numbers are indexes.
 *
 * @throws EstimatorError `ARGUMENT_INVALID` for a path that is not keys with dots between them
 */
export function pathKeys(text: string): Path {
  const keys: (string | number)[] = [];
  KEY.lastIndex = 0;
  for (;;) {
    const groups = KEY.exec(text)?.groups;
    if (groups === undefined) throw notAPath(text);
    const { quoted, plain = '' } = groups;
    keys.push(quoted ?? (/^\d+$/.test(plain) ? Number(plain) : plain));
    if (KEY.lastIndex === text.length) return keys;
    if (text[KEY.lastIndex] !== '.') throw notAPath(text);
    KEY.lastIndex += 1;
  }
}

function notAPath(text: string): EstimatorError {
  return new EstimatorError(
    'ARGUMENT_INVALID',
    `"${text}" is not a path`,
    'Write keys with dots between them, names with dots or blanks in double quotes: workloads."office hours".requests',
    text,
  );
}
