import type { InstanceTypeFile } from './instance-types.js';
import { type Asked, PriceBook, type PriceIndex, type PriceOverride } from './price-book.js';
import type { PriceFile } from './price-file.js';

/** The part of a price book that some scenarios need, as plain data: the records of the book, unchanged. */
export interface BookExcerpt {
  readonly id: string;
  readonly index: PriceIndex;
  /** By path below `pricing/`. */
  readonly files: Readonly<Record<string, PriceFile>>;
  readonly instanceTypes: InstanceTypeFile;
  readonly overrides: readonly PriceOverride[];
}

/** Copies the requested records of a book; those that it does not have are left out. */
export function excerptOf(book: PriceBook, { prices, instanceTypes }: Asked): BookExcerpt {
  const files = new Map<string, PriceFile>();
  for (const { offer, meter, regionId } of prices) {
    const path = [`${offer}.json`, `${offer}/${regionId}.json`].find((candidate) => book.file(candidate) !== undefined);
    if (path === undefined) continue;
    const whole = book.file(path) as PriceFile;
    // A file without the meter is kept for its fees and allowances.
    const taken = files.get(path) ?? { ...whole, meters: {} };
    const record = Object.hasOwn(whole.meters, meter) ? whole.meters[meter] : undefined;
    const price = record?.regions[regionId];
    const regions = price === undefined ? {} : { ...taken.meters[meter]?.regions, [regionId]: price };
    const meters = record === undefined ? {} : { [meter]: { ...record, regions } };
    files.set(path, { ...taken, meters: { ...taken.meters, ...meters } });
  }
  const { columns, types } = instanceTypes.length === 0 ? { columns: [], types: {} } : book.instanceTypes();
  return {
    id: book.id,
    index: indexOf(book, files, [...new Set(prices.map(({ regionId }) => regionId))]),
    files: Object.fromEntries(files),
    instanceTypes: { columns, types: pickKeys(types, instanceTypes) },
    overrides: book.overrides,
  };
}

/** Makes a price book that holds an excerpt and nothing else. */
export function bookFromExcerpt({ id, index, files, instanceTypes, overrides }: BookExcerpt): PriceBook {
  const reader = { priceFile: (path: string) => files[path] as PriceFile, instanceTypes: () => instanceTypes };
  return new PriceBook(id, index, reader, overrides);
}

/** The index with the regions, sources and files that the excerpt uses. */
function indexOf({ index }: PriceBook, files: ReadonlyMap<string, PriceFile>, regions: readonly string[]): PriceIndex {
  const text = JSON.stringify([...files.values()]);
  const sources = Object.keys(index.sources).filter((source) => text.includes(JSON.stringify(source)));
  return {
    ...index,
    regions: pickKeys(index.regions, regions),
    sources: pickKeys(index.sources, sources),
    files: pickKeys(index.files, [...files.keys()]),
  };
}

function pickKeys<T>(from: Readonly<Record<string, T>>, keys: readonly string[]): Record<string, T> {
  const own = [...new Set(keys)].filter((key) => Object.hasOwn(from, key));
  return Object.fromEntries(own.map((key) => [key, from[key] as T]));
}
