import { loadPriceBook } from '../../src/index.js';
import type { PriceBook } from '../../src/prices/price-book.js';
import { EVERY_REGION } from '../../src/prices/price-file.js';
import { loadServices } from '../../src/services/index.js';
import type { AnyService, MeterInfo } from '../../src/services/service.js';
import { type PublishedCase, publishedCases } from '../truth/published-case.js';
import { markdownTable } from './blocks.js';
import { fieldTable } from './field-table.js';

/** Every service: where it is priced, and how many published calculations use it. */
export async function servicesTable(): Promise<string> {
  const book = loadPriceBook();
  const cases = publishedCases();
  const rows = (await loadServices()).map((service) => {
    const regions = book.regions.filter((region) => isPriced(book, service, region)).length;
    const published = cases.filter((of) => uses(of, service.id)).length;
    return [
      `[\`${service.id}\`](#${service.id})`,
      service.serviceName,
      `${regions === 0 ? 'all' : regions}`,
      `${published === 0 ? '' : published}`,
    ];
  });
  return markdownTable(['service', 'what it is', 'regions priced', 'published calculations'], rows);
}

/** For every service its fields, its meters and what is not modelled. */
export async function serviceSections(): Promise<string> {
  return (await loadServices()).map(section).join('\n\n');
}

function section({ id, serviceName, summary, pricingUrl, input, meters, notModelled }: AnyService): string {
  const metered = meters.map(({ meter, unit, description }) => [`\`${meter}\``, unit, description]);
  return [
    `### ${id}`,
    `${serviceName}. ${summary} [Prices](${pricingUrl})`,
    fieldTable(input.shape),
    ...(metered.length === 0 ? [] : [markdownTable(['meter', 'unit', 'what is billed'], metered)]),
    `Not modelled: ${notModelled.length === 0 ? 'nothing known' : notModelled.join('; ')}.`,
  ].join('\n\n');
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
