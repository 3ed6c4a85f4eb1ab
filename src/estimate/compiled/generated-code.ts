import { type Decimal, nearestFloat } from '../../model/decimal.js';
import type { DesignFormulas } from './design-formulas.js';
import { type Formula, type FormulaCondition, magnitudeOf, type PiecewiseCost, subformulas } from './formula.js';

/** The relative error of one rounding: half the distance from 1 to the next double. */
const ROUNDING = 2 ** -53;
/** Roundings added for computing the bound itself and for errors of second order. */
const MARGIN = 4;
/** US dollars that rounding the lines of a bill to 20 decimals may add up to. */
const LINE_ROUNDING_USD = 1e-17;

/**
 * Computes many points at once.
 *
 * @param columns the values of each input
 * @param count points
 * @param usd receives US dollars; NaN where a condition of the formulas fails, or a rounding to a whole number is uncertain
 * @param bounds receives the maximum error of each, in US dollars
 */
export type ComputePoints = (
  columns: readonly Float64Array[],
  count: number,
  usd: Float64Array,
  bounds: Float64Array,
) => void;

/** What the generated code computes. */
export interface CodeOptions {
  /** The result is also NaN where the design may not be feasible. */
  readonly checksFeasibility: boolean;
}

/**
 * Generates code that computes the cost of a design in doubles, and with each result its error bound, which follows from the
 * roundings of the formula (see `Formula`).
 *
 * @throws EvalError where a content security policy forbids generated code
 */
export function generateCode(
  { usd, conditions, feasible }: DesignFormulas,
  { checksFeasibility }: CodeOptions,
): ComputePoints {
  const checked = [...conditions, ...(checksFeasibility ? (feasible ?? []) : [])];
  const magnitude = magnitudeOf(usd);
  const sides = checked.flatMap(({ left, right }) => [left, right]);
  const values = [usd, magnitude, ...sides, ...sides.map(magnitudeOf)];
  const parts = subformulas([...values, ...subformulas(values).flatMap(roundedArguments).map(magnitudeOf)]);
  const checks = [
    ...checked.map(conditionSource),
    ...parts.flatMap(roundingChecks),
    ...(checksFeasibility && feasible === undefined ? ['false'] : []),
  ];
  const factor = (usd.roundings + MARGIN) * ROUNDING;
  const inputs = parts.filter(({ operation }) => operation === 'input');
  const forms = parts.map(({ closedForm }) => closedForm?.compute);
  const body = [
    '"use strict";',
    ...inputs.map(({ input }) => `const c${input} = columns[${input}];`),
    ...parts.flatMap(({ id, closedForm }, index) =>
      closedForm === undefined ? [] : [`const f${id} = forms[${index}];`],
    ),
    'for (let i = 0; i < count; i += 1) {',
    ...parts
      .filter((part) => part.operation !== 'constant')
      .map((part) => `const ${nameOf(part)} = ${sourceOf(part)};`),
    `usd[i] = ${checks.length === 0 ? nameOf(usd) : `${checks.join(' && ')} ? ${nameOf(usd)} : NaN`};`,
    `bounds[i] = ${factor} * ${nameOf(magnitude)} + ${LINE_ROUNDING_USD};`,
    '}',
  ].join('\n');
  // The text consists of numbers and names made here: no text of a scenario can reach it.
  const compute = new Function('forms', 'columns', 'count', 'usd', 'bounds', body);
  return (...args) => compute(forms, ...args);
}

function nameOf({ operation, id, float }: Formula): string {
  return operation === 'constant' ? `(${float})` : `v${id}`;
}

/** A JavaScript expression for the value, over the names of its arguments. */
function sourceOf({ id, operation, args, input, piecewise }: Formula): string {
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
      return piecewise === undefined ? '' : piecewiseSource(piecewise, a);
  }
}

function piecewiseSource({ startsAt, usd, usdPerUnit }: PiecewiseCost, quantity: string): string {
  const float = (values: readonly Decimal[], piece: number) => nearestFloat(values[piece] as Decimal);
  const linear = (piece: number) => {
    const [start, base, price] = [float(startsAt, piece), float(usd, piece), float(usdPerUnit, piece)];
    if (price === 0) return `${base}`;
    const amount = start === 0 ? quantity : `(${quantity} - ${start})`;
    return base === 0 ? `${price} * ${amount}` : `${base} + ${price} * ${amount}`;
  };
  return startsAt
    .map((_, piece) =>
      piece === startsAt.length - 1
        ? linear(piece)
        : `${quantity} < ${float(startsAt, piece + 1)} ? ${linear(piece)} : `,
    )
    .join('');
}

/** A JavaScript expression that is true only where the condition certainly holds. */
function conditionSource({ left, right, isStrict }: FormulaCondition): string {
  const [a, b] = [nameOf(left), nameOf(right)];
  if (left.isFloat && right.isFloat) return `${a} ${isStrict ? '>' : '>='} ${b}`;
  return `${a} - ${b} > ${errorSource(left)} + ${errorSource(right)}`;
}

/** A JavaScript expression for the maximum error of a value. */
function errorSource(formula: Formula): string {
  return `${(formula.isFloat ? 0 : formula.roundings + MARGIN) * ROUNDING} * ${nameOf(magnitudeOf(formula))}`;
}

/** What is rounded to a whole number. */
function roundedArguments({ operation, args }: Formula): readonly Formula[] {
  return operation === 'ceil' || operation === 'round' ? args : [];
}

/** JavaScript expressions that are true only where an error cannot change which whole number a value is rounded to. */
function roundingChecks(formula: Formula): string[] {
  const [argument] = roundedArguments(formula);
  if (argument === undefined) return [];
  const value = nameOf(argument);
  if (formula.operation === 'round')
    return [`Math.abs(${value} - Math.floor(${value}) - 0.5) > ${errorSource(argument)}`];
  return argument.isFloat ? [] : [`Math.abs(${value} - Math.floor(${value} + 0.5)) > ${errorSource(argument)}`];
}
