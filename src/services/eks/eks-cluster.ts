import * as z from 'zod';
import { exact } from '../../model/decimal.js';
import { count } from '../../model/field.js';
import type { Month } from '../../model/month.js';
import { type MeterRow, meterTable } from '../numeric-meter-table.js';
import type { NumericLine } from '../numeric-service.js';

/**
 * The meters of a cluster's control plane. Extended support is a surcharge on the standard hour: 0.60 in total; a
 * provisioned control plane comes on top of either.
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

const things = (title: string) =>
  count(1_000_000)
    .default(0)
    .meta({ title, role: 'configuration' as const, unit: 'count' as const });

/** Fields of the control plane: the same wherever pods run. */
export const clusterFields = {
  clusters: count(10_000).default(1).meta({
    title: 'Clusters; 0 where another service of the design has the cluster',
    role: 'configuration',
    unit: 'count',
  }),
  support: z.enum(['standard', 'extended']).default('standard').meta({
    title: 'Support of the Kubernetes version: extended once it is older than 14 months',
    role: 'configuration',
    reason: 'a version that is kept up to date',
  }),
  provisionedControlPlane: z
    .enum(['none', 'XL', '2XL', '4XL', '8XL'])
    .default('none')
    .meta({ title: 'Tier of a provisioned control plane', role: 'configuration' }),
  argocdCapabilities: things('Argo CD capabilities of a cluster'),
  argocdApplications: things('Argo CD applications of a cluster'),
  ackCapabilities: things('ACK capabilities of a cluster'),
  ackResources: things('Resources ACK manages in a cluster'),
  kroCapabilities: things('Capabilities of kro in a cluster'),
  kroInstances: things('Instances of resource graphs kro manages in a cluster'),
};

type ClusterInput = z.output<z.ZodObject<typeof clusterFields>>;

/** Lines of the control planes, which stand there all month. */
export function clusterLines(input: ClusterInput, { hours }: Month): NumericLine[] {
  const { clusters, support, provisionedControlPlane: tier } = input;
  const all = (each: number) => exact(clusters).times(each).times(hours);
  const row = <M extends string>(meter: M, each: number): MeterRow<M> => {
    const words = each === 1 ? '' : ` × ${each}`;
    return [meter, all(each), `${clusters} clusters${words} × ${hours} h`];
  };
  return METERS.lines([
    row('cluster-standard', 1),
    row('cluster-extended-support-surcharge', support === 'extended' ? 1 : 0),
    ...(tier === 'none' ? [] : [row(`provisioned-control-plane-${tier}` as const, 1)]),
    row('capability-argocd', input.argocdCapabilities),
    row('capability-argocd-application', input.argocdApplications),
    row('capability-ack', input.ackCapabilities),
    row('capability-ack-resource', input.ackResources),
    row('capability-kro', input.kroCapabilities),
    row('capability-kro-rgd-instance', input.kroInstances),
  ]);
}
