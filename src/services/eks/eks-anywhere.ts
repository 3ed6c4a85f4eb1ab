import * as z from 'zod';
import type { Amounts } from '../../model/amounts.js';
import type { Month } from '../../model/month.js';
import { meterTable } from '../meter-table.js';
import { defineService, type MeteredLine } from '../service.js';
import { OWN_MACHINE_METER, ownMachineLines } from '../tasks/own-machines.js';
import { monthHours } from '../traffic-units.js';
import { type OwnClusters, ownClusterFields, ownClusters } from './own-clusters.js';

const HOURS_OF_A_YEAR = 8760;

const METERS = meterTable('eks', {
  'anywhere-subscription-1y': ['Cluster-Years', 'EKS Anywhere Enterprise Subscription (1 year)'],
  'anywhere-subscription-3y': ['Cluster-Years', 'EKS Anywhere Enterprise Subscription (3 years)'],
});

const input = z.strictObject({
  ...ownClusterFields,
  subscription: z.enum(['none', '1-year', '3-year']).default('none').meta({
    title: 'Enterprise Subscription of each cluster',
    role: 'configuration',
    reason: 'the software is free without one',
  }),
});

type Input = z.output<typeof input>;

/** Amazon EKS Anywhere: free software on own machines, with an optional subscription for support. */
export const eksAnywhere = defineService({
  id: 'eks-anywhere',
  serviceName: 'Amazon EKS Anywhere',
  pricingUrl: 'https://aws.amazon.com/eks/eks-anywhere/pricing/',
  summary: 'Kubernetes on your own machines: free software, with an Enterprise Subscription per cluster and year.',
  notModelled: [
    'the cost of own machines, unless instanceMonthlyUsd gives it',
    'a subscription that ends within its term: it is paid in advance',
    'the EKS Connector and its data in CloudWatch',
  ],
  meters: [...METERS.infos, OWN_MACHINE_METER],
  input,
  simulate: ownClusters,
  meter,
});

/** Cluster-Years = clusters × hours of the month / 8,760: the month's share of what is paid in advance for the term. */
function meter(service: Amounts<Input>, { clusters, machines }: OwnClusters, month: Month): MeteredLine[] {
  const { subscription } = service;
  const years = clusters.times(monthHours(month)).dividedBy(HOURS_OF_A_YEAR);
  const subscriptions = subscription === 'none' ? [] : METERS.lines([[SUBSCRIPTIONS[subscription], years]]);
  return [
    ...subscriptions.map((line) => ({ ...line, pricingCategory: 'Committed' as const })),
    ...ownMachineLines(service, machines),
  ];
}

const SUBSCRIPTIONS = { '1-year': 'anywhere-subscription-1y', '3-year': 'anywhere-subscription-3y' } as const;
