import type { Amount } from './amount.js';

/** How tightly an operation binds: what binds less is put in brackets. */
const BINDING = { sum: 1, product: 2, value: 3 };

interface Text {
  readonly text: string;
  readonly binding: number;
}

/**
 * How an amount was worked out, in AWS's order: `30000000 requests × ⌈62.4 ms⌉ × 1024 MB / 1024000`. Of the larger or smaller
 * of two amounts only that one is shown.
 */
export function derivationOf(amount: Amount): string {
  return textOf(amount).text;
}

function textOf(amount: Amount): Text {
  const { operation, args, leaf } = amount;
  if (args.length === 0 || leaf.words !== undefined || operation === 'closed form') {
    return { text: leaf.words === undefined ? `${amount}` : `${amount} ${leaf.words}`, binding: BINDING.value };
  }
  const [left, right] = args.map(textOf) as [Text, Text];
  switch (operation) {
    case 'plus':
      return { text: `${left.text} + ${right.text}`, binding: BINDING.sum };
    case 'minus':
      return { text: `${left.text} − ${within(right, BINDING.product)}`, binding: BINDING.sum };
    case 'times':
      return product(args, left, right);
    case 'dividedBy':
      return {
        text: `${within(left, BINDING.product)} / ${within(right, BINDING.value)}`,
        binding: BINDING.product,
      };
    case 'min':
    case 'max':
      return args[0]?.exact.eq(amount.exact) === true ? left : right;
    case 'ceil':
      return { text: `⌈${left.text}⌉`, binding: BINDING.value };
    default:
      return { text: `round(${left.text})`, binding: BINDING.value };
  }
}

/** A factor of 1 that has no words says nothing. */
function product([a, b]: readonly Amount[], left: Text, right: Text): Text {
  if (a !== undefined && isPlainOne(a)) return right;
  if (b !== undefined && isPlainOne(b)) return left;
  return {
    text: `${within(left, BINDING.product)} × ${within(right, BINDING.product)}`,
    binding: BINDING.product,
  };
}

function isPlainOne({ operation, leaf, exact }: Amount): boolean {
  return operation === 'given' && leaf.words === undefined && exact.eq(1);
}

function within({ text, binding }: Text, least: number): string {
  return binding < least ? `(${text})` : text;
}
