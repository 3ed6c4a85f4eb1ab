import * as z from 'zod';
import type { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import { amount, count } from '../../model/field.js';
import { meterTable } from '../meter-table.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from '../service.js';
import { givenOrUnits } from '../traffic-units.js';

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

type Secrets = Amounts<z.output<typeof input>>;

interface Calls {
  readonly apiCalls: Amount;
}

/** AWS Secrets Manager: secrets by the month, calls one by one. */
export const secretsManager = defineService({
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

function simulate(use: Secrets, { traffic }: SimulationContext): Simulation<Calls> {
  const apiCalls = givenOrUnits(use.apiCalls, traffic, 'calls', use.perRequest);
  return {
    metered: { apiCalls },
    activity: { apiCalls },
    unused: traffic === null || use.apiCalls !== undefined ? ['perRequest'] : [],
  };
}

function meter({ secrets }: Secrets, { apiCalls }: Calls): MeteredLine[] {
  return METERS.lines([
    ['secret', secrets.as('secrets all month; a replica counts as one')],
    ['api', apiCalls],
  ]);
}
