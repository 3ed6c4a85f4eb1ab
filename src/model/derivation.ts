import type { Amount } from './amount.js';

/** An operand of lower precedence than its operation needs is put in brackets. */
const PRECEDENCE = { sum: 1, product: 2, value: 3 };

interface Text {
  readonly text: string;
  readonly precedence: number;
}

/**
 * Writes how an amount was computed: `30000000 requests × ⌈62.4 ms⌉ × 1024 MB / 1024000`. Of a minimum or maximum only the
 * operand that it equals is shown.
 */
export function derivationOf(amount: Amount): string {
  return textOf(amount).text;
}

function textOf(amount: Amount): Text {
  const { operation, args, leaf } = amount;
  if (args.length === 0 || leaf.label !== undefined || operation === 'closed form') {
    return { text: leaf.label === undefined ? `${amount}` : `${amount} ${leaf.label}`, precedence: PRECEDENCE.value };
  }
  const [left, right] = args.map(textOf) as [Text, Text];
  switch (operation) {
    case 'plus':
      return { text: `${left.text} + ${right.text}`, precedence: PRECEDENCE.sum };
    case 'minus':
      return { text: `${left.text} − ${bracketed(right, PRECEDENCE.product)}`, precedence: PRECEDENCE.sum };
    case 'times':
      return product(args, left, right);
    case 'dividedBy':
      return {
        text: `${bracketed(left, PRECEDENCE.product)} / ${bracketed(right, PRECEDENCE.value)}`,
        precedence: PRECEDENCE.product,
      };
    case 'min':
    case 'max':
      return args[0]?.exact.eq(amount.exact) === true ? left : right;
    case 'ceil':
      return { text: `⌈${left.text}⌉`, precedence: PRECEDENCE.value };
    default:
      return { text: `round(${left.text})`, precedence: PRECEDENCE.value };
  }
}

/** A factor of 1 without a label is left out. */
function product([a, b]: readonly Amount[], left: Text, right: Text): Text {
  if (a !== undefined && isPlainOne(a)) return right;
  if (b !== undefined && isPlainOne(b)) return left;
  return {
    text: `${bracketed(left, PRECEDENCE.product)} × ${bracketed(right, PRECEDENCE.product)}`,
    precedence: PRECEDENCE.product,
  };
}

function isPlainOne({ operation, leaf, exact }: Amount): boolean {
  return operation === 'given' && leaf.label === undefined && exact.eq(1);
}

function bracketed({ text, precedence }: Text, minPrecedence: number): string {
  return precedence < minPrecedence ? `(${text})` : text;
}
