import { loadPriceBook } from '../src/index.js';
import type { PriceBook } from '../src/prices/price-book.js';
import { EVERY_REGION } from '../src/prices/price-file.js';
import { loadServices } from '../src/services/index.js';
import type { AnyService, MeterInfo } from '../src/services/service.js';
import { type PublishedCase, publishedCases } from './truth/published-case.js';

/** The README's account of every service: where it is priced, what published figures it reproduces, what it leaves out. */
export async function servicesTable(): Promise<string> {
  const book = loadPriceBook();
  const cases = publishedCases();
  const rows = (await loadServices()).map((service) => {
    const regions = book.regions.filter((region) => isPriced(book, service, region)).length;
    const published = cases.filter((of) => uses(of, service.id)).length;
    const without = service.notModelled.join(', ') || 'nothing known';
    const name = `[${service.serviceName}](${service.pricingUrl})`;
    return `| \`${service.id}\` | ${name} | ${regions === 0 ? 'everywhere' : regions} | ${published || ''} | ${without} |`;
  });
  return [
    '| service | what it is | regions | published calculations | not modelled |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

function isPriced(book: PriceBook, { meters }: AnyService, region: string): boolean {
  return meters.some((meter) => isListed(book, meter, region));
}

/** `on-demand-<instanceType>` is listed where any meter begins so. */
function isListed(book: PriceBook, { offer, meter }: MeterInfo, region: string): boolean {
  const file = book.file(`${offer}.json`) ?? book.file(`${offer}/${region}.json`);
  if (file === undefined) return false;
  const [beginning = ''] = meter.split('<');
  return Object.entries(file.meters).some(
    ([listed, { regions }]) =>
      (meter.includes('<') ? listed.startsWith(beginning) : listed === meter) &&
      (region in regions || EVERY_REGION in regions),
  );
}

function uses({ services = [], designs = {} }: PublishedCase, id: string): boolean {
  return [...services, ...Object.values(designs).flat()].some((of) => (of as { service?: string }).service === id);
}
