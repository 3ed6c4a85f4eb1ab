import { type Decimal, nearestFloat } from '../../model/decimal.js';
import { type Formula, partsOf, sizeOf } from '../../model/formula.js';
import type { DesignPlan } from './design.js';

/** Half the distance of 1 to the next double: what one rounding may be off, relatively. */
const ROUNDING = 2 ** -53;
/** Roundings of the bound itself, and of second order. */
const MARGIN = 4;
/** Lines of a bill are rounded to 20 decimals. */
const ROUNDED_LINES = 1e-17;

/**
 * Computes many points at once.
 *
 * @param columns the values of each input
 * @param count points
 * @param usd filled with dollars; NaN where the plan does not hold, or a step to a whole number is in doubt
 * @param bounds filled with how far off each may be, at most
 */
export type RunPlan = (
  columns: readonly Float64Array[],
  count: number,
  usd: Float64Array,
  bounds: Float64Array,
) => void;

/** Also asks for feasibility: NaN where the design might not do the work. */
export interface CompileOptions {
  readonly isFeasible: boolean;
}

/**
 * Turns a plan into code for doubles. Every operation is off by half a bit at most; what that comes to in the whole is
 * known from the formula (see `Formula`), and comes out with each result.
 *
 * @throws EvalError where the page forbids code made from text
 */
export function compilePlan({ usd, holds, feasible }: DesignPlan, { isFeasible }: CompileOptions): RunPlan {
  const conditions = [...holds, ...(isFeasible ? (feasible ?? []) : [])];
  const size = sizeOf(usd);
  const parts = partsOf([usd, size, ...conditions.flatMap(({ left, right }) => [left, right])]);
  const doubts = parts.flatMap(doubtOf);
  const checks = [
    ...conditions.map(({ left, right }) => `${nameOf(left)} >= ${nameOf(right)}`),
    ...doubts,
    ...(isFeasible && feasible === undefined ? ['false'] : []),
  ];
  const factor = (usd.roundings + MARGIN) * ROUNDING;
  const inputs = parts.filter(({ operation }) => operation === 'input');
  const body = [
    '"use strict";',
    ...inputs.map(({ input }) => `const c${input} = columns[${input}];`),
    ...parts.flatMap(({ id, call }, place) => (call === undefined ? [] : [`const f${id} = calls[${place}];`])),
    'for (let i = 0; i < count; i += 1) {',
    ...parts
      .filter((part) => part.operation !== 'constant')
      .map((part) => `const ${nameOf(part)} = ${sourceOf(part)};`),
    `usd[i] = ${checks.length === 0 ? nameOf(usd) : `${checks.join(' && ')} ? ${nameOf(usd)} : NaN`};`,
    `bounds[i] = ${factor} * ${nameOf(size)} + ${ROUNDED_LINES};`,
    '}',
  ].join('\n');
  // The text holds numbers and names made here, nothing that a scenario says.
  const calls = parts.map(({ call }) => call?.compute);
  const run = new Function('calls', 'columns', 'count', 'usd', 'bounds', body);
  return (...args) => run(calls, ...args);
}

function nameOf({ operation, id, float }: Formula): string {
  return operation === 'constant' ? `(${float})` : `v${id}`;
}

/** An expression for the value; arguments have names already. */
function sourceOf({ id, operation, args, input, curve }: Formula): string {
  const [a = '', b = '', c = '', d = ''] = args.map(nameOf);
  switch (operation) {
    case 'input':
      return `c${input}[i]`;
    case 'constant':
      return '';
    case 'add':
      return `${a} + ${b}`;
    case 'subtract':
      return `${a} - ${b}`;
    case 'times':
      return `${a} * ${b}`;
    case 'over':
      return `${a} / ${b}`;
    case 'least':
      return `${a} < ${b} ? ${a} : ${b}`;
    case 'most':
      return `${a} > ${b} ? ${a} : ${b}`;
    case 'ceil':
    case 'floor':
      return `Math.${operation}(${a})`;
    case 'round':
      return `Math.floor(${a} + 0.5)`;
    case 'ifAtLeast':
      return `${a} >= ${b} ? ${c} : ${d}`;
    case 'call':
      return `f${id}(${args.map(nameOf).join(', ')})`;
    case 'cost':
      return curve === undefined ? '' : pieces(curve, a);
  }
}

function pieces({ startsAt, usd, usdPerUnit }: NonNullable<Formula['curve']>, quantity: string): string {
  const float = (values: readonly Decimal[], piece: number) => nearestFloat(values[piece] as Decimal);
  const straight = (piece: number) => {
    const [start, base, price] = [float(startsAt, piece), float(usd, piece), float(usdPerUnit, piece)];
    if (price === 0) return `${base}`;
    const amount = start === 0 ? quantity : `(${quantity} - ${start})`;
    return base === 0 ? `${price} * ${amount}` : `${base} + ${price} * ${amount}`;
  };
  return startsAt
    .map((_, piece) =>
      piece === startsAt.length - 1
        ? straight(piece)
        : `${quantity} < ${float(startsAt, piece + 1)} ? ${straight(piece)} : `,
    )
    .join('');
}

/** Where an exact value is rounded to a whole number, which one it is must not hang on the roundings before. */
function doubtOf(formula: Formula): string[] {
  const { operation, args } = formula;
  const [of] = args;
  if (of === undefined || (operation !== 'ceil' && operation !== 'round' && operation !== 'floor')) return [];
  const value = nameOf(of);
  const off = `${(of.isFloat ? 0 : of.roundings + MARGIN) * ROUNDING} * ${nameOf(sizeOf(of))}`;
  if (operation === 'round') return [`Math.abs(${value} - Math.floor(${value}) - 0.5) > ${off}`];
  return of.isFloat ? [] : [`Math.abs(${value} - Math.floor(${value} + 0.5)) > ${off}`];
}
