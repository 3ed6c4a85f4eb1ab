import * as z from 'zod';
import { Amount } from '../model/amount.js';
import { asWritten } from '../model/decimal.js';
import { amount } from '../model/field.js';
import { defineService, type MeteredLine } from './service.js';
import { followingRequests, unitsOf } from './traffic-units.js';

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

/** What AWS does not bill: engineers, a support plan, own hardware. The prices are the user's, in the scenario itself. */
export const other = defineService({
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
  simulate: (_input, { traffic }) => {
    const requests = unitsOf(traffic, 'requests');
    const { hours } = followingRequests(traffic);
    return {
      metered: { requests },
      activity: { requests },
      ...(hours !== undefined && { hours, costFollows: { 'per-request': 'requests' } }),
    };
  },
  meter: ({ items }, { requests }) => items.map((item) => line(item, requests)),
});

function line({ name, monthlyUsd, usdPerRequest }: z.output<typeof item>, requests: Amount): MeteredLine {
  const isMonthly = usdPerRequest === undefined;
  return {
    offer: 'other',
    meter: isMonthly ? 'monthly' : 'per-request',
    description: `${name} (not AWS)`,
    amount: isMonthly ? Amount.of(1, 'a month') : requests,
    unit: isMonthly ? 'Months' : 'Requests',
    pricingCategory: 'Standard',
    ownUsdPerUnit: asWritten(monthlyUsd ?? usdPerRequest ?? 0),
  };
}
