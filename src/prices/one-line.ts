const MAX_LINE = 100_000;

/**
 * A JSON object of which one member has its entries on a line each, with one of these entries only; the others are not
 * parsed: of a thousand instance types a design names one. The files of `pricing/` are written so.
 *
 * @param member `meters` of a price file
 * @returns undefined where no line starts with the key
 */
export function withOneLine(text: string, member: string, key: string): Record<string, unknown> | undefined {
  const entries = text.indexOf(`"${member}": {\n`);
  const start = text.indexOf(`\n${JSON.stringify(key)}: `, entries);
  if (entries === -1 || start === -1) return undefined;
  const [line = ''] = text.slice(start + 1, start + MAX_LINE).split('\n', 1);
  return JSON.parse(`${text.slice(0, entries)}"${member}": {${line.replace(/,$/, '')}}}`);
}
