import type { Decimal } from './decimal.js';
import type { Quantity, Rate } from './quantity.js';
import type { Unit } from './unit.js';

/** FOCUS PricingCategory: on demand, Spot, under a commitment. */
export type PricingCategory = 'Standard' | 'Dynamic' | 'Committed';

/** How much of one meter a service used in the month, after AWS's own rounding; no money yet. */
export interface UsageLine<U extends Unit = Unit> {
  /** Service id: `lambda`. */
  readonly service: string;
  /** The service's name in its design: `lambda-2`. */
  readonly name: string;
  /** The AWS offer whose price file holds the meter: `ec2` for `ecs-ec2`. */
  readonly offer: string;
  /** One billed dimension of the offer: `duration-arm64`. */
  readonly meter: string;
  /** As on AWS's pricing page, with variables in brackets: `Duration (arm64)`. */
  readonly description: string;
  readonly pricingQuantity: Quantity<U>;
  readonly pricingCategory: PricingCategory;
  /** How the quantity was computed: `3000000 requests × ⌈120 ms⌉ × 1536 MB / 1024000`. */
  readonly derivation: string;
  /** US dollars per unit, given in the scenario for what AWS does not sell; no price file is read for it. */
  readonly ownUsdPerUnit?: Decimal;
}

/** FOCUS ChargeCategory. A free allowance and a negotiated discount are Credits, never a smaller quantity. */
export type ChargeCategory = 'Usage' | 'Purchase' | 'Credit';

/** One line of the bill. */
export interface CostLine<U extends Unit = Unit> extends UsageLine<U> {
  readonly chargeCategory: ChargeCategory;
  readonly listUnitPrice: Rate<U>;
  /** US dollars: pricingQuantity × listUnitPrice, half-even to 20 decimals. Negative for a Credit. */
  readonly listCost: Decimal;
  /** On the Credit line of a negotiated discount: percent off. */
  readonly discountPercent?: Decimal;
  /** AWS's key of the price; null where AWS gives none. */
  readonly rateCode: string | null;
  /** Where the price was read: an address, or a name such as `scenario file`. */
  readonly source: string;
  /** ISO date; empty for a price given in the scenario. */
  readonly publishedOn: string;
  readonly confidence: Confidence;
}

/** high: an AWS file with a named or exact entry; medium: derived, older or second-hand; user: from `--prices` or the scenario. */
export type Confidence = 'high' | 'medium' | 'user';
