import { EstimatorError } from '../model/errors.js';
import { nearest } from '../model/nearest.js';
import type { Unit } from '../model/unit.js';
import type { InstanceType } from '../services/service.js';
import { type InstanceTypeFile, instanceTypeOf } from './instance-types.js';
import { feePrice, findFee } from './percentage-fees.js';
import type { Price } from './price.js';
import { type Allowance, type MeterRecord, type PriceFile, parsePrice } from './price-file.js';

/** `pricing/index.json`: names every file of the book with its hash. */
export interface PriceIndex {
  readonly schemaVersion: 1;
  /** Regions the book prices, by id, with AWS's name. */
  readonly regions: Readonly<Record<string, string>>;
  /** Names of the source ids in the files. */
  readonly sources: Readonly<Record<string, string>>;
  /** sha256 by path below `pricing/`. */
  readonly files: Readonly<Record<string, string>>;
}

/** Reads the files of a price book; each is read at most once. */
export interface PriceFileReader {
  /**
   * Reads a file of the book.
   *
   * @param path below `pricing/`: `ec2/us-east-1.json`
   * @throws EstimatorError `PRICE_FILE_INVALID` for a wrong hash or a broken file
   */
  priceFile(path: string): PriceFile;
  /** The prices of one region or, in the file of a region, of one meter; left out where that is no faster than the file. */
  part?(path: string, regionId: string, meter: string): PriceFile | undefined;
  /** Reads the sizes of all instance types. */
  instanceTypes(): InstanceTypeFile;
  /** The sizes of one type; left out where that is no faster than reading all. */
  instanceType?(instanceType: string): InstanceTypeFile | undefined;
}

/** Prices and instance types that were looked up in a book and found. */
export interface Asked {
  readonly prices: readonly { readonly offer: string; readonly meter: string; readonly regionId: string }[];
  readonly instanceTypes: readonly string[];
}

/** List prices, looked up by offer, meter, unit and region; a file is read when its first price is looked up. */
export class PriceBook {
  private readonly files = new Map<string, PriceFile>();
  private readonly prices = new Map<string, Price>();
  private types: InstanceTypeFile | undefined;
  private readonly requestedTypes = new Set<string>();

  /**
   * @param id `sha256:` of the index
   * @param overrides replace prices of the book; a later one replaces an earlier one
   */
  constructor(
    readonly id: string,
    readonly index: PriceIndex,
    private readonly reader: PriceFileReader,
    readonly overrides: readonly PriceOverride[] = [],
  ) {}

  /** Everything looked up so far. */
  get asked(): Asked {
    const prices = [...this.prices.keys()].map((key) => {
      const [offer = '', meter = '', , regionId = ''] = key.split(' ');
      return { offer, meter, regionId };
    });
    return { prices, instanceTypes: [...this.requestedTypes] };
  }

  /** Region ids, in alphabetical order. */
  get regions(): readonly string[] {
    return Object.keys(this.index.regions);
  }

  /**
   * The price of one meter in one region.
   *
   * @throws EstimatorError `PRICE_NOT_FOUND`: there is no default region and no zero price; `PRICE_FILE_INVALID`
   */
  price<U extends Unit>(offer: string, meter: string, unit: U, regionId: string): Price<U> {
    const key = `${offer} ${meter} ${unit} ${regionId}`;
    const known = this.prices.get(key);
    if (known !== undefined) return known as Price<U>;
    const price = this.overridePrice(offer, meter, unit, regionId) ?? this.listPrice(offer, meter, unit, regionId);
    if (price === undefined) throw this.notFound(offer, meter, unit, regionId);
    const named = { ...price, source: this.index.sources[price.source] ?? price.source };
    this.prices.set(key, named as unknown as Price);
    return named;
  }

  /** Free allowances of an offer. Per-region offers have none. */
  allowances(offer: string, regionId: string): readonly Allowance[] {
    const path = `${offer}.json`;
    return (this.reader.part?.(path, regionId, '') ?? this.file(path))?.allowances ?? [];
  }

  /** Sizes of all instance types. */
  instanceTypes(): InstanceTypeFile {
    this.types ??= this.reader.instanceTypes();
    return this.types;
  }

  /**
   * The sizes of one instance type.
   *
   * @throws EstimatorError `INSTANCE_TYPE_UNKNOWN` when they are not known
   */
  instanceType(instanceType: string): InstanceType {
    this.requestedTypes.add(instanceType);
    const row = this.types === undefined ? this.reader.instanceType?.(instanceType) : undefined;
    return instanceTypeOf(row ?? this.instanceTypes(), instanceType);
  }

  /** The file that prices an offer in a region, or the part of it that does; undefined when the book has none. */
  private fileOf(offer: string, regionId: string, meter: string): PriceFile | undefined {
    const part = (path: string) => this.reader.part?.(path, regionId, meter);
    return part(`${offer}.json`) ?? part(`${offer}/${regionId}.json`) ?? this.wholeFileOf(offer, regionId);
  }

  private wholeFileOf(offer: string, regionId: string): PriceFile | undefined {
    return this.file(`${offer}.json`) ?? this.file(`${offer}/${regionId}.json`);
  }

  /** A file of the book by its path below `pricing/`. */
  file(path: string): PriceFile | undefined {
    if (!Object.hasOwn(this.index.files, path)) return undefined;
    const known = this.files.get(path) ?? this.reader.priceFile(path);
    this.files.set(path, known);
    return known;
  }

  private overridePrice<U extends Unit>(offer: string, meter: string, unit: U, regionId: string): Price<U> | undefined {
    for (const { file } of this.overrides.toReversed()) {
      if (file.offer !== offer || !Object.hasOwn(file.meters, meter)) continue;
      const record = file.meters[meter] as MeterRecord;
      if (!Object.hasOwn(record.regions, regionId)) continue;
      const price = parsePrice(file, meter, regionId, unit);
      if (price === undefined) throw wrongUnit(file.offer, meter, record.unit, unit);
      return price;
    }
    return undefined;
  }

  private listPrice<U extends Unit>(offer: string, meter: string, unit: U, regionId: string): Price<U> | undefined {
    const file = this.fileOf(offer, regionId, meter);
    if (file === undefined) return undefined;
    if (Object.hasOwn(file.meters, meter)) return parsePrice(file, meter, regionId, unit);
    const fee = findFee(file.fees ?? [], meter);
    return fee === undefined ? undefined : feePrice(fee, this.price(fee.offer, fee.meter, unit, regionId));
  }

  private notFound(offer: string, meter: string, unit: Unit, regionId: string): EstimatorError {
    const file = this.wholeFileOf(offer, regionId);
    const close = file === undefined ? undefined : nearest(meter, Object.keys(file.meters));
    const elsewhere =
      file !== undefined && Object.hasOwn(file.meters, meter)
        ? Object.keys(file.meters[meter]?.regions ?? {})
        : undefined;
    const path = Object.hasOwn(this.index.files, `${offer}.json`) ? `${offer}.json` : `${offer}/${regionId}.json`;
    const hints = [
      close !== undefined && close !== meter && `Did you mean "${close}"?`,
      elsewhere !== undefined &&
        `It is known in ${elsewhere.slice(0, 6).join(', ')}${elsewhere.length > 6 ? ', …' : ''}.`,
      `Add it to pricing/${path} with its source, or give your own price with --prices.`,
    ].filter((hint) => hint !== false);
    return new EstimatorError(
      'PRICE_NOT_FOUND',
      `No ${unit} price for ${offer} "${meter}" in ${regionId}`,
      hints.join(' '),
    );
  }
}

/** A price file given with `--prices`, which replaces prices of the book. */
export interface PriceOverride {
  /** Shown in the report: path and hash. */
  readonly name: string;
  readonly file: PriceFile;
}

function wrongUnit(offer: string, meter: string, written: string, billed: Unit): EstimatorError {
  return new EstimatorError(
    'PRICE_FILE_INVALID',
    `Your price of ${offer} "${meter}" is per ${written}, but AWS bills it in ${billed}`,
    `Write it per ${billed}; hours and seconds are converted.`,
  );
}
