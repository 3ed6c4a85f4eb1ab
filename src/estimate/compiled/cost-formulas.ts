import { NotTraceable } from '../../model/amount.js';
import { type Decimal, exact, nearestFloat, sum, ZERO } from '../../model/decimal.js';
import { quantity } from '../../model/quantity.js';
import type { Scenario } from '../../scenario/scenario.js';
import { accountByOffer } from '../account.js';
import { type AllowanceUse, drawAllowances } from '../allowances.js';
import { applyDiscounts } from '../discounts.js';
import { totalOf } from '../estimate.js';
import { rate } from '../rate.js';
import type { FormulaLine, FormulaSource } from './design-formulas.js';
import type { CostCurve, Formula } from './formula.js';
import { costOf } from './formula-book.js';

/** All lines of one meter, which are priced as one. */
interface Meter {
  readonly key: string;
  readonly lines: readonly FormulaLine[];
  readonly used: Formula;
}

/** Where a curve is compared with the rating beyond its last start. */
const BEYOND = exact(1_000_000);
/** What rounding of lines to 20 decimals may come to. */
const ROUNDED_LINES = exact('0.000000000000000001');

/**
 * The cost of usage as formulas: what `rate()` and `applyDiscounts()` charge. Their rules are not written again: the curve of
 * a meter is drawn through what they charge, and compared with them between its starts.
 *
 * @returns dollars of each meter
 * @throws NotTraceable where one meter has several discounts
 */
export function costFormulas(source: FormulaSource, lines: readonly FormulaLine[]): Formula[] {
  const { formulas } = source;
  const meters = metersOf(source, lines);
  const allowances = allowancesOf(source, meters);
  const used = new Map(meters.map((meter) => [meter.key, meter.used]));
  return meters.map((meter) => {
    const use = allowances.get(meter.key);
    const curve = costCurve(source, meter, use);
    if (use === undefined) return formulas.cost(meter.used, curve);
    // Meters that share an allowance take from it in the order of its record.
    const { before, left } = use;
    const taken = formulas.sum(before.map((key) => used.get(key) ?? formulas.constant(0)));
    if (taken.exact !== undefined) {
      const free = left.minus(taken.exact);
      return formulas.cost(meter.used, free.gt(ZERO) ? afterFree(curve, free) : curve);
    }
    const zero = formulas.constant(0);
    const free = formulas.max(zero, formulas.subtract(formulas.constant(left), taken));
    return formulas.cost(formulas.max(zero, formulas.subtract(meter.used, free)), curve);
  });
}

function metersOf({ formulas }: FormulaSource, lines: readonly FormulaLine[]): Meter[] {
  const pools = new Map<string, FormulaLine[]>();
  for (const [place, formulaLine] of lines.entries()) {
    const { offer, meter, ownUsdPerUnit } = formulaLine.line;
    // What the user priced is priced line by line.
    const key = ownUsdPerUnit === undefined ? `${offer}.${meter}` : `${place}`;
    pools.set(key, [...(pools.get(key) ?? []), formulaLine]);
  }
  return [...pools].map(([key, own]) => ({ key, lines: own, used: formulas.sum(own.map((line) => line.quantity)) }));
}

/** An allowance that a meter takes from. */
interface SharedAllowance {
  /** What usage elsewhere leaves of it. */
  readonly left: Decimal;
  /** Meters that take before this one. */
  readonly before: readonly string[];
  readonly elsewhere: Decimal;
}

function allowancesOf(source: FormulaSource, meters: readonly Meter[]): ReadonlyMap<string, SharedAllowance> {
  const { scenario, book } = source;
  if (!scenario.freeTier) return new Map();
  const pools = new Map(meters.map(({ key, lines }) => [key, lines.map(({ line }) => line)]));
  const uses = drawAllowances(pools, { book, regionId: scenario.region, account: accountByOffer(scenario) });
  const shared = [...uses].filter(([key]) => pools.has(key));
  return new Map(shared.map(([key, use]) => [key, sharedAllowance(key, use, uses)]));
}

function sharedAllowance(
  key: string,
  { allowance, elsewhere }: AllowanceUse,
  uses: ReadonlyMap<string, AllowanceUse>,
): SharedAllowance {
  const keys = [...uses].filter(([, use]) => use.allowance === allowance).map(([of]) => of);
  const left = exact(allowance.quantity).minus(sum(keys.map((of) => uses.get(of)?.elsewhere ?? ZERO)));
  return { left, before: keys.slice(0, keys.indexOf(key)), elsewhere };
}

/** What paid units of a meter cost, after usage elsewhere. */
function costCurve(source: FormulaSource, { key, lines }: Meter, use: SharedAllowance | undefined): CostCurve {
  const { scenario, book } = source;
  const [first] = lines;
  if (first === undefined) throw new NotTraceable('no line');
  if (new Set(lines.map(({ line }) => discountOf(scenario, line.service).toFixed())).size > 1) {
    throw new NotTraceable(`${key} has several discounts`);
  }
  const { line } = first;
  const { unit } = line.pricingQuantity;
  const tiers = line.ownUsdPerUnit === undefined ? book.price(line.offer, line.meter, unit, scenario.region).tiers : [];
  const after = (accountByOffer(scenario).get(key) ?? ZERO).minus(use?.elsewhere ?? ZERO);
  const terms = { book, regionId: scenario.region, freeTier: false, account: new Map([[key, after]]) };
  const charged = (amount: Decimal) =>
    totalOf(applyDiscounts(rate([{ ...line, pricingQuantity: quantity(amount, unit) }], terms), scenario.discounts));
  const starts = [ZERO, ...tiers.map(({ startsAt }) => startsAt.minus(after)).filter((start) => start.gt(ZERO))];
  return drawnThrough(starts, charged);
}

function discountOf({ discounts }: Scenario, service: string): Decimal {
  return discounts.get(service) ?? discounts.get('all') ?? ZERO;
}

/** The curve through what is charged at its starts, straight between them. */
function drawnThrough(startsAt: readonly Decimal[], charged: (amount: Decimal) => Decimal): CostCurve {
  const usd = startsAt.map(charged);
  const ends = startsAt.map((start, piece) => startsAt[piece + 1] ?? start.plus(BEYOND));
  const usdPerUnit = startsAt.map((start, piece) => {
    const end = ends[piece] as Decimal;
    return charged(end)
      .minus(usd[piece] as Decimal)
      .div(end.minus(start));
  });
  const curve = { startsAt, usd, usdPerUnit };
  for (const [piece, start] of startsAt.entries()) {
    const between = start.plus(ends[piece] as Decimal).div(2);
    const apart = charged(between).minus(costOf(curve, between)).abs();
    if (apart.gt(ROUNDED_LINES))
      throw new Error(`What is charged does not lie on the curve at ${nearestFloat(between)}`);
  }
  return curve;
}

/** The curve when so many units are free before the first that is paid. */
function afterFree({ startsAt, usd, usdPerUnit }: CostCurve, free: Decimal): CostCurve {
  return {
    startsAt: [ZERO, ...startsAt.map((start) => start.plus(free))],
    usd: [ZERO, ...usd],
    usdPerUnit: [ZERO, ...usdPerUnit],
  };
}
