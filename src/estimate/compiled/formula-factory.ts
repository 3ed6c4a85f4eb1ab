import type { ClosedForm } from '../../model/closed-form.js';
import { asWritten, Decimal, nearestFloat, ZERO } from '../../model/decimal.js';
import { type Formula, isConstant, magnitudeOf, type Operation, type PiecewiseCost, roundingsOf } from './formula.js';

type NewFormula = Omit<Formula, 'id'>;

/** Roundings within a piecewise cost: its start, price and amount, a difference, a product, a sum. */
const PIECEWISE_ROUNDINGS = 8;

/** Makes formulas: equal ones are the same object, so that each is computed once. */
export class FormulaFactory {
  private readonly known = new Map<string, Formula>();

  input(index: number, isWhole: boolean): Formula {
    return this.interned({ operation: 'input', args: [], isFloat: true, isWhole, roundings: 0, input: index });
  }

  constant(value: number | Decimal): Formula {
    const exact = typeof value === 'number' ? asWritten(value) : value;
    const float = typeof value === 'number' ? value : nearestFloat(value);
    const isFloat = typeof value === 'number' || exact.eq(float);
    const isWhole = isFloat && Number.isSafeInteger(float);
    return this.interned({
      operation: 'constant',
      args: [],
      isFloat,
      isWhole,
      roundings: isWhole ? 0 : 1,
      exact,
      float,
    });
  }

  /** @param args which doubles hold exactly */
  closedForm(closedForm: ClosedForm, args: readonly Formula[]): Formula {
    const { name, isWhole } = closedForm;
    const properties = { operation: 'closed form', args, isFloat: true, isWhole, roundings: 0, closedForm } as const;
    return this.interned(properties, JSON.stringify(name));
  }

  add(a: Formula, b: Formula): Formula {
    if (isZero(a)) return b;
    if (isZero(b)) return a;
    return this.exactOperation('add', [a, b], (x, y) => x.plus(y), {
      roundings: Math.max(roundingsOf(a), roundingsOf(b)) + 1,
      magnitude: this.magnitudeFor([a, b], () => this.add(magnitudeOf(a), magnitudeOf(b))),
    });
  }

  sum(terms: readonly Formula[]): Formula {
    return terms.reduce((total, term) => this.add(total, term), this.constant(0));
  }

  subtract(a: Formula, b: Formula): Formula {
    if (isZero(b)) return a;
    return this.exactOperation('subtract', [a, b], (x, y) => x.minus(y), {
      roundings: Math.max(roundingsOf(a), roundingsOf(b)) + 1,
      magnitude: this.add(magnitudeOf(a), magnitudeOf(b)),
    });
  }

  multiply(a: Formula, b: Formula): Formula {
    if (isOne(a) || isZero(b)) return b;
    if (isOne(b) || isZero(a)) return a;
    return this.exactOperation('multiply', [a, b], (x, y) => x.times(y), {
      roundings: roundingsOf(a) + roundingsOf(b) + 1,
      magnitude: this.magnitudeFor([a, b], () => this.multiply(magnitudeOf(a), magnitudeOf(b))),
    });
  }

  /** @param divisor constant, above 0 */
  divide(a: Formula, divisor: number | Decimal): Formula {
    const b = this.constant(divisor);
    if (isOne(b)) return a;
    return this.exactOperation('divide', [a, b], (x, y) => x.div(y), {
      roundings: roundingsOf(a) + roundingsOf(b) + 1,
      magnitude: this.magnitudeFor([a], () => this.divide(magnitudeOf(a), divisor)),
    });
  }

  min(a: Formula, b: Formula): Formula {
    return this.exactOperation('min', [a, b], (x, y) => Decimal.min(x, y), {
      roundings: Math.max(roundingsOf(a), roundingsOf(b)),
      magnitude: this.magnitudeFor([a, b], () => this.add(magnitudeOf(a), magnitudeOf(b))),
    });
  }

  max(a: Formula, b: Formula): Formula {
    return this.exactOperation('max', [a, b], (x, y) => Decimal.max(x, y), {
      roundings: Math.max(roundingsOf(a), roundingsOf(b)),
      magnitude: this.magnitudeFor([a, b], () => this.add(magnitudeOf(a), magnitudeOf(b))),
    });
  }

  ceil(a: Formula): Formula {
    if (a.isWhole) return a;
    const whole = a.operation === 'add' ? a.args.find(({ isWhole }) => isWhole) : undefined;
    // A whole term changes nothing about how far the other is from the next whole number.
    if (whole !== undefined) return this.add(this.ceil(a.args.find((arg) => arg !== whole) ?? whole), whole);
    return this.exactOperation('ceil', [a], (x) => x.ceil(), { roundings: 0, isWhole: true });
  }

  /** Rounds to a whole number, half to even as `Decimal` does. */
  round(a: Formula): Formula {
    return a.isWhole ? a : this.exactOperation('round', [a], (x) => x.round(), { roundings: 0, isWhole: true });
  }

  /** US dollars of a quantity. */
  cost(quantity: Formula, piecewise: PiecewiseCost): Formula {
    const [first = ZERO] = piecewise.usdPerUnit;
    if (piecewise.startsAt.length === 1) return this.multiply(this.constant(first), quantity);
    const steepest = piecewise.usdPerUnit.reduce((max, price) => Decimal.max(max, price));
    const key = piecewise.startsAt
      .map((start, piece) => `${start} ${piecewise.usd[piece]} ${piecewise.usdPerUnit[piece]}`)
      .join();
    return this.exactOperation(
      'cost',
      [quantity],
      (amount) => piecewiseCostAt(piecewise, amount),
      {
        roundings: roundingsOf(quantity) + PIECEWISE_ROUNDINGS,
        magnitude: this.multiply(this.constant(steepest), magnitudeOf(quantity)),
        piecewise,
      },
      key,
    );
  }

  private exactOperation(
    operation: Operation,
    args: readonly Formula[],
    compute: (...args: Decimal[]) => Decimal,
    properties: Pick<NewFormula, 'roundings'> & {
      isWhole?: boolean;
      magnitude?: Formula | undefined;
      piecewise?: PiecewiseCost;
    },
    key = '',
  ): Formula {
    if (args.every(isConstant)) return this.constant(compute(...args.map(({ exact = ZERO }) => exact)));
    const { magnitude, isWhole = isWholeMinOrMax(operation, args), ...rest } = properties;
    // A whole number that is certain fits a double.
    return this.interned(
      { operation, args, isFloat: isWhole, isWhole, ...rest, ...(magnitude !== undefined && { magnitude }) },
      key,
    );
  }

  /** The magnitude where an argument has one of its own; left out where the formula is its own magnitude. */
  private magnitudeFor(args: readonly Formula[], magnitude: () => Formula): Formula | undefined {
    return args.some((arg) => arg.magnitude !== undefined) ? magnitude() : undefined;
  }

  private interned(formula: NewFormula, detail = ''): Formula {
    const { operation, args, isFloat, input = '', exact = '', float = '', isWhole } = formula;
    const key = [operation, isFloat, isWhole, input, exact, float, detail, ...args.map(({ id }) => id)].join(' ');
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const created = { ...formula, id: this.known.size };
    this.known.set(key, created);
    return created;
  }
}

/** US dollars of an exact quantity. */
export function piecewiseCostAt({ startsAt, usd, usdPerUnit }: PiecewiseCost, quantity: Decimal): Decimal {
  const piece = Math.max(
    0,
    startsAt.findLastIndex((start) => start.lte(quantity)),
  );
  return (usd[piece] ?? ZERO).plus((usdPerUnit[piece] ?? ZERO).times(quantity.minus(startsAt[piece] ?? ZERO)));
}

function isZero({ exact }: Formula): boolean {
  return exact?.isZero() === true;
}

function isOne({ exact }: Formula): boolean {
  return exact?.eq(1) === true;
}

/** The minimum or maximum of whole numbers is whole. */
function isWholeMinOrMax(operation: Operation, args: readonly Formula[]): boolean {
  return (operation === 'min' || operation === 'max') && args.every(({ isWhole }) => isWhole);
}
