import type { Interval } from '../../model/closed-form.js';
import type { DesignFormulas } from '../compiled/design-formulas.js';
import { type Formula, subformulas } from '../compiled/formula.js';
import { type ComputePoints, generateCode } from '../compiled/generated-code.js';
import { enclosureComputer } from '../compiled/interval-arithmetic.js';
import type { PointPrices } from '../compiled/point-prices.js';
import type { Comparison, Order, RangeAnalysis } from './order-changes.js';

/** Two designs, by index in the scenario. */
export type Pair = readonly [first: number, second: number];

/** A comparison of compiled totals, which interval arithmetic bounds. */
export interface CompiledComparison extends Comparison {
  /** False where a total depends on a closed form without bounds. */
  readonly isBounded: boolean;
  /** False where bounds take a simulation each. */
  readonly hasFastBounds: boolean;
}

/**
 * Compares the totals of two designs over the one input of `prices`: in doubles where their error bounds decide the order,
 * otherwise exactly.
 *
 * @param scale the whole number k of the comparison is the value k / `scale` of the input
 * @returns undefined where one of them is not compiled
 */
export function compiledComparison(prices: PointPrices, pair: Pair, scale: number): CompiledComparison | undefined {
  const compiled = pair.map((design) => prices.designs[design]);
  const [first, second] = compiled;
  if (first === undefined || second === undefined) return undefined;
  const computations = [first, second].map((design) => generateCode(design, { checksFeasibility: false })) as [
    ComputePoints,
    ComputePoints,
  ];
  const analyze = rangeAnalyzer([first, second], costDifference(prices, first, second));
  const formulas = [first, second].flatMap(({ usd, conditions }) => [
    usd,
    ...conditions.flatMap(({ left, right }) => [left, right]),
  ]);
  const closedForms = subformulas(formulas).flatMap(({ closedForm, args }) =>
    closedForm === undefined ? [] : [{ closedForm, args }],
  );
  return {
    isBounded: closedForms.every(
      ({ closedForm: { directions, within }, args }) =>
        within !== undefined ||
        args.every((arg, index) => arg.exact !== undefined || directions?.[index] !== undefined),
    ),
    hasFastBounds: closedForms.every(({ closedForm }) => closedForm.within === undefined),
    order: (at) => doubleOrder(computations, at / scale) ?? exactOrder(prices, pair, at / scale),
    analyze: (from, to) => analyze({ low: from / scale, high: to / scale }),
  };
}

/** Compares two designs exactly at a value of the input. */
export function exactOrder(prices: PointPrices, [first, second]: Pair, value: number): Order {
  return prices.exact(first, [value]).usd.cmp(prices.exact(second, [value]).usd) as Order;
}

/** Costs that both designs have are left out, so that equal totals are exactly 0. */
function costDifference({ formulas }: PointPrices, first: DesignFormulas, second: DesignFormulas): Formula {
  const costs = [...first.costs];
  const others = second.costs.filter((cost) => {
    const index = costs.indexOf(cost);
    if (index !== -1) costs.splice(index, 1);
    return index === -1;
  });
  return formulas.subtract(formulas.sum(costs), formulas.sum(others));
}

const usd = [new Float64Array(1), new Float64Array(1)] as const;
const bounds = [new Float64Array(1), new Float64Array(1)] as const;

/** undefined where the difference is within the error bounds. */
function doubleOrder(computations: readonly [ComputePoints, ComputePoints], value: number): Order | undefined {
  const columns = [Float64Array.of(value)];
  computations.forEach((compute, index) => {
    compute(columns, 1, usd[index] as Float64Array, bounds[index] as Float64Array);
  });
  const [a = 0, b = 0] = [usd[0][0], usd[1][0]];
  const off = ((bounds[0][0] ?? 0) + (bounds[1][0] ?? 0)) * 2;
  if (a - b > off) return 1;
  return b - a > off ? -1 : undefined;
}

function rangeAnalyzer(compiled: readonly DesignFormulas[], difference: Formula): (input: Interval) => RangeAnalysis {
  const conditions = compiled.flatMap((design) => design.conditions);
  const enclose = enclosureComputer([difference, ...conditions.flatMap(({ left, right }) => [left, right])]);
  return (input) => {
    const bounds = enclose(input);
    if (conditions.some(({ left, right }) => bounds(left).value.high < bounds(right).value.low))
      return { kind: 'unbounded' };
    if (!conditions.every(({ left, right }) => bounds(left).value.low >= bounds(right).value.high))
      return { kind: 'undecided' };
    if (difference.exact !== undefined) return { kind: 'constant', order: difference.exact.cmp(0) as Order };
    const { value, slope } = bounds(difference);
    if (value.low > 0) return { kind: 'constant', order: 1 };
    if (value.high < 0) return { kind: 'constant', order: -1 };
    return slope.low >= 0 || slope.high <= 0 ? { kind: 'monotonic' } : { kind: 'undecided' };
  };
}
