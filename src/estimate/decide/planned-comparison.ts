import type { Interval } from '../../model/closed-form.js';
import type { DesignFormulas } from '../compiled/design-formulas.js';
import { type Formula, subformulas } from '../compiled/formula.js';
import { type ComputePoints, generateCode } from '../compiled/generated-code.js';
import { enclosureComputer } from '../compiled/interval-arithmetic.js';
import type { PointPrices } from '../compiled/point-prices.js';
import type { Comparison, Order, Outlook } from './crossings.js';

/** Two designs, by their place in the scenario. */
export type Pair = readonly [first: number, second: number];

/** A comparison of which it may be known where the order cannot change. */
export interface PlannedComparison extends Comparison {
  /** False where a total depends on something of which no bounds are known. */
  readonly isEnclosed: boolean;
  /** False where bounds take a simulation. */
  readonly isQuick: boolean;
}

/** The whole numbers k stand for the values k / `scale` of the input. */
export interface Ruler {
  readonly scale: number;
}

/**
 * Compares the totals of two designs over the one input of `prices`: in doubles where their bounds leave no doubt about the
 * order, exactly where they do.
 *
 * @returns undefined where one of them is not compiled
 */
export function plannedComparison(prices: PointPrices, pair: Pair, ruler: Ruler): PlannedComparison | undefined {
  const plans = pair.map((design) => prices.designs[design]);
  const [first, second] = plans;
  if (first === undefined || second === undefined) return undefined;
  const runs = [first, second].map((plan) => generateCode(plan, { checksFeasibility: false })) as [
    ComputePoints,
    ComputePoints,
  ];
  const outlook = outlooks([first, second], differenceOf(prices, first, second));
  const formulas = [first, second].flatMap(({ usd, conditions }) => [
    usd,
    ...conditions.flatMap(({ left, right }) => [left, right]),
  ]);
  const closedForms = subformulas(formulas).flatMap(({ closedForm, args }) =>
    closedForm === undefined ? [] : [{ closedForm, args }],
  );
  return {
    isEnclosed: closedForms.every(
      ({ closedForm: { directions, within }, args }) =>
        within !== undefined ||
        args.every((arg, place) => arg.exact !== undefined || directions?.[place] !== undefined),
    ),
    isQuick: closedForms.every(({ closedForm }) => closedForm.within === undefined),
    order: (at) => quickOrder(runs, at / ruler.scale) ?? exactOrder(prices, pair, at / ruler.scale),
    outlook: (from, to) => outlook({ low: from / ruler.scale, high: to / ruler.scale }),
  };
}

/** Which of two designs costs less, exactly. */
export function exactOrder(prices: PointPrices, [first, second]: Pair, value: number): Order {
  return prices.exact(first, [value]).usd.cmp(prices.exact(second, [value]).usd) as Order;
}

/** Meters that cost both the same are left out: what is the same to the last digit is then seen to be. */
function differenceOf({ formulas }: PointPrices, first: DesignFormulas, second: DesignFormulas): Formula {
  const costs = [...first.costs];
  const others = second.costs.filter((cost) => {
    const place = costs.indexOf(cost);
    if (place !== -1) costs.splice(place, 1);
    return place === -1;
  });
  return formulas.subtract(formulas.sum(costs), formulas.sum(others));
}

const usd = [new Float64Array(1), new Float64Array(1)] as const;
const bounds = [new Float64Array(1), new Float64Array(1)] as const;

/** undefined where the totals are closer than what doubles can tell. */
function quickOrder(runs: readonly [ComputePoints, ComputePoints], value: number): Order | undefined {
  const columns = [Float64Array.of(value)];
  runs.forEach((run, index) => {
    run(columns, 1, usd[index] as Float64Array, bounds[index] as Float64Array);
  });
  const [a = 0, b = 0] = [usd[0][0], usd[1][0]];
  const off = ((bounds[0][0] ?? 0) + (bounds[1][0] ?? 0)) * 2;
  if (a - b > off) return 1;
  return b - a > off ? -1 : undefined;
}

function outlooks(plans: readonly DesignFormulas[], difference: Formula): (input: Interval) => Outlook {
  const holds = plans.flatMap((plan) => plan.conditions);
  const enclose = enclosureComputer([difference, ...holds.flatMap(({ left, right }) => [left, right])]);
  return (input) => {
    const of = enclose(input);
    if (holds.some(({ left, right }) => of(left).value.high < of(right).value.low)) return { is: 'unknown' };
    if (!holds.every(({ left, right }) => of(left).value.low >= of(right).value.high)) return { is: 'open' };
    if (difference.exact !== undefined) return { is: 'settled', order: difference.exact.cmp(0) as Order };
    const { value, slope } = of(difference);
    if (value.low > 0) return { is: 'settled', order: 1 };
    if (value.high < 0) return { is: 'settled', order: -1 };
    return slope.low >= 0 || slope.high <= 0 ? { is: 'one-way' } : { is: 'open' };
  };
}
