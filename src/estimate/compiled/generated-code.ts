import { type Decimal, nearestFloat } from '../../model/decimal.js';
import type { DesignFormulas } from './design-formulas.js';
import { type CostCurve, type Formula, type FormulaCondition, partsOf, sizeOf } from './formula.js';

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
 * @param usd filled with dollars; NaN where the formulas do not hold, or a step to a whole number is in doubt
 * @param bounds filled with how far off each may be, at most
 */
export type ComputePoints = (
  columns: readonly Float64Array[],
  count: number,
  usd: Float64Array,
  bounds: Float64Array,
) => void;

/** Also checks feasibility: NaN where the design might not do the work. */
export interface CodeOptions {
  readonly isFeasible: boolean;
}

/**
 * Generates code that computes a design's dollars in doubles. Every operation is off by half a bit at most; the error
 * bound of the whole follows from the formula (see `Formula`), and is computed with each result.
 *
 * @throws EvalError where the page forbids code made from text
 */
export function generateCode({ usd, holds, feasible }: DesignFormulas, { isFeasible }: CodeOptions): ComputePoints {
  const conditions = [...holds, ...(isFeasible ? (feasible ?? []) : [])];
  const size = sizeOf(usd);
  const sides = conditions.flatMap(({ left, right }) => [left, right]);
  const parts = partsOf([usd, size, ...sides, ...sides.map(sizeOf)]);
  const checks = [
    ...conditions.map(conditionOf),
    ...parts.flatMap(doubtOf),
    ...(isFeasible && feasible === undefined ? ['false'] : []),
  ];
  const factor = (usd.roundings + MARGIN) * ROUNDING;
  const inputs = parts.filter(({ operation }) => operation === 'input');
  const forms = parts.map(({ closedForm }) => closedForm?.compute);
  const body = [
    '"use strict";',
    ...inputs.map(({ input }) => `const c${input} = columns[${input}];`),
    ...parts.flatMap(({ id, closedForm }, place) =>
      closedForm === undefined ? [] : [`const f${id} = forms[${place}];`],
    ),
    'for (let i = 0; i < count; i += 1) {',
    ...parts
      .filter((part) => part.operation !== 'constant')
      .map((part) => `const ${nameOf(part)} = ${sourceOf(part)};`),
    `usd[i] = ${checks.length === 0 ? nameOf(usd) : `${checks.join(' && ')} ? ${nameOf(usd)} : NaN`};`,
    `bounds[i] = ${factor} * ${nameOf(size)} + ${ROUNDED_LINES};`,
    '}',
  ].join('\n');
  // The text holds numbers and names made here, nothing that a scenario says.
  const compute = new Function('forms', 'columns', 'count', 'usd', 'bounds', body);
  return (...args) => compute(forms, ...args);
}

function nameOf({ operation, id, float }: Formula): string {
  return operation === 'constant' ? `(${float})` : `v${id}`;
}

/** An expression for the value; arguments have names already. */
function sourceOf({ id, operation, args, input, curve }: Formula): string {
  const [a = '', b = ''] = args.map(nameOf);
  switch (operation) {
    case 'input':
      return `c${input}[i]`;
    case 'constant':
      return '';
    case 'add':
      return `${a} + ${b}`;
    case 'subtract':
      return `${a} - ${b}`;
    case 'multiply':
      return `${a} * ${b}`;
    case 'divide':
      return `${a} / ${b}`;
    case 'min':
      return `${a} < ${b} ? ${a} : ${b}`;
    case 'max':
      return `${a} > ${b} ? ${a} : ${b}`;
    case 'ceil':
      return `Math.ceil(${a})`;
    case 'round':
      return `Math.floor(${a} + 0.5)`;
    case 'closed form':
      return `f${id}(${args.map(nameOf).join(', ')})`;
    case 'cost':
      return curve === undefined ? '' : pieces(curve, a);
  }
}

function pieces({ startsAt, usd, usdPerUnit }: CostCurve, quantity: string): string {
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

/** A condition, false where the roundings of its sides leave it in doubt. */
function conditionOf({ left, right, isStrict }: FormulaCondition): string {
  const [a, b] = [nameOf(left), nameOf(right)];
  if (left.isFloat && right.isFloat) return `${a} ${isStrict ? '>' : '>='} ${b}`;
  return `${a} - ${b} > ${errorOf(left)} + ${errorOf(right)}`;
}

/** How far off a value computed in doubles may be. */
function errorOf(formula: Formula): string {
  return `${(formula.isFloat ? 0 : formula.roundings + MARGIN) * ROUNDING} * ${nameOf(sizeOf(formula))}`;
}

/** Where an exact value is rounded to a whole number, which one it is must not hang on the roundings before. */
function doubtOf({ operation, args }: Formula): string[] {
  const [of] = args;
  if (of === undefined || (operation !== 'ceil' && operation !== 'round')) return [];
  const value = nameOf(of);
  if (operation === 'round') return [`Math.abs(${value} - Math.floor(${value}) - 0.5) > ${errorOf(of)}`];
  return of.isFloat ? [] : [`Math.abs(${value} - Math.floor(${value} + 0.5)) > ${errorOf(of)}`];
}
