import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { pricingFlags } from '../../cli/flags/shared-flags.js';
import { openPriceBook } from '../../cli/scenarios/pricing-options.js';
import { outputTerminal } from '../../cli/terminal/output-terminal.js';
import { EstimatorError } from '../../model/errors.js';
import { nearest } from '../../model/nearest.js';
import type { Unit } from '../../model/unit.js';
import { feeMeters } from '../../prices/percentage-fees.js';
import type { PriceBook } from '../../prices/price-book.js';
import { EVERY_REGION, type PriceFile } from '../../prices/price-file.js';
import { plainTable } from '../../render/plain-table.js';

export default class PricesShow extends BaseCommand {
  static override summary = 'Show the list prices of an offer in a region, each with its source.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> lambda --region eu-west-1',
    { description: 'One meter.', command: '<%= config.bin %> <%= command.id %> ec2 --meter on-demand-m7g' },
  ];
  static override args = {
    offer: Args.string({ description: 'Offer, as listed by crossover prices list.', required: true }),
  };
  static override flags = {
    prices: pricingFlags.prices,
    region: Flags.string({ description: 'AWS region.', default: 'us-east-1' }),
    meter: Flags.string({ description: 'Show only meters whose name starts with this.', default: '' }),
  };

  override async run(): Promise<unknown> {
    const { args, flags } = await this.parse(PricesShow);
    const book = openPriceBook(flags);
    const prices = pricesOf(book, offerFile(book, args.offer, flags.region), flags);
    const rows = prices.map(({ meter, unit, tiers, publishedOn }) => [
      meter,
      tiers
        .map(({ startsAt, usdPerUnit }) => (tiers.length === 1 ? usdPerUnit : `${usdPerUnit} from ${startsAt}`))
        .join('\n'),
      unit,
      publishedOn,
    ]);
    this.log(plainTable(['meter', 'US dollars', 'per', 'published'], rows, outputTerminal()));
    for (const source of new Set(prices.map((price) => price.source))) this.log(`Source: ${source}`);
    return { id: book.id, offer: args.offer, region: flags.region, prices };
  }
}

function offerFile(book: PriceBook, offer: string, region: string): PriceFile {
  const file = book.file(`${offer}.json`) ?? book.file(`${offer}/${region}.json`);
  if (file !== undefined) return file;
  const offers = [...new Set(Object.keys(book.index.files).map((path) => path.replace(/(?:\/.*)?\.json$|\/.*/, '')))];
  const known = offers.filter((name) => name !== 'instance-types');
  const close = nearest(offer, known);
  const message = known.includes(offer) ? `There are no prices of ${offer} in ${region}` : `Unknown offer "${offer}"`;
  const hint = close === undefined || close === offer ? `Known: ${known.join(', ')}.` : `Did you mean "${close}"?`;
  throw new EstimatorError('PRICE_NOT_FOUND', message, hint);
}

function pricesOf(book: PriceBook, file: PriceFile, { region, meter: prefix }: { region: string; meter: string }) {
  const hasRegion = (regions: object) => region in regions || EVERY_REGION in regions;
  const listed = Object.entries(file.meters).filter(([, { regions }]) => hasRegion(regions));
  const fees = feeMeters(file.fees ?? []).map((meter) => [meter, { unit: 'Hours' }] as const);
  const meters = [...listed, ...fees].filter(([meter]) => meter.startsWith(prefix));
  if (meters.length === 0) {
    throw new EstimatorError(
      'PRICE_NOT_FOUND',
      `No meter of ${file.offer} in ${region} starts with "${prefix}"`,
      'Leave out --meter to see all of them.',
    );
  }
  return meters.map(([meter, { unit: writtenUnit }]) => {
    const price = book.price(file.offer, meter, writtenUnit as Unit, region);
    const { tiers, unit, rateCode, source, publishedOn, confidence } = price;
    const shown = tiers.map(({ startsAt, rate }) => ({
      startsAt: startsAt.toFixed(),
      usdPerUnit: rate.usdPerUnit.toFixed(),
    }));
    return { meter, unit, tiers: shown, rateCode, source, publishedOn, confidence };
  });
}
