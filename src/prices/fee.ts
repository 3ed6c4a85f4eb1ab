import { exact } from '../model/decimal.js';
import type { Unit } from '../model/unit.js';
import type { Price } from './price.js';
import type { FeeRecord } from './price-file.js';

/** A fee for one instance type, and the price it is a share of. */
export interface Fee {
  readonly fee: FeeRecord;
  readonly share: string;
  readonly offer: string;
  readonly meter: string;
}

/** What `managed-instances-fee-m7i.large` is a share of; undefined when no fee of the file is named so. */
export function feeBase(fees: readonly FeeRecord[], meter: string): Fee | undefined {
  const fee = fees.find((candidate) => meter.startsWith(`${candidate.meter}-`));
  if (fee === undefined) return undefined;
  const instanceType = meter.slice(fee.meter.length + 1);
  const share = shareOfType(fee, instanceType);
  if (share === undefined) return undefined;
  return { fee, share, offer: fee.of.offer, meter: `${fee.of.meter}-${instanceType}` };
}

function shareOfType({ share, shareOf, shareByType = {} }: FeeRecord, instanceType: string): string | undefined {
  if (Object.hasOwn(shareByType, instanceType)) return shareByType[instanceType];
  const letters = /^[a-z]+/.exec(instanceType)?.[0] ?? '';
  return shareOf?.find(({ families }) => families.includes(letters))?.share ?? share;
}

/** Meters of the fees that have a share of their own. */
export function feeMeters(fees: readonly FeeRecord[]): string[] {
  return fees.flatMap(({ meter, shareByType = {} }) => Object.keys(shareByType).map((type) => `${meter}-${type}`));
}

/** The share of a price that a fee is; the fee follows the list price, whatever is really paid for the instance. */
export function shareOf<U extends Unit>({ fee, share }: Fee, base: Price<U>): Price<U> {
  const { source, publishedOn, confidence } = fee;
  const tiers = base.tiers.map(({ startsAt, rate }) => ({
    startsAt,
    rate: { ...rate, usdPerUnit: rate.usdPerUnit.times(exact(share)) },
  }));
  return { ...base, tiers: tiers as unknown as Price<U>['tiers'], rateCode: null, source, publishedOn, confidence };
}
