import type { Amounts } from '../../model/amounts.js';
import type { Month } from '../../model/month.js';
import { byInstanceType } from '../instances/instance-input.js';
import { INSTANCE_METERS, type InstanceTime, instanceLines } from '../instances/instance-lines.js';
import { simulateInstances } from '../instances/instance-service.js';
import { managementFee } from '../instances/management-fee.js';
import { isUsed } from '../meter-table.js';
import { defineService, type MeteredLine } from '../service.js';
import { CLUSTER_METERS, clusterLines } from './eks-cluster.js';
import { type EksAutoModeInput, eksAutoModeInput } from './eks-input.js';
import { asTasks } from './pod-scaling.js';
import { podsOnNodes } from './pods-on-nodes.js';

const FEE = { offer: 'eks', meter: 'auto-mode-fee', description: 'Auto Mode' };

/** Amazon EKS Auto Mode: AWS runs the nodes, for a fee of about 12% of their on-demand price. */
export const eksAutoMode = defineService({
  id: 'eks-auto-mode',
  serviceName: 'Amazon EKS Auto Mode',
  pricingUrl: 'https://aws.amazon.com/eks/pricing/',
  summary: 'Kubernetes on instances that AWS runs: clusters by the hour, EC2 instances and a fee on them.',
  notModelled: [
    'several services on one cluster',
    'Savings Plans per instance',
    'the effect of consolidation on pods that are moved',
    'surplus CPU credits of burstable types (they are taken at their baseline)',
  ],
  meters: [
    ...CLUSTER_METERS,
    ...INSTANCE_METERS,
    { offer: 'eks', meter: 'auto-mode-fee-<instanceType>', unit: 'Hours', description: 'Auto Mode' },
  ],
  input: eksAutoModeInput,
  alternatives: byInstanceType,
  simulate: (input, context) => simulateInstances(asTasks(input), context, podsOnNodes),
  meter,
});

function meter(input: Amounts<EksAutoModeInput>, time: InstanceTime, month: Month): MeteredLine[] {
  const instances = [...instanceLines(input, time, month), managementFee(FEE, input, time)];
  return [...clusterLines(input, month), ...instances.filter(({ amount }) => isUsed(amount))];
}
