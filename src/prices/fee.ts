import { exact } from '../model/decimal.js';
import type { Unit } from '../model/unit.js';
import type { Price } from './price.js';
import type { FeeRecord } from './price-file.js';

/** The price a fee is a share of. */
export interface FeeBase {
  readonly offer: string;
  readonly meter: string;
}

/** What `managed-instances-fee-m7i.large` is a share of, or undefined when no fee of the file is named so. */
export function feeBase(
  fees: readonly FeeRecord[],
  meter: string,
): (FeeBase & { readonly fee: FeeRecord }) | undefined {
  const fee = fees.find((candidate) => meter.startsWith(`${candidate.meter}-`));
  if (fee === undefined) return undefined;
  const instanceType = meter.slice(fee.meter.length + 1);
  return { fee, offer: fee.of.offer, meter: `${fee.of.meter}-${instanceType}` };
}

/** The share of a price that a fee is; the fee follows the list price, whatever is really paid for the instance. */
export function shareOf<U extends Unit>(fee: FeeRecord, meter: string, base: Price<U>): Price<U> {
  const letters = /^[a-z]+/.exec(meter.slice(fee.meter.length + 1))?.[0] ?? '';
  const share = exact(fee.shareOf?.find(({ families }) => families.includes(letters))?.share ?? fee.share);
  const { source, publishedOn, confidence } = fee;
  const tiers = base.tiers.map(({ startsAt, rate }) => ({
    startsAt,
    rate: { ...rate, usdPerUnit: rate.usdPerUnit.times(share) },
  }));
  return {
    unit: base.unit,
    tiers: tiers as unknown as Price<U>['tiers'],
    rateCode: null,
    source,
    publishedOn,
    confidence,
  };
}
