import type { Amounts } from '../../model/amounts.js';
import type { Month } from '../../model/month.js';
import { byInstanceType } from '../instances/instance-input.js';
import { INSTANCE_METERS, type InstanceTime, instanceLines } from '../instances/instance-lines.js';
import { simulateInstances } from '../instances/instance-service.js';
import { isUsed, meterTable } from '../meter-table.js';
import { defineService, type MeteredLine } from '../service.js';
import { monthHours } from '../traffic-units.js';
import { CLUSTER_METERS, clusterLines } from './eks-cluster.js';
import { type EksInput, eksInput } from './eks-input.js';
import { asTasks } from './pod-scaling.js';
import { podsOnNodes } from './pods-on-nodes.js';

const HYBRID = meterTable('eks', { 'hybrid-nodes-vcpu': ['vCPU-Hours', 'Hybrid nodes'] });

/** Amazon EKS with nodes on EC2 instances on Linux: the control plane by the hour, instances and volumes as EC2 bills them. */
export const eks = defineService({
  id: 'eks',
  serviceName: 'Amazon EKS',
  pricingUrl: 'https://aws.amazon.com/eks/pricing/',
  summary: 'Kubernetes on your own instances: clusters by the hour, nodes as EC2 instances.',
  notModelled: [
    'several services on one cluster',
    'Windows nodes',
    'Savings Plans per instance',
    'the effect of consolidation on pods that are moved',
    'surplus CPU credits of burstable types (they are taken at their baseline)',
  ],
  meters: [...CLUSTER_METERS, ...HYBRID.infos, ...INSTANCE_METERS],
  input: eksInput,
  alternatives: byInstanceType,
  simulate: (input, context) => simulateInstances(asTasks(input), context, podsOnNodes),
  meter,
});

function meter(input: Amounts<EksInput>, time: InstanceTime, month: Month): MeteredLine[] {
  // A cluster without nodes on EC2 has no lines for them.
  const nodes = instanceLines(input, time, month).filter(({ amount }) => isUsed(amount));
  return [
    ...clusterLines(input, month),
    ...HYBRID.lines([['hybrid-nodes-vcpu', input.hybridNodeVcpu.as('vCPU').times(monthHours(month))]]),
    ...nodes,
  ];
}
