import * as z from 'zod';
import type { Amounts } from '../../model/amounts.js';
import type { Month } from '../../model/month.js';
import { meterTable } from '../meter-table.js';
import { defineService, type MeteredLine } from '../service.js';
import { OWN_MACHINE_METER, ownMachineLines } from '../tasks/own-machines.js';
import { monthHours } from '../traffic-units.js';
import { type OwnClusters, ownClusterFields, ownClusters } from './own-clusters.js';

const METERS = meterTable('eks', { distro: ['Hours', 'EKS Distro, free software'] });

const input = z.strictObject(ownClusterFields);

type Input = z.output<typeof input>;

/** Amazon EKS Distro: the Kubernetes of EKS as free software, on own machines. */
export const eksDistro = defineService({
  id: 'eks-distro',
  serviceName: 'Amazon EKS Distro',
  pricingUrl: 'https://aws.amazon.com/eks/eks-distro/',
  summary: 'The Kubernetes of EKS as free software; you pay for the machines that it runs on.',
  notModelled: ['the cost of own machines, unless instanceMonthlyUsd gives it', 'the work of running a control plane'],
  meters: [...METERS.infos, OWN_MACHINE_METER],
  input,
  simulate: ownClusters,
  meter,
});

/** Cluster-hours at a price of 0, so that the bill shows them. https://distro.eks.amazonaws.com/ */
function meter(service: Amounts<Input>, { clusters, machines }: OwnClusters, month: Month): MeteredLine[] {
  return [...METERS.lines([['distro', clusters.times(monthHours(month))]]), ...ownMachineLines(service, machines)];
}
