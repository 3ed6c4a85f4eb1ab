import * as z from 'zod';
import type { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import { amount, count } from '../../model/field.js';
import { meterTable } from '../meter-table.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from '../service.js';
import { givenOrUnits } from '../traffic-units.js';

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

type Keys = Amounts<z.output<typeof input>>;

interface Requests {
  readonly requests: Amount;
}

/** AWS KMS: customer managed keys by the month, symmetric requests one by one. */
export const kms = defineService({
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

function simulate(use: Keys, { traffic }: SimulationContext): Simulation<Requests> {
  const requests = givenOrUnits(use.requests, traffic, 'requests', use.perRequest);
  return {
    metered: { requests },
    activity: { requests },
    unused: traffic === null || use.requests !== undefined ? ['perRequest'] : [],
  };
}

function meter({ keys }: Keys, { requests }: Requests): MeteredLine[] {
  return METERS.lines([
    ['key', keys.as('keys all month')],
    ['requests', requests],
  ]);
}
