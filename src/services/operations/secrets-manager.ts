import * as z from 'zod';
import { asWritten, type Decimal, nearestFloat } from '../../model/decimal.js';
import { amount, count } from '../../model/field.js';
import { meterTable } from '../numeric-meter-table.js';
import { defineNumericService, type NumericContext, type NumericLine, type Simulation } from '../numeric-service.js';
import { givenOrUnits } from '../numeric-traffic-units.js';

const METERS = meterTable('secrets-manager', {
  secret: ['Secret-Months', 'Secrets'],
  api: ['Requests', 'API calls'],
});

const input = z.strictObject({
  apiCalls: count().optional().meta({ title: 'API calls in the month', role: 'direct', unit: 'count' }),
  secrets: amount(10_000_000)
    .default(0)
    .meta({ title: 'Secrets kept, on average over the month', role: 'configuration', unit: 'count' }),
  perRequest: amount(1e6).default(0).meta({
    title: 'API calls for one request of the workload',
    role: 'simulation',
    reason: 'a secret is read when a copy starts, and then cached',
  }),
});

type Input = z.output<typeof input>;

interface Calls {
  readonly apiCalls: Decimal;
}

/** AWS Secrets Manager: secrets by the month, calls one by one. */
export const secretsManager = defineNumericService({
  id: 'secrets-manager',
  serviceName: 'AWS Secrets Manager',
  pricingUrl: 'https://aws.amazon.com/secrets-manager/pricing/',
  summary: 'Secrets, billed by the month and per API call.',
  notModelled: ['the 30-day trial', 'rotation functions (place `lambda`)', 'secrets managed by other services'],
  meters: METERS.infos,
  input,
  simulate,
  meter,
});

function simulate(vault: Input, { traffic }: NumericContext): Simulation<Calls> {
  const apiCalls = givenOrUnits(vault.apiCalls, traffic, vault.perRequest);
  return {
    metered: { apiCalls },
    activity: { apiCalls: nearestFloat(apiCalls) },
    unused: traffic === null || vault.apiCalls !== undefined ? ['perRequest'] : [],
  };
}

function meter({ secrets }: Input, { apiCalls }: Calls): NumericLine[] {
  return METERS.lines([
    ['secret', asWritten(secrets), `${secrets} secrets all month; a replica counts as one`],
    ['api', apiCalls, 'one per call'],
  ]);
}
