import { BaseCommand } from '../../cli/base-command.js';
import { pricingFlags } from '../../cli/flags/shared-flags.js';
import { openPriceBook } from '../../cli/scenarios/pricing-options.js';
import { outputTerminal } from '../../cli/terminal/output-terminal.js';
import type { PriceBook } from '../../prices/price-book.js';
import { plainTable } from '../../render/plain-table.js';

/** One offer of the price book; `oldest` and `newest` are dates of publication. */
interface OfferRow {
  readonly offer: string;
  readonly regions: number;
  readonly meters: number;
  readonly oldest: string;
  readonly newest: string;
}

export default class PricesList extends BaseCommand {
  static override summary = 'List the offers of the price book, with regions and dates.';
  static override examples = ['<%= config.bin %> <%= command.id %>', '<%= config.bin %> <%= command.id %> --json'];
  static override flags = { prices: pricingFlags.prices };

  override async run(): Promise<unknown> {
    const { flags } = await this.parse(PricesList);
    const book = openPriceBook(flags);
    const offers = offersOf(book);
    const rows = offers.map(({ offer, regions, meters, oldest, newest }) => [
      offer,
      `${regions}`,
      `${meters}`,
      oldest,
      newest,
    ]);
    this.log(plainTable(['offer', 'regions', 'meters', 'oldest', 'newest'], rows, outputTerminal()));
    this.log(`Price book ${book.id}, ${book.regions.length} regions.`);
    return { id: book.id, regions: book.index.regions, offers };
  }
}

function offersOf(book: PriceBook): OfferRow[] {
  const byOffer = new Map<string, { regions: Set<string>; meters: Set<string>; dates: Set<string> }>();
  for (const path of Object.keys(book.index.files)) {
    const file = path === 'instance-types.json' ? undefined : book.file(path);
    if (file === undefined) continue;
    const seen = byOffer.get(file.offer) ?? { regions: new Set(), meters: new Set(), dates: new Set() };
    byOffer.set(file.offer, seen);
    for (const [meter, record] of Object.entries(file.meters)) {
      seen.meters.add(meter);
      for (const [region, price] of Object.entries(record.regions)) {
        seen.regions.add(region);
        seen.dates.add(price.publishedOn ?? record.publishedOn ?? file.publishedOn);
      }
    }
  }
  return [...byOffer].map(([offer, { regions, meters, dates }]) => {
    const sorted = [...dates].sort();
    return { offer, regions: regions.size, meters: meters.size, oldest: sorted[0] ?? '', newest: sorted.at(-1) ?? '' };
  });
}
