import type { CompareOptions } from '../../estimate/compare.js';
import { loadPriceBook } from '../../io/price-files.js';
import { EstimatorError } from '../../model/errors.js';
import { nearest } from '../../model/nearest.js';
import type { PriceBook } from '../../prices/price-book.js';

/** The flags that decide what is priced, and with which prices. */
export interface PricingFlags {
  readonly complete?: boolean;
  readonly region?: string | undefined;
  readonly 'free-tier': boolean;
  readonly prices?: readonly string[] | undefined;
}

/** Opens the price book with the files of `--prices` on top. */
export function openPriceBook({ prices = [] }: Pick<PricingFlags, 'prices'>): PriceBook {
  return loadPriceBook({ overrides: prices });
}

/**
 * Collects the flags that replace settings of a scenario.
 *
 * @throws EstimatorError `ARGUMENT_INVALID` for a region that the book does not have
 */
export function compareOptions({ region, 'free-tier': freeTier }: PricingFlags, book: PriceBook): CompareOptions {
  if (region !== undefined && !book.regions.includes(region)) {
    const close = nearest(region, book.regions);
    throw new EstimatorError(
      'ARGUMENT_INVALID',
      `Unknown region "${region}"`,
      `${close === undefined ? '' : `Did you mean "${close}"? `}Known: ${book.regions.join(', ')}.`,
      '--region',
    );
  }
  return { ...(region !== undefined && { region }), ...(!freeTier && { freeTier: false }) };
}
