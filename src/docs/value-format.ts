import { type Decimal, exact } from '../model/decimal.js';
import { digits, dollars, fewCents, percentAbove, wholeDollars } from '../render/money.js';

/** Formats of a value in a document; of dollars `cents` is the default. */
export const VALUE_FORMATS = ['cents', 'dollars', 'per-year', 'per-million-requests', 'percent', 'number'] as const;

/** A format of a value. */
export type ValueFormat = (typeof VALUE_FORMATS)[number];

/** A single value of a result. */
export type Figure =
  | { readonly kind: 'usd'; readonly amount: Decimal }
  | { readonly kind: 'number'; readonly amount: Decimal }
  | { readonly kind: 'text'; readonly text: string };

/** What a figure is compared with or divided by. */
export interface FormatContext {
  /** The same figure of the design it is compared with. */
  readonly against: Figure | undefined;
  /** Requests of the workload in the month; undefined without a workload. */
  readonly requests: number | undefined;
}

/** The formatted text, or why the format is unsuitable. */
export type FormattedFigure = { readonly text: string } | { readonly message: string; readonly hint: string };

const MONTHS_PER_YEAR = 12;
const MILLION = 1_000_000;

/** Formats a figure, in the given format or the default of its kind. */
export function formatFigure(figure: Figure, format: ValueFormat | undefined, context: FormatContext): FormattedFigure {
  const chosen = format ?? (context.against === undefined ? undefined : 'percent');
  if (figure.kind === 'text') {
    return chosen === undefined
      ? { text: figure.text }
      : refused(`"${figure.text}" is not a number`, 'Leave the format out.');
  }
  switch (chosen) {
    case undefined:
      return { text: figure.kind === 'usd' ? dollars(figure.amount) : readable(figure.amount) };
    case 'number':
      return { text: readable(figure.amount) };
    case 'percent':
      return percentOf(figure.amount, context.against);
    default:
      return figure.kind === 'usd'
        ? inDollars(figure.amount, chosen, context)
        : refused(`format=${chosen} is for dollars`, 'Use format=number, or leave it out.');
  }
}

function inDollars(
  usd: Decimal,
  format: Exclude<ValueFormat, 'number' | 'percent'>,
  { requests }: FormatContext,
): FormattedFigure {
  switch (format) {
    case 'cents':
      return { text: dollars(usd) };
    case 'dollars':
      return { text: wholeDollars(usd) };
    case 'per-year':
      return { text: dollars(usd.times(MONTHS_PER_YEAR)) };
    case 'per-million-requests':
      return requests === undefined || requests === 0
        ? refused('without requests there is no cost per million requests', 'Choose a workload with requests.')
        : { text: fewCents(usd.times(MILLION).div(exact(requests))) };
  }
}

function percentOf(amount: Decimal, against: Figure | undefined): FormattedFigure {
  if (against === undefined || against.kind === 'text') {
    return refused('format=percent needs another design', 'Add against="Design".');
  }
  const text = percentAbove(amount, against.amount);
  return text === undefined ? refused('nothing is a percentage of 0', 'Compare with another design.') : { text };
}

/** Two decimals, or three significant digits below 1. */
function readable(amount: Decimal): string {
  return digits(amount.abs().lt(1) ? amount.toSignificantDigits(3) : amount.toDecimalPlaces(2));
}

function refused(message: string, hint: string): FormattedFigure {
  return { message, hint };
}
