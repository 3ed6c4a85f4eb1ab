import * as z from 'zod';
import type { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import { count } from '../../model/field.js';
import type { Month } from '../../model/month.js';
import { meterTable } from '../meter-table.js';
import type { MeteredLine } from '../service.js';
import { monthHours } from '../traffic-units.js';

/**
 * The meters of a cluster's control plane. Extended support is a surcharge on the standard hour, 0.60 in total; a
 * provisioned control plane is billed in addition to either.
 * https://aws.amazon.com/eks/pricing/
 */
const METERS = meterTable('eks', {
  'cluster-standard': ['Hours', 'Cluster'],
  'cluster-extended-support-surcharge': ['Hours', 'Cluster, surcharge for extended support'],
  'provisioned-control-plane-XL': ['Hours', 'Provisioned control plane (XL)'],
  'provisioned-control-plane-2XL': ['Hours', 'Provisioned control plane (2XL)'],
  'provisioned-control-plane-4XL': ['Hours', 'Provisioned control plane (4XL)'],
  'provisioned-control-plane-8XL': ['Hours', 'Provisioned control plane (8XL)'],
  'capability-argocd': ['Hours', 'Capability (Argo CD)'],
  'capability-argocd-application': ['Hours', 'Capability (Argo CD), applications'],
  'capability-ack': ['Hours', 'Capability (ACK)'],
  'capability-ack-resource': ['Hours', 'Capability (ACK), resources'],
  'capability-kro': ['Hours', 'Capability (kro)'],
  'capability-kro-rgd-instance': ['Hours', 'Capability (kro), instances of resource graphs'],
});

export const CLUSTER_METERS = METERS.infos;

const quantityPerCluster = (title: string) =>
  count(1_000_000)
    .default(0)
    .meta({ title, role: 'configuration' as const, unit: 'count' as const });

/** Fields of the control plane, the same wherever pods run. */
export const clusterFields = {
  clusters: count(10_000).default(1).meta({
    title: 'Clusters; 0 when another service of the design includes the cluster',
    role: 'configuration',
    unit: 'count',
  }),
  support: z.enum(['standard', 'extended']).default('standard').meta({
    title: 'Support of the Kubernetes version; extended when it is older than 14 months',
    role: 'configuration',
    reason: 'an up-to-date version',
  }),
  provisionedControlPlane: z
    .enum(['none', 'XL', '2XL', '4XL', '8XL'])
    .default('none')
    .meta({ title: 'Tier of a provisioned control plane', role: 'configuration' }),
  argocdCapabilities: quantityPerCluster('Argo CD capabilities per cluster'),
  argocdApplications: quantityPerCluster('Argo CD applications per cluster'),
  ackCapabilities: quantityPerCluster('ACK capabilities per cluster'),
  ackResources: quantityPerCluster('Resources that ACK manages per cluster'),
  kroCapabilities: quantityPerCluster('Capabilities of kro per cluster'),
  kroInstances: quantityPerCluster('Instances of resource graphs that kro manages per cluster'),
};

type ClusterInput = z.output<z.ZodObject<typeof clusterFields>>;

/** Meters the control planes, which run all month. */
export function clusterLines(input: Amounts<ClusterInput>, month: Month): MeteredLine[] {
  const { support, provisionedControlPlane: tier } = input;
  const clusterHours = input.clusters.as('clusters').times(monthHours(month));
  const each = (perCluster: Amount) => clusterHours.times(perCluster.as('in each'));
  return METERS.lines([
    ['cluster-standard', clusterHours],
    ...(support === 'extended' ? [['cluster-extended-support-surcharge', clusterHours] as const] : []),
    ...(tier === 'none' ? [] : [[`provisioned-control-plane-${tier}`, clusterHours] as const]),
    ['capability-argocd', each(input.argocdCapabilities)],
    ['capability-argocd-application', each(input.argocdApplications)],
    ['capability-ack', each(input.ackCapabilities)],
    ['capability-ack-resource', each(input.ackResources)],
    ['capability-kro', each(input.kroCapabilities)],
    ['capability-kro-rgd-instance', each(input.kroInstances)],
  ]);
}
