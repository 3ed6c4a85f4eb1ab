import type { PriceBookStamp, Result } from '../model/report.js';
import type { PriceBook } from '../prices/price-book.js';

/** First and last date of the prices used; none was used yet where they are empty. */
export interface PriceDates {
  readonly newest: string;
  readonly oldest: string;
}

/** Dates of the prices in some reports, with those seen before. */
export function datesOf(
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

/** Which prices a report rests on. */
export function stampOf(book: PriceBook, { newest, oldest }: PriceDates): PriceBookStamp {
  return { id: book.id, newest, oldest, overrides: book.overrides.map(({ name }) => name) };
}
