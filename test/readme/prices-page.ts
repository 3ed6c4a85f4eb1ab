import { loadPriceBook } from '../../src/index.js';
import { feeMeters } from '../../src/prices/percentage-fees.js';
import { EVERY_REGION, type Origin, type PriceFile } from '../../src/prices/price-file.js';
import { markdownTable } from './blocks.js';

interface Offer {
  readonly name: string;
  readonly meters: Set<string>;
  readonly regions: Set<string>;
  readonly dates: Set<string>;
  readonly sources: Set<string>;
  /** Prices by confidence. */
  readonly prices: Map<string, number>;
}

const book = loadPriceBook();
const UNPRICED_FILE = 'instance-types.json';

const REGION_FILE = /\/(?<region>[^/]+)\.json$/;

/** Every offer: how many prices of how many meters and regions, from when, and how sure they are. */
export function offersTable(): string {
  const rows = offers().map(({ name, meters, regions, dates, prices }) => {
    const [oldest = '', newest = oldest] = [[...dates].sort()[0], [...dates].sort().at(-1)];
    return [
      `\`${name}\``,
      `${[...regions].filter((region) => region !== EVERY_REGION).length}`,
      thousands(meters.size),
      thousands(prices.get('high') ?? 0),
      thousands(prices.get('medium') ?? 0),
      oldest === newest ? oldest : `${oldest} to ${newest}`,
    ];
  });
  return markdownTable(['offer', 'regions', 'meters', 'prices: high', 'medium', 'published'], rows);
}

/** Every region: its name, and how many offers are priced there. */
export function regionsTable(): string {
  const all = offers();
  const rows = Object.entries(book.index.regions).map(([id, name]) => {
    const missing = all.filter(({ regions }) => !regions.has(id) && !regions.has(EVERY_REGION)).map((of) => of.name);
    return [`\`${id}\``, name, `${all.length - missing.length}`, missing.length > 8 ? '' : missing.join(', ')];
  });
  return markdownTable(['region', 'name', 'offers', 'not priced'], rows);
}

/** Every source: what it stands for, and the offers with prices from it. */
export function sourcesTable(): string {
  const all = offers();
  const rows = Object.entries(book.index.sources).map(([id, meaning]) => {
    const from = all.filter(({ sources }) => sources.has(id)).map((of) => of.name);
    return [`\`${id}\``, meaning.startsWith('https://') ? meaning.replaceAll('<', '&lt;') : meaning, from.join(', ')];
  });
  return markdownTable(['source', 'what it is', 'offers'], rows);
}

let memo: readonly Offer[] | undefined;

function offers(): readonly Offer[] {
  memo ??= readOffers();
  return memo;
}

function readOffers(): Offer[] {
  const byName = new Map<string, Offer>();
  for (const path of Object.keys(book.index.files)) {
    const file = path === UNPRICED_FILE ? undefined : book.file(path);
    if (file !== undefined) addPrices(byName, file, REGION_FILE.exec(path)?.groups?.region);
  }
  return [...byName.values()];
}

/** @param ownRegion of a file that prices one region */
function addPrices(byName: Map<string, Offer>, file: PriceFile, ownRegion: string | undefined): void {
  const offer = byName.get(file.offer) ?? {
    name: file.offer,
    meters: new Set(),
    regions: new Set(),
    dates: new Set(),
    sources: new Set(),
    prices: new Map(),
  };
  byName.set(file.offer, offer);
  for (const [meter, record] of Object.entries(file.meters)) {
    offer.meters.add(meter);
    for (const [region, price] of Object.entries(record.regions)) {
      offer.regions.add(region);
      addOrigin(offer, { ...file, ...record, ...price });
    }
  }
  for (const meter of feeMeters(file.fees ?? [])) {
    offer.meters.add(meter);
    if (ownRegion !== undefined) offer.regions.add(ownRegion);
    addOrigin(offer, file);
  }
  for (const { source } of [...(file.allowances ?? []), ...(file.fees ?? [])]) offer.sources.add(source);
}

function addOrigin(offer: Offer, { source, publishedOn, confidence }: Origin): void {
  offer.dates.add(publishedOn);
  offer.sources.add(source);
  offer.prices.set(confidence, (offer.prices.get(confidence) ?? 0) + 1);
}

function thousands(count: number): string {
  return count === 0 ? '' : count.toLocaleString('en-US');
}
