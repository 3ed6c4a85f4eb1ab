import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { InstanceTypeFile } from '../prices/instance-types.js';
import { parseOneEntry, pricesOfRegion } from '../prices/partial-file.js';
import type { PriceBook, PriceIndex } from '../prices/price-book.js';
import type { PriceFile } from '../prices/price-file.js';
import { readTextFile } from './read-file.js';

/** Written in by the build; undefined when the program runs from its sources. */
declare const IS_BUILT: boolean | undefined;

const INSTANCE_TYPES = 'instance-types.json';
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
  /** What a file says of a region, or one of a region of a meter; undefined where the file itself must be read. */
  part(path: string, regionId: string, meter: string): PriceFile | undefined;
  /** The row of a type; undefined where the file itself must be read. */
  instanceType(instanceType: string): InstanceTypeFile | undefined;
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
  const asBuilt = remembered(isAsBuilt);
  const textOf = remembered((path: string) => readTextFile(join(root, 'pricing', path), MAX_BYTES));
  const regionOf = remembered(
    (regionId: string) => JSON.parse(readTextFile(join(directory, `${regionId}.json`), MAX_BYTES)) as RegionParts,
  );
  return {
    id,
    index,
    isAsBuilt: asBuilt,
    part(path, regionId, meter) {
      if (!Object.hasOwn(bytes, path) || !Object.hasOwn(index.regions, regionId) || !asBuilt(path)) return undefined;
      return path.includes('/')
        ? (parseOneEntry(textOf(path), 'meters', meter) as PriceFile | undefined)
        : regionOf(regionId)[path];
    },
    instanceType(instanceType) {
      if (!asBuilt(INSTANCE_TYPES)) return undefined;
      return parseOneEntry(textOf(INSTANCE_TYPES), 'types', instanceType) as InstanceTypeFile | undefined;
    },
  };
}

function remembered<T>(make: (key: string) => T): (key: string) => T {
  const made = new Map<string, T>();
  return (key) => {
    if (!made.has(key)) made.set(key, make(key));
    return made.get(key) as T;
  };
}

/**
 * What the build stores, by name of the file below `dist/prices/`.
 *
 * @param bytesOf size of a file of `pricing/`
 */
export function builtPriceFiles(book: PriceBook, bytesOf: (path: string) => number): Record<string, string> {
  const all = Object.keys(book.index.files);
  const paths = all.filter((path) => !path.includes('/') && path !== INSTANCE_TYPES);
  const bytes = Object.fromEntries(['index.json', ...all].map((path) => [path, bytesOf(path)]));
  const files = { 'index.json': JSON.stringify({ id: book.id, index: book.index, bytes } satisfies BuiltIndex) };
  const parts = book.regions.map((regionId) => [
    `${regionId}.json`,
    JSON.stringify(
      Object.fromEntries(paths.map((path) => [path, pricesOfRegion(book.file(path) as PriceFile, regionId)])),
    ),
  ]);
  return { ...files, ...Object.fromEntries(parts) };
}
