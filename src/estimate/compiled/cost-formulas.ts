import { NotTraceable } from '../../model/amount.js';
import type { UsageLine } from '../../model/cost-line.js';
import { type Decimal, exact, nearestFloat, sum, ZERO } from '../../model/decimal.js';
import { quantity } from '../../model/quantity.js';
import type { PriceBook } from '../../prices/price-book.js';
import type { Scenario } from '../../scenario/scenario.js';
import { type AllowanceUse, drawAllowances } from '../allowances.js';
import { applyDiscounts } from '../discounts.js';
import { totalOf } from '../estimate.js';
import { rate } from '../rate.js';
import { usageElsewhere } from '../usage-elsewhere.js';
import type { Formula, PiecewiseCost } from './formula.js';
import { type FormulaFactory, piecewiseCostAt } from './formula-factory.js';

/** What cost formulas are made from. */
export interface CostSource {
  readonly formulas: FormulaFactory;
  readonly scenario: Scenario;
  readonly book: PriceBook;
}

/** One line of usage whose quantity may depend on inputs. */
export interface FormulaLine {
  readonly line: UsageLine;
  readonly quantity: Formula;
}

/** All lines of one meter, which are priced as one. */
interface Meter {
  readonly key: string;
  readonly lines: readonly FormulaLine[];
  readonly used: Formula;
}

/** Units beyond the start of the last piece at which the cost is compared with the rating. */
const BEYOND = exact(1_000_000);
/** US dollars that rounding of lines to 20 decimals may add up to. */
const MAX_ROUNDING_USD = exact('0.000000000000000001');

/**
 * Makes formulas of what `rate()` and `applyDiscounts()` charge. Their rules are not written again: the cost of a meter is
 * interpolated between the starts of its tiers, and compared with what they charge in between.
 *
 * @returns US dollars of each meter
 * @throws NotTraceable where one meter has several discounts
 */
export function costFormulas(source: CostSource, lines: readonly FormulaLine[]): Formula[] {
  const { formulas } = source;
  const meters = metersOf(source, lines);
  const allowances = allowancesOf(source, meters);
  const used = new Map(meters.map((meter) => [meter.key, meter.used]));
  return meters.map((meter) => {
    const use = allowances.get(meter.key);
    const cost = meterCost(source, meter, use);
    if (use === undefined) return formulas.cost(meter.used, cost);
    // Meters that share an allowance draw on it in the order of its record.
    const { before, left } = use;
    const taken = formulas.sum(before.map((key) => used.get(key) ?? formulas.constant(0)));
    if (taken.exact !== undefined) {
      const free = left.minus(taken.exact);
      return formulas.cost(meter.used, free.gt(ZERO) ? afterFreeUnits(cost, free) : cost);
    }
    const zero = formulas.constant(0);
    const free = formulas.max(zero, formulas.subtract(formulas.constant(left), taken));
    return formulas.cost(formulas.max(zero, formulas.subtract(meter.used, free)), cost);
  });
}

function metersOf({ formulas }: CostSource, lines: readonly FormulaLine[]): Meter[] {
  const pools = new Map<string, FormulaLine[]>();
  for (const [index, formulaLine] of lines.entries()) {
    const { offer, meter, ownUsdPerUnit } = formulaLine.line;
    // Own prices of the scenario apply line by line.
    const key = ownUsdPerUnit === undefined ? `${offer}.${meter}` : `${index}`;
    pools.set(key, [...(pools.get(key) ?? []), formulaLine]);
  }
  return [...pools].map(([key, own]) => ({ key, lines: own, used: formulas.sum(own.map((line) => line.quantity)) }));
}

/** An allowance that a meter takes from. */
interface SharedAllowance {
  /** Units that usage elsewhere leaves of it. */
  readonly left: Decimal;
  /** Meters that draw on it before this one. */
  readonly before: readonly string[];
  readonly elsewhere: Decimal;
}

function allowancesOf(source: CostSource, meters: readonly Meter[]): ReadonlyMap<string, SharedAllowance> {
  const { scenario, book } = source;
  if (!scenario.freeTier) return new Map();
  const pools = new Map(meters.map(({ key, lines }) => [key, lines.map(({ line }) => line)]));
  const uses = drawAllowances(pools, { book, regionId: scenario.region, account: usageElsewhere(scenario) });
  const shared = [...uses].filter(([key]) => pools.has(key));
  return new Map(shared.map(([key, use]) => [key, sharedAllowance(key, use, uses)]));
}

function sharedAllowance(
  key: string,
  { allowance, elsewhere }: AllowanceUse,
  uses: ReadonlyMap<string, AllowanceUse>,
): SharedAllowance {
  const keys = [...uses].filter(([, use]) => use.allowance === allowance).map(([meter]) => meter);
  const left = exact(allowance.quantity).minus(sum(keys.map((meter) => uses.get(meter)?.elsewhere ?? ZERO)));
  return { left, before: keys.slice(0, keys.indexOf(key)), elsewhere };
}

/** The cost of the paid units of a meter, after usage elsewhere. */
function meterCost(source: CostSource, { key, lines }: Meter, use: SharedAllowance | undefined): PiecewiseCost {
  const { scenario, book } = source;
  const [first] = lines;
  if (first === undefined) throw new NotTraceable('no line');
  if (new Set(lines.map(({ line }) => discountOf(scenario, line.service).toFixed())).size > 1) {
    throw new NotTraceable(`${key} has several discounts`);
  }
  const { line } = first;
  const { unit } = line.pricingQuantity;
  const tiers = line.ownUsdPerUnit === undefined ? book.price(line.offer, line.meter, unit, scenario.region).tiers : [];
  const after = (usageElsewhere(scenario).get(key) ?? ZERO).minus(use?.elsewhere ?? ZERO);
  const terms = { book, regionId: scenario.region, freeTier: false, account: new Map([[key, after]]) };
  const charged = (amount: Decimal) =>
    totalOf(applyDiscounts(rate([{ ...line, pricingQuantity: quantity(amount, unit) }], terms), scenario.discounts));
  const starts = [ZERO, ...tiers.map(({ startsAt }) => startsAt.minus(after)).filter((start) => start.gt(ZERO))];
  return interpolated(starts, charged);
}

function discountOf({ discounts }: Scenario, service: string): Decimal {
  return discounts.get(service) ?? discounts.get('all') ?? ZERO;
}

/** The cost that is linear between what is charged at the starts of its pieces. */
function interpolated(startsAt: readonly Decimal[], charged: (amount: Decimal) => Decimal): PiecewiseCost {
  const usd = startsAt.map(charged);
  const ends = startsAt.map((start, piece) => startsAt[piece + 1] ?? start.plus(BEYOND));
  const usdPerUnit = startsAt.map((start, piece) => {
    const end = ends[piece] as Decimal;
    return charged(end)
      .minus(usd[piece] as Decimal)
      .div(end.minus(start));
  });
  const cost = { startsAt, usd, usdPerUnit };
  for (const [piece, start] of startsAt.entries()) {
    const between = start.plus(ends[piece] as Decimal).div(2);
    const difference = charged(between).minus(piecewiseCostAt(cost, between)).abs();
    if (difference.gt(MAX_ROUNDING_USD))
      throw new Error(`The interpolated cost is not what is charged at ${nearestFloat(between)}`);
  }
  return cost;
}

/** The cost after `free` units at no charge. */
function afterFreeUnits({ startsAt, usd, usdPerUnit }: PiecewiseCost, free: Decimal): PiecewiseCost {
  return {
    startsAt: [ZERO, ...startsAt.map((start) => start.plus(free))],
    usd: [ZERO, ...usd],
    usdPerUnit: [ZERO, ...usdPerUnit],
  };
}
