import type * as z from 'zod';
import type { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import type { Assumption } from '../../model/assumption.js';
import { amount } from '../../model/field.js';
import type { Traffic } from '../../workload/traffic.js';
import type { HourlySeries } from '../service.js';
import { gbOf, unitsOf } from '../traffic-units.js';

/**
 * Bytes that pass through something on behalf of requests; the same words wherever they are billed by the GB.
 *
 * @param byDefault what the sizes are when they are left out
 */
export const passingFields = (byDefault: readonly [requestKb: string, responseKb: string]) => ({
  gbPerMonth: amount(1e12)
    .optional()
    .meta({ title: 'GB in the month, both ways (default: from the workload)', role: 'direct', unit: 'GB' }),
  requestKb: amount(1e9)
    .optional()
    .meta({ title: `Size of a call through it (default: ${byDefault[0]})`, role: 'simulation', unit: 'KB' }),
  responseKb: amount(1e9)
    .optional()
    .meta({ title: `Size of its answer (default: ${byDefault[1]})`, role: 'simulation', unit: 'KB' }),
});

type PassingSizes = Amounts<z.output<z.ZodObject<ReturnType<typeof passingFields>>>>;

/** Sizes taken when none are given, and why. */
interface AssumedSizes {
  readonly requestKb: Amount;
  readonly responseKb: Amount;
  readonly reason: string;
}

/** Bytes of the month, with what the report and the hours show of them. */
export interface PassingBytes {
  readonly gb: Amount;
  readonly hours: { readonly hours?: HourlySeries };
  readonly assumptions: readonly Assumption[];
}

/** GB = calls × (KB out + KB back) / 1024²; one call a request, or `perRequest` of them. */
export function passingBytes(of: PassingSizes, traffic: Amounts<Traffic> | null, assumed: AssumedSizes): PassingBytes {
  const { gbPerMonth, requestKb = assumed.requestKb, responseKb = assumed.responseKb } = of;
  if (gbPerMonth !== undefined) return { gb: gbPerMonth.as('GB'), hours: {}, assumptions: [] };
  const calls = unitsOf(traffic, 'calls');
  const isSaid = calls.exact.isZero() || (of.requestKb !== undefined && of.responseKb !== undefined);
  const value = `${requestKb} KB out, ${responseKb} KB back`;
  return {
    gb: gbOf(calls, requestKb.as('KB').plus(responseKb.as('KB'))),
    hours: traffic?.hourlyRequests === undefined ? {} : { hours: { requests: traffic.hourlyRequests } },
    assumptions: isSaid ? [] : [{ at: 'requestKb', value, reason: assumed.reason }],
  };
}
