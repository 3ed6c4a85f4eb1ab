import { EVERY_REGION, type MeterRecord, type PriceFile } from './price-file.js';

/** What a price file says of one region: its records of that region and of all regions, with its allowances and fees. */
export function regionPart(file: PriceFile, regionId: string): PriceFile {
  const meters: Record<string, MeterRecord> = {};
  for (const [meter, record] of Object.entries(file.meters)) {
    const here = Object.entries(record.regions).filter(([region]) => region === regionId || region === EVERY_REGION);
    if (here.length > 0) meters[meter] = { ...record, regions: Object.fromEntries(here) };
  }
  return { ...file, meters };
}
