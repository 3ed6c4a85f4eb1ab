import { type Decimal, nearestFloat, sum } from '../model/decimal.js';
import type { HourlyResult } from '../model/hourly-report.js';
import { roundedText } from '../model/number-text.js';
import { dollars } from './money.js';
import { printable } from './safe-text.js';

/** One series of a month. */
export interface HourlyRow {
  readonly name: string;
  readonly mean: string;
  readonly max: string;
  /** One per hour. */
  readonly values: Float64Array;
}

/** Lists the series of a result: requests, then the activity of each service, then the cost. */
export function hourlyRows({ requests, services, usd }: HourlyResult): HourlyRow[] {
  return [
    numberRow('requests', requests),
    ...services.flatMap(({ name, series }) =>
      Object.entries(series)
        // A service that serves every request repeats the first row.
        .filter(([, values]) => values.some((value, hour) => value !== requests[hour]))
        .map(([metric, values]) => numberRow(`${printable(name)} ${metric}`, values)),
    ),
    moneyRow('cost', usd),
  ];
}

function numberRow(name: string, values: Float64Array): HourlyRow {
  const total = values.reduce((subtotal, value) => subtotal + value, 0);
  const max = values.reduce((highest, value) => Math.max(highest, value), 0);
  return { name, mean: roundedText(total / values.length), max: roundedText(max), values };
}

function moneyRow(name: string, usd: readonly Decimal[]): HourlyRow {
  const max = usd.reduce((highest, value) => (value.gt(highest) ? value : highest));
  return {
    name,
    mean: dollars(sum(usd).div(usd.length)),
    max: dollars(max),
    values: Float64Array.from(usd, nearestFloat),
  };
}
