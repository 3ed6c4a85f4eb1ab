import * as z from 'zod';
import { hoursOf, type Month } from '../../model/month.js';
import { meterTable } from '../numeric-meter-table.js';
import { defineNumericService, type NumericLine } from '../numeric-service.js';
import { OWN_MACHINE_METER, ownMachineLines } from '../tasks/own-machines.js';
import { type OwnClusters, ownClusterFields, ownClusters } from './own-clusters.js';

const METERS = meterTable('eks', { distro: ['Hours', 'EKS Distro, free software'] });

const input = z.strictObject(ownClusterFields);

type Input = z.output<typeof input>;

/** Amazon EKS Distro: the Kubernetes of EKS as free software. What it needs is machines of one's own. */
export const eksDistro = defineNumericService({
  id: 'eks-distro',
  serviceName: 'Amazon EKS Distro',
  pricingUrl: 'https://aws.amazon.com/eks/eks-distro/',
  summary: 'The Kubernetes of EKS as free software; what it runs on is yours to pay.',
  notModelled: ['what own machines cost, unless instanceMonthlyUsd says it', 'the work of running a control plane'],
  meters: [...METERS.infos, OWN_MACHINE_METER],
  input,
  simulate: ownClusters,
  meter,
});

/** Cluster-hours at a price of 0, so that the bill shows what was thought of. https://distro.eks.amazonaws.com/ */
function meter(service: Input, { clusters, machines }: OwnClusters, month: Month): NumericLine[] {
  return [
    ...METERS.lines([['distro', clusters.times(hoursOf(month)), `${clusters} clusters × ${month.hours} h`]]),
    ...ownMachineLines(service, machines),
  ];
}
