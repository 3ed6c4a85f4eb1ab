import { type Decimal, exact } from '../model/decimal.js';
import type { Unit } from '../model/unit.js';

const SECONDS_PER_HOUR = exact(3600);
const ONE = exact(1);

/**
 * How many of the unit a price is written in make one unit of the meter: 3600 for `vCPU-Seconds` on a meter billed in
 * `vCPU-Hours`. AWS's pages print both; the price list has one.
 *
 * @returns undefined when the two units measure different things
 */
export function perBookUnit(written: string, billed: Unit): Decimal | undefined {
  if (written === billed) return ONE;
  if (written === billed.replace(/Hours$/, 'Seconds')) return SECONDS_PER_HOUR;
  if (written === billed.replace(/Seconds$/, 'Hours')) return ONE.div(SECONDS_PER_HOUR);
  return undefined;
}
