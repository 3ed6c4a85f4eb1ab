import { Flags } from '@oclif/core';
import { type Decimal, exact, isDecimalText } from '../../model/decimal.js';
import { EstimatorError } from '../../model/errors.js';
import { CHART_FORMATS, FORMATS } from '../../render/formats.js';

/** How a result is shown. */
export const formatFlags = {
  format: Flags.option({ options: FORMATS })({
    char: 'f',
    default: 'table',
    description: 'How to show the result; json is the same as --json.',
  }),
};

/** How a result that can be drawn is shown. */
export const chartFormatFlags = {
  format: Flags.option({ options: CHART_FORMATS })({
    char: 'f',
    default: 'table',
    description: 'How to show the result; json is the same as --json, svg is a chart.',
  }),
};

/** Which prices are used. */
export const pricingFlags = {
  region: Flags.string({
    description: 'Price everything in this region instead of the one in the scenario.',
    helpValue: 'us-east-1',
  }),
  'free-tier': Flags.boolean({
    allowNo: true,
    default: true,
    description: "Take AWS's monthly free allowances off, as the scenario says; --no-free-tier: none.",
  }),
  prices: Flags.string({
    multiple: true,
    // Or the scenario file that follows would be taken for a second price file.
    multipleNonGreedy: true,
    description: 'Lay a price file over the price book; may be given again, the last one wins.',
    helpValue: 'FILE',
  }),
};

/** Whether designs are priced as they are written. */
export const companionFlags = {
  complete: Flags.boolean({
    default: false,
    description: 'Add to each design what its parts need and it lacks, as assumptions: load balancer, way out, logs, …',
  }),
};

/** A limit that ends the command with exit code 3. */
export const limitFlags = {
  'max-monthly-usd': Flags.custom<Decimal>({
    parse: async (text) => usdLimit(text),
    description: 'Exit with 3 if the cheapest feasible design of any workload costs more than this in a month.',
    helpValue: 'USD',
  })(),
};

function usdLimit(text: string): Decimal {
  if (isDecimalText(text) && !text.startsWith('-')) return exact(text);
  throw new EstimatorError(
    'ARGUMENT_INVALID',
    `--max-monthly-usd is "${text}", not an amount`,
    'Give dollars as digits: 250 or 99.95.',
    '--max-monthly-usd',
  );
}
