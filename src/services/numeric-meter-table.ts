import type { Decimal } from '../model/decimal.js';
import { quantity } from '../model/quantity.js';
import type { Unit } from '../model/unit.js';
import type { NumericLine } from './numeric-service.js';
import type { MeterInfo } from './service.js';

/** How much of a meter was used, and how it came about. */
export type MeterRow<Meter extends string> = readonly [meter: Meter, amount: Decimal, derivation: string];

/** The on-demand meters of one offer: unit and words stand once, for the list of meters and for the lines. */
export interface MeterTable<Meter extends string> {
  readonly infos: readonly MeterInfo[];
  /** A line for each row in which something was used, in the order given. */
  lines(rows: readonly MeterRow<Meter>[]): NumericLine[];
}

/** @param words unit and AWS's pricing page words, by meter */
export function meterTable<Meter extends string>(
  offer: string,
  words: Readonly<Record<Meter, readonly [unit: Unit, description: string]>>,
): MeterTable<Meter> {
  const meters = Object.entries(words) as [Meter, readonly [Unit, string]][];
  return {
    infos: meters.map(([meter, [unit, description]]) => ({ offer, meter, unit, description })),
    lines: (rows) =>
      rows.flatMap(([meter, amount, derivation]) => {
        const [unit, description] = words[meter];
        const pricingQuantity = quantity(amount, unit);
        return amount.isZero()
          ? []
          : [{ offer, meter, description, pricingQuantity, pricingCategory: 'Standard', derivation }];
      }),
  };
}

/** The meters of a table. */
export type MeterOf<Table> = Table extends MeterTable<infer Meter> ? Meter : never;
