import { Decimal } from './decimal.js';

/** How an amount is computed from its arguments; those without arguments are leaves. */
export type AmountOperation =
  | 'given'
  | 'input'
  | 'untraced'
  | 'closed form'
  | 'plus'
  | 'minus'
  | 'times'
  | 'dividedBy'
  | 'min'
  | 'max'
  | 'ceil'
  | 'round';

/** The exact result of an operation with arguments. */
export function operate(operation: AmountOperation, a: Decimal, b: Decimal): Decimal {
  switch (operation) {
    case 'plus':
      return a.plus(b);
    case 'minus':
      return a.minus(b);
    case 'times':
      return a.times(b);
    case 'dividedBy':
      return a.div(b);
    case 'min':
      return Decimal.min(a, b);
    case 'max':
      return Decimal.max(a, b);
    case 'ceil':
      return a.ceil();
    case 'round':
      return a.round();
    default:
      throw new Error(`${operation} has no value`);
  }
}
