import type * as z from 'zod';
import type { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import { amount } from '../../model/field.js';
import type { Simulation, SimulationContext } from '../service.js';
import { ownMachines } from '../tasks/own-machines.js';
import { ownMachineFields } from '../tasks/own-machines-input.js';

/** Fields of Kubernetes on own machines. */
export const ownClusterFields = {
  clusters: amount(10_000)
    .default(1)
    .meta({ title: 'Clusters', role: 'configuration', unit: 'count', reason: 'one cluster' }),
  ...ownMachineFields,
};

type OwnClusterInput = z.output<z.ZodObject<typeof ownClusterFields>>;

/** The metered quantities of clusters on own machines. */
export interface OwnClusters {
  readonly clusters: Amount;
  readonly machines: Amount;
}

/** Simulates the given clusters on as many machines as the busiest hour needs. */
export function ownClusters(service: Amounts<OwnClusterInput>, context: SimulationContext): Simulation<OwnClusters> {
  const own = ownMachines(service, context);
  return {
    ...own,
    metered: { clusters: service.clusters.as('clusters'), machines: own.metered },
    activity: { clusters: service.clusters, ...own.activity },
  };
}
