import * as z from 'zod';
import { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import type { Assumption } from '../../model/assumption.js';
import { amount, count } from '../../model/field.js';
import type { Month } from '../../model/month.js';
import type { Traffic } from '../../workload/traffic.js';
import type { Simulation, SimulationContext } from '../service.js';
import { KB_PER_GB, monthHours, SECONDS_PER_HOUR } from '../traffic-units.js';
import { capacityUnits, type Dimension, perHour, perRequest } from './capacity-units.js';

/** Zones of a load balancer when none are given: an Application Load Balancer's minimum. */
const DEFAULT_ZONES = 2;

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
export const addressFields = (minZones: number) => ({
  scheme: z
    .enum(['internet-facing', 'internal'])
    .default('internet-facing')
    .meta({ title: 'Who reaches it', role: 'configuration' }),
  zones: count(6, minZones).optional().meta({
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

type FieldsOf<Fields extends z.ZodRawShape> = Amounts<z.output<z.ZodObject<Fields>>>;
type Balancer = FieldsOf<typeof loadBalancerFields & ReturnType<typeof connectionFields>>;
type Addressed = FieldsOf<Pick<typeof loadBalancerFields, 'loadBalancers'> & ReturnType<typeof addressFields>>;
type Served = Pick<SimulationContext, 'traffic' | 'month'>;

/** What one capacity unit holds. */
export interface UnitSize {
  readonly newPerSecond: number;
  readonly active: number;
  readonly gbPerHour: number;
}

/** Connections and bytes: each as the user gave it, or as the traffic makes it. */
export function connectionDimensions(balancer: Balancer, size: UnitSize, { traffic, month }: Served): Dimension[] {
  const { newConnectionsPerSecond, activeConnections, processedGb, requestsPerConnection, connectionSeconds } =
    balancer;
  const newPerSecond = Amount.of(size.newPerSecond, 'new connections a second');
  const active = Amount.of(size.active, 'active connections');
  const gbPerHour = Amount.of(size.gbPerHour, 'GB of processed bytes an hour');
  const connections = requestsPerConnection.as('requests a connection').times(Amount.of(SECONDS_PER_HOUR, 's'));
  const kb = (traffic?.requestKb ?? Amount.ZERO).as('KB').plus(traffic?.responseKb.as('KB') ?? 0);
  return [
    newConnectionsPerSecond === undefined
      ? perRequest('new connections', Amount.ONE, connections.times(newPerSecond))
      : perHour('new connections', newConnectionsPerSecond.as('new connections a second'), newPerSecond),
    activeConnections === undefined
      ? perRequest('active connections', connectionSeconds.as('s open'), connections.times(active))
      : perHour('active connections', activeConnections.as('active connections'), active),
    processedGb === undefined
      ? perRequest('processed bytes', kb, Amount.of(KB_PER_GB, 'KB/GB').times(gbPerHour))
      : perHour('processed bytes', processedGb.as('GB'), gbPerHour.times(monthHours(month))),
  ];
}

/** What every load balancer bills besides its hours. */
export interface BalancerUse {
  readonly lcuHours: Amount;
}

/** Capacity units of the month, from the dimensions or as given, with what the report and the hours show of them. */
export function balancerUse(
  { lcuHours: given }: Balancer,
  dimensions: readonly Dimension[],
  { traffic, month }: Served,
): Simulation<BalancerUse> {
  if (given !== undefined) {
    const lcuHours = given.as('LCU-hours');
    return {
      metered: { lcuHours },
      activity: { averageLcus: lcuHours.dividedBy(month.hours) },
      unused: ['requestsPerConnection', 'connectionSeconds'],
    };
  }
  const { hours: lcuHours, peak, steepest, hourly } = capacityUnits(dimensions, { traffic, month });
  const isOpen = steepest === 'active connections';
  return {
    metered: { lcuHours },
    activity: { averageLcus: lcuHours.dividedBy(month.hours), peakLcus: peak },
    ...(hourly !== undefined &&
      traffic?.hourlyRequests !== undefined && { hours: { requests: traffic.hourlyRequests, lcus: hourly } }),
    unused: [
      ...(isOpen || steepest === 'new connections' ? [] : ['requestsPerConnection']),
      ...(isOpen ? [] : ['connectionSeconds']),
    ],
  };
}

/** Zones written, or those the service level asks for, two at least. */
export function zonesOf({ zones }: Pick<Addressed, 'zones'>, traffic: Pick<Traffic, 'serviceLevel'> | null): Amount {
  return zones ?? Amount.of(Math.max(DEFAULT_ZONES, traffic?.serviceLevel.zones ?? 0));
}

/** The zones taken when none are written; they decide how many public addresses there are. */
export function zonesAssumption(of: Addressed, traffic: Pick<Traffic, 'serviceLevel'> | null): Assumption[] {
  if (of.zones !== undefined || of.scheme === 'internal') return [];
  const reason = 'two, or as many as the service level asks for; a public IPv4 address in each';
  return [{ at: 'zones', value: `${zonesOf(of, traffic)}`, reason }];
}

/** Hours = load balancers × hours of the month. */
export function balancerHours({ loadBalancers }: Pick<Addressed, 'loadBalancers'>, month: Month): Amount {
  return loadBalancers.times(monthHours(month));
}

/** Public IPv4 addresses of internet-facing load balancers, one in each zone: load balancers × zones × hours. */
export function addressHours({ loadBalancers, scheme }: Addressed, zones: Amount, month: Month): Amount {
  return scheme === 'internal' ? Amount.ZERO : loadBalancers.times(zones.as('zones')).times(monthHours(month));
}
