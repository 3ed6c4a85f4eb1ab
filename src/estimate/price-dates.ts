import type { PriceBookStamp, Result } from '../model/report.js';
import type { PriceBook } from '../prices/price-book.js';

/** The newest and oldest date of the prices used, ISO; empty where none was used. */
export interface PriceDates {
  readonly newest: string;
  readonly oldest: string;
}

/** Finds the newest and oldest date of the prices in reports, and of `before`. */
export function priceDates(
  scenarios: readonly { readonly results: readonly Pick<Result, 'lines'>[] }[],
  before: PriceDates = { newest: '', oldest: '' },
): PriceDates {
  let { newest, oldest } = before;
  for (const { results } of scenarios) {
    for (const { publishedOn } of results.flatMap((result) => result.lines)) {
      if (publishedOn === '') continue;
      if (publishedOn > newest) newest = publishedOn;
      if (oldest === '' || publishedOn < oldest) oldest = publishedOn;
    }
  }
  return { newest, oldest };
}

/** Says which prices a report is based on. */
export function priceBookStamp(book: PriceBook, { newest, oldest }: PriceDates): PriceBookStamp {
  return { id: book.id, newest, oldest, overrides: book.overrides.map(({ name }) => name) };
}
