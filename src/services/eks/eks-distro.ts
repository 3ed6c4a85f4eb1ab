import * as z from 'zod';
import { asWritten, type Decimal } from '../../model/decimal.js';
import { amount } from '../../model/field.js';
import { hoursOf, type Month } from '../../model/month.js';
import { meterTable } from '../meter-table.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from '../service.js';
import { OWN_MACHINE_METER, ownMachineLines, ownMachines } from '../tasks/own-machines.js';
import { ownMachineFields } from '../tasks/own-machines-input.js';

const METERS = meterTable('eks', { distro: ['Hours', 'EKS Distro, free software'] });

const input = z.strictObject({
  clusters: amount(10_000)
    .default(1)
    .meta({ title: 'Clusters', role: 'configuration', unit: 'count', reason: 'one cluster' }),
  ...ownMachineFields,
});

type Input = z.output<typeof input>;

interface Clusters {
  readonly clusters: Decimal;
  readonly machines: Decimal;
}

/** Amazon EKS Distro: the Kubernetes of EKS as free software. What it needs is machines of one's own. */
export const eksDistro = defineService({
  id: 'eks-distro',
  serviceName: 'Amazon EKS Distro',
  pricingUrl: 'https://aws.amazon.com/eks/eks-distro/',
  summary: 'The Kubernetes of EKS as free software; what it runs on is yours to pay.',
  notModelled: ['what own machines cost, unless instanceMonthlyUsd says it', 'the work of running a control plane'],
  meters: [...METERS.infos, OWN_MACHINE_METER],
  input,
  simulate,
  meter,
});

function simulate(service: Input, context: SimulationContext): Simulation<Clusters> {
  const own = ownMachines(service, context);
  return {
    ...own,
    metered: { clusters: asWritten(service.clusters), machines: asWritten(own.metered) },
    activity: { clusters: service.clusters, ...own.activity },
  };
}

/** Cluster-hours at a price of 0, so that the bill shows what was thought of. https://distro.eks.amazonaws.com/ */
function meter(service: Input, { clusters, machines }: Clusters, month: Month): MeteredLine[] {
  return [
    ...METERS.lines([['distro', clusters.times(hoursOf(month)), `${clusters} clusters × ${month.hours} h`]]),
    ...ownMachineLines(service, machines),
  ];
}
