import type { CostLine, UsageLine } from '../model/cost-line.js';
import { type Decimal, sum, ZERO } from '../model/decimal.js';
import { listCost, quantity } from '../model/quantity.js';
import type { Price } from '../prices/price.js';
import { describeTier, splitByTier, type TierPart } from '../prices/tiers.js';
import { allocate } from './allocation.js';
import { type AllowanceTerms, type AllowanceUse, drawAllowances } from './allowances.js';

/** What decides the price of a month besides its usage. */
export interface RatingTerms extends AllowanceTerms {
  readonly freeTier: boolean;
}

/** All usage of one meter, which AWS prices as one. */
interface MeterUse {
  readonly lines: readonly UsageLine[];
  readonly used: Decimal;
  readonly price: Price;
  readonly allowance: AllowanceUse | undefined;
}

/**
 * Prices a month of usage. Takes every line at once: AWS applies tiers and allowances to the sum of a meter in an
 * account and region, not to each function. Where several services share a tiered or partly free meter, each carries
 * its share of the pooled cost, by quantity.
 *
 * @returns usage lines in the order given, one per tier reached; each followed by its Credits for the free allowance
 * @throws EstimatorError `PRICE_NOT_FOUND`, `PRICE_FILE_INVALID`
 */
export function rate(usage: readonly UsageLine[], terms: RatingTerms): CostLine[] {
  const pools = poolByMeter(usage.filter(({ ownUsdPerUnit }) => ownUsdPerUnit === undefined));
  const allowances = terms.freeTier ? drawAllowances(pools, terms) : new Map<string, AllowanceUse>();
  const costs = new Map<UsageLine, CostLine[]>();
  for (const [key, lines] of pools) {
    const [{ offer, meter, pricingQuantity }] = lines;
    const price = terms.book.price(offer, meter, pricingQuantity.unit, terms.regionId);
    const used = sum(lines.map((line) => line.pricingQuantity.amount));
    const elsewhere = terms.account.get(key) ?? ZERO;
    const allowance = allowances.get(key);
    priceMeter({ lines, used, price, allowance }, elsewhere.minus(allowance?.elsewhere ?? ZERO), costs);
  }
  return usage.flatMap((line) => costs.get(line) ?? ownCost(line));
}

/** A line with a price of the scenario: one rate, without tiers or allowances. */
function ownCost(line: UsageLine): CostLine[] {
  const { ownUsdPerUnit, pricingQuantity } = line;
  if (ownUsdPerUnit === undefined) return [];
  const listUnitPrice = { usdPerUnit: ownUsdPerUnit, unit: pricingQuantity.unit };
  return [
    {
      ...line,
      chargeCategory: 'Usage',
      listUnitPrice,
      listCost: listCost(pricingQuantity, listUnitPrice),
      rateCode: null,
      source: 'scenario file',
      publishedOn: '',
      confidence: 'user',
    },
  ];
}

type Pools = ReadonlyMap<string, readonly [UsageLine, ...UsageLine[]]>;

/** Lines by `offer.meter`, in the order they first appear. */
function poolByMeter(usage: readonly UsageLine[]): Pools {
  const pools = new Map<string, [UsageLine, ...UsageLine[]]>();
  for (const line of usage) {
    const key = `${line.offer}.${line.meter}`;
    const pool = pools.get(key);
    if (pool === undefined) pools.set(key, [line]);
    else pool.push(line);
  }
  return pools;
}

/** @param after paid units used elsewhere, which fill the lower tiers first */
function priceMeter(
  { lines, used, price, allowance }: MeterUse,
  after: Decimal,
  costs: Map<UsageLine, CostLine[]>,
): void {
  const { unit, tiers } = price;
  const usageParts = splitByTier(quantity(used, unit), tiers, after);
  // The last units are the free ones: tiers apply to the first used − free units.
  const free = allowance?.here ?? ZERO;
  const freeParts = free.isZero() ? [] : splitByTier(quantity(free, unit), tiers, after.plus(used).minus(free));
  const weights = lines.map((line) => line.pricingQuantity.amount);
  const usageShares = usageParts.map((part) => allocate(part.used.amount, weights));
  const freeShares = freeParts.map((part) => allocate(part.used.amount, weights));
  lines.forEach((line, index) => {
    const charged = usageParts.map((part, at) => costLine(line, part, usageShares[at]?.[index] ?? ZERO, price));
    const credited = freeParts.map((part, at) =>
      costLine(creditOf(line, allowance), part, (freeShares[at]?.[index] ?? ZERO).neg(), price),
    );
    // A line that used nothing is shown once, at the first price.
    const kept = charged.filter(({ pricingQuantity }, at) => at === 0 || !pricingQuantity.amount.isZero());
    costs.set(line, [...kept, ...credited.filter(({ pricingQuantity }) => !pricingQuantity.amount.isZero())]);
  });
}

/** The usage line that its free allowance is credited as. */
function creditOf(line: UsageLine, use: AllowanceUse | undefined): UsageLine {
  const { quantity: free = '', unit = '' } = use?.allowance ?? {};
  const derivation = `${free} ${unit} free each month, over all accounts of the organisation`;
  return { ...line, description: `Free tier: ${line.description}`, derivation };
}

/** @param amount negative makes the line a Credit */
function costLine(line: UsageLine, part: TierPart, amount: Decimal, price: Price): CostLine {
  const used = quantity(amount, price.unit);
  return {
    ...line,
    description: [line.description, ...describeTier(price, part.tier)].join(', '),
    pricingQuantity: used,
    chargeCategory: amount.isNegative() ? 'Credit' : 'Usage',
    listUnitPrice: part.rate,
    listCost: listCost(used, part.rate),
    rateCode: price.rateCode,
    source: price.source,
    publishedOn: price.publishedOn,
    confidence: price.confidence,
  };
}
