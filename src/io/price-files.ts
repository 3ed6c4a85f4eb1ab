import { join } from 'node:path';
import { EstimatorError } from '../model/errors.js';
import type { InstanceTypeFile } from '../prices/instance-types.js';
import { PriceBook, type PriceIndex, type PriceOverride } from '../prices/price-book.js';
import { type PriceFile, parsePriceFile } from '../prices/price-file.js';
import { type BuiltPrices, builtPrices } from './built-prices.js';
import { packageRoot } from './package-root.js';
import { readTextFile } from './read-file.js';

const MAX_PRICE_FILE_BYTES = 16 * 1024 ** 2;
const INSTANCE_TYPES = 'instance-types.json';

/**
 * Opens the price book. A file is read, and its checksum verified, when its first price is needed.
 *
 * @param options `directory` of the book (default: the prices in the package); `overrides`: your own price files, which
 *   take precedence, the last one first; `verify`: verify checksums even where the build has done so
 * @throws EstimatorError `FILE_NOT_READABLE`, `PRICE_FILE_INVALID`
 */
export function loadPriceBook(
  options: { readonly directory?: string; readonly overrides?: readonly string[]; readonly verify?: boolean } = {},
): PriceBook {
  const root = packageRoot();
  const directory = options.directory ?? join(root, 'pricing');
  const built = options.directory === undefined && !options.verify ? builtPrices(root) : undefined;
  const { id, index } = built ?? readIndex(directory);
  const read = (path: string) =>
    built?.isAsBuilt(path)
      ? readTextFile(join(directory, path), MAX_PRICE_FILE_BYTES)
      : readVerified(directory, path, index);
  const reader = {
    priceFile: (path: string): PriceFile => parsePriceFile(read(path), `pricing/${path}`),
    ...(built !== undefined && { part: built.part, instanceType: built.instanceType }),
    instanceTypes: (): InstanceTypeFile => JSON.parse(read(INSTANCE_TYPES)) as InstanceTypeFile,
  };
  return new PriceBook(id, index, reader, (options.overrides ?? []).map(readOverride));
}

/** Computes the SHA-256 checksum of a text, in hex. */
export function sha256(text: string): string {
  // Needed only for files changed since the build; loading the module takes longer than reading the prices.
  return process.getBuiltinModule('node:crypto').createHash('sha256').update(text).digest('hex');
}

function readIndex(directory: string): Pick<BuiltPrices, 'id' | 'index'> {
  const text = readTextFile(join(directory, 'index.json'), MAX_PRICE_FILE_BYTES);
  try {
    return { id: `sha256:${sha256(text)}`, index: JSON.parse(text) as PriceIndex };
  } catch {
    throw new EstimatorError('PRICE_FILE_INVALID', 'pricing/index.json is not JSON', 'Install the package again.');
  }
}

function readVerified(directory: string, path: string, index: PriceIndex): string {
  const text = readTextFile(join(directory, path), MAX_PRICE_FILE_BYTES);
  if (sha256(text) === index.files[path]) return text;
  throw new EstimatorError(
    'PRICE_FILE_INVALID',
    `pricing/${path} is not the file that pricing/index.json names: its sha256 differs`,
    'Install the package again. To use your own prices, put them in a separate file and give it with --prices.',
  );
}

function readOverride(path: string): PriceOverride {
  const text = readTextFile(path, MAX_PRICE_FILE_BYTES);
  return { name: `${path} sha256:${sha256(text)}`, file: parsePriceFile(text, path) };
}
