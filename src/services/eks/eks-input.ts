import * as z from 'zod';
import { amount, count, share } from '../../model/field.js';
import { checkInstances, instanceFields, instanceLimitFields } from '../instances/instance-input.js';
import { clusterFields } from './eks-cluster.js';
import { podCapacityFields } from './pod-scaling.js';

/** Fields of what a pod requests, by which the scheduler packs. */
export const podFields = {
  vcpu: amount(192, 0.01)
    .default(1)
    .meta({ title: 'vCPU that a pod requests', role: 'configuration', reason: 'a middle size' }),
  memoryGb: amount(4096, 0.0625)
    .default(2)
    .meta({ title: 'Memory that a pod requests', role: 'configuration', unit: 'GB', reason: '2 GB for 1 vCPU' }),
};

/** Fields of nodes and the pods on them, without those of the instances. */
export const nodeFields = {
  ...podFields,
  vmMemoryOverhead: share().max(0.5).default(0.075).meta({
    title: "Share of an instance's memory that the hypervisor uses",
    role: 'simulation',
    reason: "Karpenter's default",
  }),
  daemonPods: count(100).default(2).meta({
    title: 'Pods of daemon sets on each node',
    role: 'simulation',
    unit: 'count',
    reason: 'aws-node, kube-proxy',
  }),
  daemonVcpu: amount(16).default(0.15).meta({
    title: 'vCPU that the daemons of a node request',
    role: 'simulation',
    reason: 'aws-node 0.05, kube-proxy 0.1',
  }),
  daemonMemoryMb: amount(65_536)
    .default(0)
    .meta({ title: 'Memory that the daemons of a node request', role: 'simulation', unit: 'MB' }),
  consolidateAfterS: amount(86_400).default(0).meta({
    title: "Time before nodes with free capacity are consolidated (Karpenter's consolidateAfter)",
    role: 'simulation',
    unit: 's',
  }),
};

/** Fields of the `eks` service. */
export const eksInput = z
  .strictObject({
    ...clusterFields,
    ...instanceFields,
    ...nodeFields,
    hybridNodeVcpu: amount(10_000_000)
      .default(0)
      .meta({ title: 'vCPU of hybrid nodes, which run outside AWS', role: 'configuration' }),
    ...podCapacityFields,
    ...instanceLimitFields,
  })
  .superRefine(checkInstances);

/** Fields of the `eks-auto-mode` service: AWS runs the daemons outside the nodes' pods. */
export const eksAutoModeInput = z
  .strictObject({
    ...clusterFields,
    ...instanceFields,
    ...nodeFields,
    daemonPods: nodeFields.daemonPods.unwrap().default(0).meta({
      title: 'Pods of daemon sets on each node',
      role: 'simulation',
      unit: 'count',
    }),
    daemonVcpu: nodeFields.daemonVcpu.unwrap().default(0).meta({
      title: 'vCPU that the daemons of a node request',
      role: 'simulation',
    }),
    ...podCapacityFields,
    ...instanceLimitFields,
  })
  .superRefine(checkInstances);

export type EksInput = z.output<typeof eksInput>;
export type EksAutoModeInput = z.output<typeof eksAutoModeInput>;
