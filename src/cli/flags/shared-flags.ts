import { Args, Flags } from '@oclif/core';
import { type Decimal, exact, isDecimalText } from '../../model/decimal.js';
import { EstimatorError } from '../../model/errors.js';
import { CHART_FORMATS, FORMATS } from '../../render/formats.js';

/** The format of a result. */
export const formatFlags = {
  format: Flags.option({ options: FORMATS })({
    char: 'f',
    default: 'table',
    description: 'Output format; json is the same as --json.',
  }),
};

/** The format of a result that can also be a chart. */
export const chartFormatFlags = {
  format: Flags.option({ options: CHART_FORMATS })({
    char: 'f',
    default: 'table',
    description: 'Output format; json is the same as --json, svg is a chart.',
  }),
};

/** Which prices are used. */
export const pricingFlags = {
  region: Flags.string({
    description: "Price everything in this region instead of the scenario's.",
    helpValue: 'us-east-1',
  }),
  'free-tier': Flags.boolean({
    allowNo: true,
    default: true,
    description: "Subtract AWS's monthly free allowances, unless the scenario turns them off.",
  }),
  prices: Flags.string({
    multiple: true,
    // Or the scenario file that follows would be read as a second price file.
    multipleNonGreedy: true,
    description: 'Use the prices of this file before the price book; repeatable, the last file wins.',
    helpValue: 'FILE',
  }),
};

/** Whether services that designs lack are priced with them. */
export const companionFlags = {
  complete: Flags.boolean({
    default: false,
    description:
      'Add the services that a design needs but does not list (load balancer, NAT gateway, logs, …), as assumptions.',
  }),
};

/** A limit that ends the command with exit code 3. */
export const limitFlags = {
  'max-monthly-usd': Flags.custom<Decimal>({
    parse: async (text) => usdLimit(text),
    description: 'Exit with 3 if the cheapest feasible design of any workload costs more than this per month.',
    helpValue: 'USD',
  })(),
};

/** Which results are shown. */
export const selectionFlags = {
  workload: Flags.string({ description: 'Show only this workload.', helpValue: 'NAME' }),
  design: Flags.string({ description: 'Show only this design.', helpValue: 'NAME' }),
};

/** The scenario file of `break-even`, `sensitivity` and `uncertainty`. */
export const decisionArgs = {
  file: Args.string({ description: 'Scenario file, YAML or JSON; - reads standard input.', required: true }),
};

/** The flags of `break-even`, `sensitivity` and `uncertainty`, which look at one workload. */
export const decisionFlags = {
  ...formatFlags,
  ...pricingFlags,
  ...companionFlags,
  workload: Flags.string({ description: 'The workload, if the scenario has several.', helpValue: 'NAME' }),
};

function usdLimit(text: string): Decimal {
  if (isDecimalText(text) && !text.startsWith('-')) return exact(text);
  throw new EstimatorError(
    'ARGUMENT_INVALID',
    `--max-monthly-usd is "${text}", not an amount`,
    'Give dollars as digits, such as 250 or 99.95.',
    '--max-monthly-usd',
  );
}
