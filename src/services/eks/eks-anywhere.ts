import * as z from 'zod';
import { ZERO } from '../../model/decimal.js';
import { hoursOf, type Month } from '../../model/month.js';
import { meterTable } from '../numeric-meter-table.js';
import { defineNumericService, type NumericLine } from '../numeric-service.js';
import { OWN_MACHINE_METER, ownMachineLines } from '../tasks/own-machines.js';
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
    reason: 'the software is free without',
  }),
});

type Input = z.output<typeof input>;

/** Amazon EKS Anywhere: free software on machines of one's own, with a subscription where one wants support. */
export const eksAnywhere = defineNumericService({
  id: 'eks-anywhere',
  serviceName: 'Amazon EKS Anywhere',
  pricingUrl: 'https://aws.amazon.com/eks/eks-anywhere/pricing/',
  summary: 'Kubernetes on your own machines: free software, with an Enterprise Subscription per cluster and year.',
  notModelled: [
    'what own machines cost, unless instanceMonthlyUsd says it',
    'a subscription that ends within its term: it is paid in advance',
    'the EKS Connector and what it sends to CloudWatch',
  ],
  meters: [...METERS.infos, OWN_MACHINE_METER],
  input,
  simulate: ownClusters,
  meter,
});

/** A month's share of the year: Cluster-Years = clusters × hours of the month / 8,760. */
function meter(service: Input, { clusters, machines }: OwnClusters, month: Month): NumericLine[] {
  const { subscription } = service;
  const years = clusters.times(hoursOf(month)).div(HOURS_OF_A_YEAR);
  const steps = `${clusters} clusters × ${month.hours} h / ${HOURS_OF_A_YEAR}, paid for the term in advance`;
  const of = (term: Input['subscription']) => (term === subscription ? years : ZERO);
  const subscriptions = METERS.lines([
    ['anywhere-subscription-1y', of('1-year'), steps],
    ['anywhere-subscription-3y', of('3-year'), steps],
  ]).map((line) => ({ ...line, pricingCategory: 'Committed' as const }));
  return [...subscriptions, ...ownMachineLines(service, machines)];
}
