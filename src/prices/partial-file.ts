import { EVERY_REGION, type MeterRecord, type PriceFile } from './price-file.js';

/** Characters of the longest line that is looked for. */
const MAX_LINE = 100_000;

/**
 * Parses a JSON object with only one entry of a member whose entries are on a line each, as in the files of `pricing/`: of
 * a thousand instance types a design names one, and parsing the others takes most of the time.
 *
 * @param member name of the object whose entries are left out: `meters` of a price file
 * @param key of the entry that is kept
 * @returns undefined where no line starts with the key
 */
export function parseOneEntry(text: string, member: string, key: string): Record<string, unknown> | undefined {
  const entries = text.indexOf(`"${member}": {\n`);
  const start = text.indexOf(`\n${JSON.stringify(key)}: `, entries);
  if (entries === -1 || start === -1) return undefined;
  const [line = ''] = text.slice(start + 1, start + MAX_LINE).split('\n', 1);
  return JSON.parse(`${text.slice(0, entries)}"${member}": {${line.replace(/,$/, '')}}}`);
}

/** Keeps the prices of one region in a price file: those of that region and of every region, with allowances and fees. */
export function pricesOfRegion(file: PriceFile, regionId: string): PriceFile {
  const meters: Record<string, MeterRecord> = {};
  for (const [meter, record] of Object.entries(file.meters)) {
    const here = Object.entries(record.regions).filter(([region]) => region === regionId || region === EVERY_REGION);
    if (here.length > 0) meters[meter] = { ...record, regions: Object.fromEntries(here) };
  }
  return { ...file, meters };
}
