import type { Amount } from '../model/amount.js';
import type { Unit } from '../model/unit.js';
import type { MeteredLine, MeterInfo } from './service.js';

/** How much of a meter was used. */
export type MeterRow<Meter extends string> = readonly [meter: Meter, amount: Amount];

/** The on-demand meters of one offer, for the list of meters and for the lines of a bill. */
export interface MeterTable<Meter extends string> {
  readonly infos: readonly MeterInfo[];
  /** A line for each row in which something is used, in the order given. */
  lines(rows: readonly MeterRow<Meter>[]): MeteredLine[];
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
      rows.flatMap(([meter, amount]): MeteredLine[] => {
        const [unit, description] = words[meter];
        return isUsed(amount) ? [{ offer, meter, description, amount, unit, pricingCategory: 'Standard' }] : [];
      }),
  };
}

/** Whether something is used, or could be for other inputs. */
export function isUsed(amount: Amount): boolean {
  return amount.isVaried || !amount.exact.isZero();
}

/** The meters of a table. */
export type MeterOf<Table> = Table extends MeterTable<infer Meter> ? Meter : never;
