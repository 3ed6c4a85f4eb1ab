import type { ClosedForm } from '../../model/closed-form.js';
import { asWritten, Decimal, nearestFloat, ZERO } from '../../model/decimal.js';
import { type CostCurve, type Formula, isConstant, type Operation, roundingsOf, sizeOf } from './formula.js';

type Made = Omit<Formula, 'id'>;

/** Roundings of a cost curve itself: its start, price and amount, a difference, a product, a sum. */
const CURVE_ROUNDINGS = 8;

/** Makes formulas; those equal to one made before are that one. */
export class FormulaBook {
  private readonly known = new Map<string, Formula>();

  input(place: number, isWhole: boolean): Formula {
    return this.made({ operation: 'input', args: [], isFloat: true, isWhole, roundings: 0, input: place });
  }

  constant(value: number | Decimal): Formula {
    const exact = typeof value === 'number' ? asWritten(value) : value;
    const float = typeof value === 'number' ? value : nearestFloat(value);
    const isFloat = typeof value === 'number' || exact.eq(float);
    const isWhole = isFloat && Number.isSafeInteger(float);
    return this.made({ operation: 'constant', args: [], isFloat, isWhole, roundings: isWhole ? 0 : 1, exact, float });
  }

  /** @param args which doubles hold exactly */
  closedForm(closedForm: ClosedForm, args: readonly Formula[]): Formula {
    const { name, isWhole } = closedForm;
    const made = { operation: 'closed form', args, isFloat: true, isWhole, roundings: 0, closedForm } as const;
    return this.made(made, JSON.stringify(name));
  }

  add(a: Formula, b: Formula): Formula {
    if (isZero(a)) return b;
    if (isZero(b)) return a;
    return this.exactly('add', [a, b], (x, y) => x.plus(y), {
      roundings: Math.max(roundingsOf(a), roundingsOf(b)) + 1,
      size: this.sizes([a, b], () => this.add(sizeOf(a), sizeOf(b))),
    });
  }

  sum(terms: readonly Formula[]): Formula {
    return terms.reduce((total, term) => this.add(total, term), this.constant(0));
  }

  subtract(a: Formula, b: Formula): Formula {
    if (isZero(b)) return a;
    return this.exactly('subtract', [a, b], (x, y) => x.minus(y), {
      roundings: Math.max(roundingsOf(a), roundingsOf(b)) + 1,
      size: this.add(sizeOf(a), sizeOf(b)),
    });
  }

  multiply(a: Formula, b: Formula): Formula {
    if (isOne(a) || isZero(b)) return b;
    if (isOne(b) || isZero(a)) return a;
    return this.exactly('multiply', [a, b], (x, y) => x.times(y), {
      roundings: roundingsOf(a) + roundingsOf(b) + 1,
      size: this.sizes([a, b], () => this.multiply(sizeOf(a), sizeOf(b))),
    });
  }

  /** @param divisor constant, above 0 */
  divide(a: Formula, divisor: number | Decimal): Formula {
    const b = this.constant(divisor);
    if (isOne(b)) return a;
    return this.exactly('divide', [a, b], (x, y) => x.div(y), {
      roundings: roundingsOf(a) + roundingsOf(b) + 1,
      size: this.sizes([a], () => this.divide(sizeOf(a), divisor)),
    });
  }

  min(a: Formula, b: Formula): Formula {
    return this.exactly('min', [a, b], (x, y) => Decimal.min(x, y), {
      roundings: Math.max(roundingsOf(a), roundingsOf(b)),
      size: this.sizes([a, b], () => this.add(sizeOf(a), sizeOf(b))),
    });
  }

  max(a: Formula, b: Formula): Formula {
    return this.exactly('max', [a, b], (x, y) => Decimal.max(x, y), {
      roundings: Math.max(roundingsOf(a), roundingsOf(b)),
      size: this.sizes([a, b], () => this.add(sizeOf(a), sizeOf(b))),
    });
  }

  ceil(a: Formula): Formula {
    return a.isWhole ? a : this.exactly('ceil', [a], (x) => x.ceil(), { roundings: 0, isWhole: true });
  }

  /** Half to even, as Decimal rounds here. */
  round(a: Formula): Formula {
    return a.isWhole ? a : this.exactly('round', [a], (x) => x.round(), { roundings: 0, isWhole: true });
  }

  /** Dollars of a quantity. */
  cost(quantity: Formula, curve: CostCurve): Formula {
    const [first = ZERO] = curve.usdPerUnit;
    if (curve.startsAt.length === 1) return this.multiply(this.constant(first), quantity);
    const steepest = curve.usdPerUnit.reduce((most, price) => Decimal.max(most, price));
    const key = curve.startsAt.map((start, piece) => `${start} ${curve.usd[piece]} ${curve.usdPerUnit[piece]}`).join();
    return this.exactly(
      'cost',
      [quantity],
      (amount) => costOf(curve, amount),
      {
        roundings: roundingsOf(quantity) + CURVE_ROUNDINGS,
        size: this.multiply(this.constant(steepest), sizeOf(quantity)),
        curve,
      },
      key,
    );
  }

  private exactly(
    operation: Operation,
    args: readonly Formula[],
    compute: (...args: Decimal[]) => Decimal,
    made: Pick<Made, 'roundings'> & { isWhole?: boolean; size?: Formula | undefined; curve?: CostCurve },
    key = '',
  ): Formula {
    if (args.every(isConstant)) return this.constant(compute(...args.map(({ exact = ZERO }) => exact)));
    const { size, isWhole = isWholeChoice(operation, args), ...rest } = made;
    // Rounded to a whole number without doubt, a value is one that a double holds.
    return this.made({ operation, args, isFloat: isWhole, isWhole, ...rest, ...(size !== undefined && { size }) }, key);
  }

  /** The size of a formula of several, left out where it is the formula itself. */
  private sizes(args: readonly Formula[], size: () => Formula): Formula | undefined {
    return args.some((arg) => arg.size !== undefined) ? size() : undefined;
  }

  private made(formula: Made, more = ''): Formula {
    const { operation, args, isFloat, input = '', exact = '', float = '', isWhole } = formula;
    const key = [operation, isFloat, isWhole, input, exact, float, more, ...args.map(({ id }) => id)].join(' ');
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const own = { ...formula, id: this.known.size };
    this.known.set(key, own);
    return own;
  }
}

/** Dollars of an exact quantity. */
export function costOf({ startsAt, usd, usdPerUnit }: CostCurve, quantity: Decimal): Decimal {
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

/** The smaller or larger of whole numbers is one of them. */
function isWholeChoice(operation: Operation, args: readonly Formula[]): boolean {
  return (operation === 'min' || operation === 'max') && args.every(({ isWhole }) => isWhole);
}
