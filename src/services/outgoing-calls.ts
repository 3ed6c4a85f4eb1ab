import type { Assumption } from '../model/assumption.js';
import { asWritten, type Decimal } from '../model/decimal.js';
import { amount } from '../model/field.js';
import type { Traffic } from '../workload/traffic.js';
import type { HourlySeries } from './service.js';
import { gbOf, unitsOf } from './traffic-units.js';

/** What a request calls outside of its subnet; the same words wherever such calls are billed by the GB. */
export const outgoingCallFields = {
  gbPerMonth: amount(1e12)
    .optional()
    .meta({ title: 'GB in the month, both ways (default: from the workload)', role: 'direct', unit: 'GB' }),
  requestKb: amount(1e9).optional().meta({
    title: "Size of a call out (default: the workload's requestKb)",
    role: 'simulation',
    unit: 'KB',
  }),
  responseKb: amount(1e9).optional().meta({
    title: "Size of its answer (default: the workload's responseKb)",
    role: 'simulation',
    unit: 'KB',
  }),
};

interface CallFields {
  readonly gbPerMonth?: number | undefined;
  readonly requestKb?: number | undefined;
  readonly responseKb?: number | undefined;
}

/** Bytes of the calls a workload makes, or as given. */
export interface OutgoingCalls {
  readonly gb: Decimal;
  readonly steps: string;
  readonly hours: { readonly hours?: HourlySeries };
  readonly assumptions: readonly Assumption[];
}

/** GB = calls × (KB out + KB back) / 1024²; one call a request, or `perRequest` of them. */
export function outgoingCalls(of: CallFields, traffic: Traffic | null): OutgoingCalls {
  const { gbPerMonth, requestKb = traffic?.requestKb ?? 0, responseKb = traffic?.responseKb ?? 0 } = of;
  if (gbPerMonth !== undefined) return { gb: asWritten(gbPerMonth), steps: 'as given', hours: {}, assumptions: [] };
  const calls = unitsOf(traffic);
  const kb = asWritten(requestKb).plus(asWritten(responseKb));
  const isSaid = calls.isZero() || (of.requestKb !== undefined && of.responseKb !== undefined);
  // Nobody but the user knows what the code calls: a call of the request's own size is no more than a middle.
  const reason = 'one call outside for each request, as large as the request itself; perRequest: 0 if there is none';
  const value = `${requestKb} KB out, ${responseKb} KB back`;
  return {
    gb: gbOf(calls, kb),
    steps: `${calls} calls × ${kb} KB / 1024²`,
    hours: traffic?.hourlyRequests === undefined ? {} : { hours: { requests: traffic.hourlyRequests } },
    assumptions: isSaid ? [] : [{ at: 'requestKb', value, reason }],
  };
}
