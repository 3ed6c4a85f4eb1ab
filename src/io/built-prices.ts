import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { PriceBook, PriceIndex } from '../prices/price-book.js';
import type { PriceFile } from '../prices/price-file.js';
import { regionPart } from '../prices/region-part.js';
import { readTextFile } from './read-file.js';

/** Written in by the build; undefined when the program runs from its sources. */
declare const IS_BUILT: boolean | undefined;

const MAX_BYTES = 16 * 1024 ** 2;
/** Installing a package takes less, and gives all of its files a date of its own. */
const CHANGED_LATER_MS = 60_000;

/**
 * The price book as the build stored it: checked then, and cut by region, because a scenario asks for one of thirty. A
 * file of `pricing/` that was changed since is read itself, and refused where its hash says so.
 */
export interface BuiltPrices {
  readonly id: string;
  readonly index: PriceIndex;
  /** Whether a file below `pricing/` is the one that the build checked. */
  isAsBuilt(path: string): boolean;
  /** What a file says of a region; undefined where the file itself must be read. */
  regionPart(path: string, regionId: string): PriceFile | undefined;
}

/** `dist/prices/index.json`. */
interface BuiltIndex {
  readonly id: string;
  readonly index: PriceIndex;
  /** Bytes of the files it was made from, by path below `pricing/`. */
  readonly bytes: Readonly<Record<string, number>>;
}

type RegionParts = Readonly<Record<string, PriceFile>>;

/** @returns undefined from the sources, or where the index of the book was changed after the build */
export function builtPrices(root: string): BuiltPrices | undefined {
  if (typeof IS_BUILT === 'undefined') return undefined;
  const directory = join(root, 'dist', 'prices');
  const { id, index, bytes } = JSON.parse(readTextFile(join(directory, 'index.json'), MAX_BYTES)) as BuiltIndex;
  const builtAt = statSync(join(directory, 'index.json')).mtimeMs;
  const isAsBuilt = (path: string): boolean => {
    const { size, mtimeMs } = statSync(join(root, 'pricing', path));
    return size === bytes[path] && mtimeMs <= builtAt + CHANGED_LATER_MS;
  };
  if (!isAsBuilt('index.json')) return undefined;
  const regions = new Map<string, RegionParts>();
  const parts = new Map<string, PriceFile | undefined>();
  const read = (regionId: string): RegionParts => {
    const known = regions.get(regionId) ?? JSON.parse(readTextFile(join(directory, `${regionId}.json`), MAX_BYTES));
    regions.set(regionId, known);
    return known;
  };
  return {
    id,
    index,
    isAsBuilt,
    regionPart(path, regionId) {
      if (path.includes('/') || !Object.hasOwn(bytes, path) || !Object.hasOwn(index.regions, regionId))
        return undefined;
      const key = `${regionId} ${path}`;
      if (!parts.has(key)) parts.set(key, isAsBuilt(path) ? read(regionId)[path] : undefined);
      return parts.get(key);
    },
  };
}

/**
 * What the build stores, by name of the file below `dist/prices/`.
 *
 * @param bytesOf size of a file of `pricing/`
 */
export function builtPriceFiles(book: PriceBook, bytesOf: (path: string) => number): Record<string, string> {
  const all = Object.keys(book.index.files);
  const paths = all.filter((path) => !path.includes('/') && path !== 'instance-types.json');
  const bytes = Object.fromEntries(['index.json', ...all].map((path) => [path, bytesOf(path)]));
  const files = { 'index.json': JSON.stringify({ id: book.id, index: book.index, bytes } satisfies BuiltIndex) };
  const parts = book.regions.map((regionId) => [
    `${regionId}.json`,
    JSON.stringify(Object.fromEntries(paths.map((path) => [path, regionPart(book.file(path) as PriceFile, regionId)]))),
  ]);
  return { ...files, ...Object.fromEntries(parts) };
}
