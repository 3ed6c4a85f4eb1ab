import type { Confidence } from '../model/cost-line.js';
import type { Decimal } from '../model/decimal.js';
import type { Rate } from '../model/quantity.js';
import type { Unit } from '../model/unit.js';

/** A rate that holds from `startsAt` units in the month up to the next tier. */
export interface Tier<U extends Unit = Unit> {
  readonly startsAt: Decimal;
  readonly rate: Rate<U>;
}

/** The list price of one meter in one region, with its origin. */
export interface Price<U extends Unit = Unit> {
  readonly unit: U;
  /** The first starts at 0; ascending. */
  readonly tiers: readonly [Tier<U>, ...Tier<U>[]];
  readonly rateCode: string | null;
  readonly source: string;
  readonly publishedOn: string;
  readonly confidence: Confidence;
}
