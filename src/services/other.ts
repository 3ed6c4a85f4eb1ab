import * as z from 'zod';
import { asWritten, exact, nearestFloat } from '../model/decimal.js';
import { amount } from '../model/field.js';
import { quantity } from '../model/quantity.js';
import { defineNumericService, type NumericContext, type NumericLine, type Simulation } from './numeric-service.js';
import { followingRequests } from './numeric-traffic-units.js';

const dollars = (title: string) =>
  amount(1e12)
    .optional()
    .meta({ title, role: 'configuration' as const });

const item = z
  .strictObject({
    // A name a person gave: printable, so that it cannot steer a terminal.
    name: z
      .string()
      .min(1)
      .max(120)
      .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u, 'may not hold control characters')
      .meta({ title: 'What it is', role: 'configuration' }),
    monthlyUsd: dollars('Dollars a month'),
    usdPerRequest: dollars('Dollars for each request'),
  })
  .superRefine(({ monthlyUsd, usdPerRequest }, problems) => {
    if ((monthlyUsd === undefined) !== (usdPerRequest === undefined)) return;
    problems.addIssue({ code: 'custom', path: ['monthlyUsd'], message: 'give either monthlyUsd or usdPerRequest' });
  });

const input = z.strictObject({
  items: z
    .array(item)
    .max(100)
    .default([])
    .meta({ title: 'Amounts of your own: each a name with monthlyUsd or usdPerRequest', role: 'direct' }),
});

type Input = z.output<typeof input>;

/** What AWS does not bill: engineers, a support plan, own hardware. The prices are the user's, in the scenario itself. */
export const other = defineNumericService({
  id: 'other',
  serviceName: 'Other costs (not AWS)',
  pricingUrl: 'https://aws.amazon.com/pricing/',
  summary: 'Amounts of your own, by the month or by the request, which no AWS price stands behind.',
  notModelled: [],
  meters: [
    { offer: 'other', meter: 'monthly', unit: 'Months', description: 'A monthly amount of your own (not AWS)' },
    {
      offer: 'other',
      meter: 'per-request',
      unit: 'Requests',
      description: 'An amount a request of your own (not AWS)',
    },
  ],
  input,
  simulate: (_other: Input, { traffic }: NumericContext): Simulation<{ readonly requests: number }> => {
    const requests = traffic?.requests ?? 0;
    const { hours } = followingRequests(traffic);
    return {
      metered: { requests },
      activity: { requests: nearestFloat(exact(requests)) },
      ...(hours !== undefined && { hours, costFollows: { 'per-request': 'requests' } }),
    };
  },
  meter: ({ items }: Input, { requests }) => items.map((of) => line(of, requests)),
});

function line({ name, monthlyUsd, usdPerRequest }: Input['items'][number], requests: number): NumericLine {
  const isMonthly = usdPerRequest === undefined;
  return {
    offer: 'other',
    meter: isMonthly ? 'monthly' : 'per-request',
    description: `${name} (not AWS)`,
    pricingQuantity: isMonthly ? quantity(exact(1), 'Months') : quantity(exact(requests), 'Requests'),
    pricingCategory: 'Standard',
    derivation: isMonthly ? 'one a month' : 'one for each request',
    ownUsdPerUnit: asWritten(monthlyUsd ?? usdPerRequest ?? 0),
  };
}
