import { BaseCommand } from '../../cli/base-command.js';
import { pricingFlags } from '../../cli/flags/shared-flags.js';
import { loadPriceBook } from '../../io/price-files.js';
import { EstimatorError, type Problem } from '../../model/errors.js';
import type { PriceBook } from '../../prices/price-book.js';
import { checkPriceFile } from '../../prices/price-file.js';

export default class PricesCheck extends BaseCommand {
  static override summary = 'Check every price file: checksum, units, tiers, dates, sources.';
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    { description: 'Your own prices too.', command: '<%= config.bin %> <%= command.id %> --prices our-contract.json' },
  ];
  static override flags = { prices: pricingFlags.prices };

  override async run(): Promise<unknown> {
    const { flags } = await this.parse(PricesCheck);
    const book = loadPriceBook({ overrides: flags.prices ?? [], verify: true });
    const { prices, problems } = checkBook(book);
    if (problems.length > 0) {
      throw new EstimatorError(
        'PRICE_FILE_INVALID',
        `The price book has ${problems.length === 1 ? '1 problem' : `${problems.length} problems`}`,
        'Correct the price files, and run it again.',
        undefined,
        problems,
      );
    }
    const fileCount = Object.keys(book.index.files).length + book.overrides.length;
    this.log(`${prices} prices in ${fileCount} files, no problems found (${book.id}).`);
    return { id: book.id, files: Object.keys(book.index.files).length, prices, problems };
  }
}

function checkBook(book: PriceBook): { prices: number; problems: Problem[] } {
  const problems: Problem[] = [];
  const paths = Object.keys(book.index.files).filter((path) => path !== 'instance-types.json');
  const files = [...paths.map((path) => book.file(path)), ...book.overrides.map(({ file }) => file)];
  let prices = 0;
  for (const file of files) {
    if (file === undefined) continue;
    problems.push(...checkPriceFile(file, book.index.sources));
    prices += Object.values(file.meters).reduce((total, { regions }) => total + Object.keys(regions).length, 0);
  }
  return { prices, problems };
}
