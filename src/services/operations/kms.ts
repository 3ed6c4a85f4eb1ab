import * as z from 'zod';
import { asWritten, type Decimal, nearestFloat } from '../../model/decimal.js';
import { amount, count } from '../../model/field.js';
import { meterTable } from '../numeric-meter-table.js';
import { defineNumericService, type NumericContext, type NumericLine, type Simulation } from '../numeric-service.js';
import { givenOrUnits } from '../numeric-traffic-units.js';

const METERS = meterTable('kms', {
  key: ['Key-Months', 'Customer managed keys'],
  requests: ['Requests', 'Requests (symmetric)'],
});

const input = z.strictObject({
  requests: count().optional().meta({ title: 'Requests in the month (symmetric)', role: 'direct', unit: 'count' }),
  keys: amount(10_000_000).default(0).meta({
    title: 'Customer managed keys, on average over the month; the first two rotations of a key count as one each',
    role: 'configuration',
    unit: 'count',
  }),
  perRequest: amount(1e6).default(0).meta({
    title: 'KMS requests for one request of the workload',
    role: 'simulation',
    reason: 'data keys are cached',
  }),
});

type Input = z.output<typeof input>;

interface Requests {
  readonly requests: Decimal;
}

/** AWS KMS: customer managed keys by the month, symmetric requests one by one. */
export const kms = defineNumericService({
  id: 'kms',
  serviceName: 'AWS Key Management Service',
  pricingUrl: 'https://aws.amazon.com/kms/pricing/',
  summary: 'Keys, billed by the month and per request; keys that AWS manages cost nothing to keep.',
  notModelled: ['asymmetric, HMAC and data key pair requests', 'custom key stores and CloudHSM'],
  meters: METERS.infos,
  input,
  simulate,
  meter,
});

function simulate(vault: Input, { traffic }: NumericContext): Simulation<Requests> {
  const requests = givenOrUnits(vault.requests, traffic, vault.perRequest);
  return {
    metered: { requests },
    activity: { requests: nearestFloat(requests) },
    unused: traffic === null || vault.requests !== undefined ? ['perRequest'] : [],
  };
}

function meter({ keys }: Input, { requests }: Requests): NumericLine[] {
  return METERS.lines([
    ['key', asWritten(keys), `${keys} keys all month`],
    ['requests', requests, 'one per request'],
  ]);
}
