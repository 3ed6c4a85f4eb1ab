import * as z from 'zod';
import { amount, count } from '../../model/field.js';

/** Fields that all load balancers have, in the same words. */
export const loadBalancerFields = {
  loadBalancers: count(10_000, 1)
    .default(1)
    .meta({ title: 'Load balancers, all month', role: 'configuration', unit: 'count' }),
  newConnectionsPerSecond: amount(1e9)
    .optional()
    .meta({ title: "New connections or flows per second (default: the workload's)", role: 'direct' }),
  activeConnections: amount(1e12)
    .optional()
    .meta({ title: "Connections or flows open at a time (default: the workload's)", role: 'direct', unit: 'count' }),
  processedGb: amount(1e9)
    .optional()
    .meta({ title: "GB processed in the month (default: the workload's)", role: 'direct', unit: 'GB' }),
  lcuHours: amount(1e12)
    .optional()
    .meta({ title: 'Capacity unit hours in the month, as a bill shows them; replaces all dimensions', role: 'direct' }),
};

/** Fields of load balancers that may face the internet. */
export const addressFields = (leastZones: number) => ({
  scheme: z
    .enum(['internet-facing', 'internal'])
    .default('internet-facing')
    .meta({ title: 'Who reaches it', role: 'configuration' }),
  zones: count(6, leastZones).optional().meta({
    title: 'Availability zones it stands in, each with a public IPv4 address (default: 2)',
    role: 'configuration',
    unit: 'count',
  }),
});

/**
 * How clients connect, which decides how many connections the workload makes.
 *
 * @param idleS how long a connection stays open, and why
 */
export const connectionFields = (idleS: number, why: string) => ({
  requestsPerConnection: amount(1e6, 1).default(1).meta({
    title: 'Requests sent over one connection',
    role: 'simulation',
    reason: 'clients that come once; keep-alive makes it fewer connections',
  }),
  connectionSeconds: amount(86_400)
    .default(idleS)
    .meta({ title: 'Time a connection stays open', role: 'simulation', unit: 's', reason: why }),
});
