import { type Decimal, exact } from '../model/decimal.js';
import type { Unit } from '../model/unit.js';

const SECONDS_PER_HOUR = exact(3600);
const ONE = exact(1);

/**
 * Converts between the unit of a price and the unit its meter is billed in, because AWS's pages print prices per second and
 * per hour.
 *
 * @returns how many of the former make one of the latter: 3600 for `vCPU-Seconds` and `vCPU-Hours`; undefined when they
 *   measure different things
 */
export function conversionFactor(written: string, billed: Unit): Decimal | undefined {
  if (written === billed) return ONE;
  if (written === billed.replace(/Hours$/, 'Seconds')) return SECONDS_PER_HOUR;
  if (written === billed.replace(/Seconds$/, 'Hours')) return ONE.div(SECONDS_PER_HOUR);
  return undefined;
}
