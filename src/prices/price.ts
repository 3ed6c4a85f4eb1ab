import type { Confidence } from '../model/cost-line.js';
import type { Decimal } from '../model/decimal.js';
import type { Rate } from '../model/quantity.js';
import type { Unit } from '../model/unit.js';

/** A rate that applies from `startsAt` units in the month up to the next tier. */
export interface Tier<U extends Unit = Unit> {
  /** Units used in the month; 0 for the first tier. */
  readonly startsAt: Decimal;
  readonly rate: Rate<U>;
}

/** The list price of one meter in one region, with its origin. */
export interface Price<U extends Unit = Unit> {
  readonly unit: U;
  /** The first starts at 0; ascending. */
  readonly tiers: readonly [Tier<U>, ...Tier<U>[]];
  /** AWS's key of the price; null where AWS gives none. */
  readonly rateCode: string | null;
  readonly source: string;
  /** ISO date. */
  readonly publishedOn: string;
  readonly confidence: Confidence;
}
