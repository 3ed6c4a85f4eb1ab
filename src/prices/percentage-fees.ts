import { exact } from '../model/decimal.js';
import type { Unit } from '../model/unit.js';
import type { Price } from './price.js';
import type { FeeRecord } from './price-file.js';

/** The fee for one instance type, and the meter whose price it is a share of. */
export interface InstanceFee {
  readonly record: FeeRecord;
  /** 0 to 1, as decimal text. */
  readonly share: string;
  readonly offer: string;
  readonly meter: string;
}

/** Finds the fee that a meter such as `managed-instances-fee-m7i.large` names; undefined when the file has none. */
export function findFee(fees: readonly FeeRecord[], meter: string): InstanceFee | undefined {
  const fee = fees.find((candidate) => meter.startsWith(`${candidate.meter}-`));
  if (fee === undefined) return undefined;
  const instanceType = meter.slice(fee.meter.length + 1);
  const share = shareOfType(fee, instanceType);
  if (share === undefined) return undefined;
  return { record: fee, share, offer: fee.of.offer, meter: `${fee.of.meter}-${instanceType}` };
}

function shareOfType({ share, shareOf, shareByType = {} }: FeeRecord, instanceType: string): string | undefined {
  if (Object.hasOwn(shareByType, instanceType)) return shareByType[instanceType];
  const letters = /^[a-z]+/.exec(instanceType)?.[0] ?? '';
  return shareOf?.find(({ families }) => families.includes(letters))?.share ?? share;
}

/** Meters of the instance types that a fee lists with their own share. */
export function feeMeters(fees: readonly FeeRecord[]): string[] {
  return fees.flatMap(({ meter, shareByType = {} }) => Object.keys(shareByType).map((type) => `${meter}-${type}`));
}

/** Prices a fee as a share of the list price, whatever discount the instance itself has. */
export function feePrice<U extends Unit>({ record, share }: InstanceFee, base: Price<U>): Price<U> {
  const { source, publishedOn, confidence } = record;
  const tiers = base.tiers.map(({ startsAt, rate }) => ({
    startsAt,
    rate: { ...rate, usdPerUnit: rate.usdPerUnit.times(exact(share)) },
  }));
  return { ...base, tiers: tiers as unknown as Price<U>['tiers'], rateCode: null, source, publishedOn, confidence };
}
