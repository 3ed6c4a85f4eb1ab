import type { Assumption } from '../../model/assumption.js';
import { asWritten, type Decimal, exact, nearestFloat } from '../../model/decimal.js';
import { hoursOf, type Month } from '../../model/month.js';
import type { Traffic } from '../../workload/traffic.js';
import type { NumericContext, Simulation } from '../numeric-service.js';
import { KB_PER_GB } from '../numeric-traffic-units.js';
import { capacityUnits, type Dimension, everyHour, perRequest, SECONDS_PER_HOUR } from './capacity-units.js';

/** Zones a load balancer stands in when nothing is said: an Application Load Balancer's least. */
const DEFAULT_ZONES = 2;

/** What one capacity unit holds. */
export interface UnitSize {
  readonly newPerSecond: number;
  readonly active: number;
  readonly gbPerHour: number;
}

/** The fields of a load balancer that decide its capacity units. */
export interface Connections {
  readonly newConnectionsPerSecond?: number | undefined;
  readonly activeConnections?: number | undefined;
  readonly processedGb?: number | undefined;
  readonly lcuHours?: number | undefined;
  readonly requestsPerConnection: number;
  readonly connectionSeconds: number;
}

/** Connections and bytes: each as the user gave it, or as the traffic makes it. */
export function connectionDimensions(
  of: Connections,
  size: UnitSize,
  { traffic, month }: Pick<NumericContext, 'traffic' | 'month'>,
): Dimension[] {
  const { requestsPerConnection: requests, connectionSeconds: openS } = of;
  const { newConnectionsPerSecond: opened, activeConnections: open, processedGb } = of;
  const { newPerSecond, active, gbPerHour } = size;
  const kb = asWritten(traffic?.requestKb ?? 0).plus(asWritten(traffic?.responseKb ?? 0));
  const connections = asWritten(requests).times(SECONDS_PER_HOUR);
  const each = `/ ${requests} a connection / 3600 s`;
  return [
    opened === undefined
      ? perRequest('new connections', [exact(1), connections.times(newPerSecond)], `1 ${each} / ${newPerSecond}`)
      : everyHour('new connections', [asWritten(opened), exact(newPerSecond)], `${opened} a second / ${newPerSecond}`),
    open === undefined
      ? perRequest(
          'active connections',
          [asWritten(openS), connections.times(active)],
          `${openS} s ${each} / ${active}`,
        )
      : everyHour('active connections', [asWritten(open), exact(active)], `${open} / ${active}`),
    processedGb === undefined
      ? perRequest('processed bytes', [kb, KB_PER_GB.times(asWritten(gbPerHour))], `${kb} KB / 1024² / ${gbPerHour} GB`)
      : everyHour(
          'processed bytes',
          [asWritten(processedGb), asWritten(gbPerHour).times(month.hours)],
          `${processedGb} GB / ${month.hours} h / ${gbPerHour} GB`,
        ),
  ];
}

/** What every load balancer bills besides its hours. */
export interface BalancerUse {
  readonly lcuHours: Decimal;
  readonly derivation: string;
}

/** Capacity units of the month, from the dimensions or as given, with what the report and the hours show of them. */
export function balancerUse(
  of: Connections,
  dimensions: readonly Dimension[],
  { traffic, month }: Pick<NumericContext, 'traffic' | 'month'>,
): Simulation<BalancerUse> {
  const { lcuHours } = of;
  if (lcuHours !== undefined) {
    const given = asWritten(lcuHours);
    return {
      metered: { lcuHours: given, derivation: 'as given' },
      activity: { averageLcus: nearestFloat(given.div(month.hours)) },
      unused: ['requestsPerConnection', 'connectionSeconds'],
    };
  }
  const units = capacityUnits(dimensions, { traffic, month });
  const isOpen = units.steepest === 'active connections';
  return {
    metered: { lcuHours: units.hours, derivation: units.derivation },
    activity: { averageLcus: nearestFloat(units.hours.div(month.hours)), peakLcus: units.peak },
    ...(units.hourly !== undefined &&
      traffic?.hourlyRequests !== undefined && { hours: { requests: traffic.hourlyRequests, lcus: units.hourly } }),
    unused: [
      ...(isOpen || units.steepest === 'new connections' ? [] : ['requestsPerConnection']),
      ...(isOpen ? [] : ['connectionSeconds']),
    ],
  };
}

/** What decides the public addresses of a load balancer. */
export interface Addressed {
  readonly loadBalancers: number;
  readonly scheme: 'internet-facing' | 'internal';
  readonly zones?: number | undefined;
}

/** Zones written, or those the service level asks for, two at least. */
export function zonesOf({ zones }: Pick<Addressed, 'zones'>, traffic: Pick<Traffic, 'serviceLevel'> | null): number {
  return zones ?? Math.max(DEFAULT_ZONES, traffic?.serviceLevel.zones ?? 0);
}

/** The zones taken when none are written; they decide how many public addresses there are. */
export function zonesAssumption(of: Addressed, traffic: Traffic | null): Assumption[] {
  if (of.zones !== undefined || of.scheme === 'internal') return [];
  const reason = 'two, or as many as the service level asks for; a public IPv4 address in each';
  return [{ at: 'zones', value: `${zonesOf(of, traffic)}`, reason }];
}

/** Hours = load balancers × hours of the month. */
export function balancerHours({ loadBalancers }: Addressed | { loadBalancers: number }, month: Month) {
  return [exact(loadBalancers).times(hoursOf(month)), `${loadBalancers} × ${month.hours} h`] as const;
}

/** Public IPv4 addresses of internet-facing load balancers, one in each zone: load balancers × zones × hours. */
export function addressHours({ loadBalancers, scheme }: Addressed, zones: number, month: Month) {
  const addresses = scheme === 'internal' ? 0 : loadBalancers * zones;
  return [exact(addresses).times(hoursOf(month)), `${loadBalancers} × ${zones} zones × ${month.hours} h`] as const;
}
