import { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import type { Month } from '../../model/month.js';
import { isUsed } from '../meter-table.js';
import type { MeteredLine, MeterInfo } from '../service.js';
import { monthHours, SECONDS_PER_HOUR } from '../traffic-units.js';
import { type InstanceInput, instanceTypeOf } from './instance-input.js';

/** Shortest time billed for a Linux instance. https://aws.amazon.com/ec2/pricing/on-demand/ */
const MINIMUM = Amount.of(60, 's (the minimum)');

/** Billed time of instances in a month. */
export interface InstanceTime {
  /** Billed seconds of all instances. */
  readonly seconds: Amount;
  /** Those that no reservation covers. */
  readonly uncoveredSeconds: Amount;
}

/** The meters of instances and their volumes. */
export const INSTANCE_METERS: readonly MeterInfo[] = [
  { offer: 'ec2', meter: 'on-demand-<instanceType>', unit: 'Hours', description: 'Instance usage (Linux, on-demand)' },
  { offer: 'ec2-spot', meter: 'spot-<instanceType>', unit: 'Hours', description: 'Instance usage (Linux, Spot)' },
  {
    offer: 'ec2-reserved',
    meter: '<reservation>-<instanceType>',
    unit: 'Hours',
    description: 'Instance usage (Linux, reserved)',
  },
  { offer: 'ebs', meter: 'gp3-storage', unit: 'GB-Months', description: 'Storage (EBS gp3)' },
  { offer: 'ebs', meter: 'gp2-storage', unit: 'GB-Months', description: 'Storage (EBS gp2)' },
];

/** Billed time of instances that run equally long: each rounded up to a second, and at least a minute. */
export function equalInstances(instances: Amount, hoursEach: Amount, reservedInstances: Amount): InstanceTime {
  const all = instances.as('instances');
  const secondsEach = hoursEach.as('h').times(SECONDS_PER_HOUR).ceil();
  const billedSeconds = hoursEach.isAbove(0) ? secondsEach.max(MINIMUM) : Amount.ZERO;
  const uncovered = all.minus(reservedInstances.as('reserved')).max(0);
  return { seconds: all.times(billedSeconds), uncoveredSeconds: uncovered.times(billedSeconds) };
}

/**
 * Billed time of instances that start and terminate. In each hour a reservation covers up to 3,600 seconds of any of them.
 *
 * @param hourly instance-seconds of each hour of the month, whole
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/concepts-reserved-instances-application.html
 */
export function changingInstances(hourly: Float64Array, reservedInstances: number): InstanceTime {
  const seconds = hourly.reduce((sum, hour) => sum + hour, 0);
  const covered = reservedInstances * SECONDS_PER_HOUR;
  const uncovered = hourly.reduce((sum, hour) => sum + Math.max(0, hour - covered), 0);
  const suffix = reservedInstances === 0 ? '' : ' beyond the reserved ones';
  return {
    seconds: Amount.of(seconds, 'instance-seconds'),
    uncoveredSeconds: Amount.of(uncovered, `instance-seconds${suffix}`),
  };
}

/** Meters instances and their volumes. Reserved instances are paid every hour of the month, used or not. */
export function instanceLines(cluster: Amounts<InstanceInput>, time: InstanceTime, month: Month): MeteredLine[] {
  const isReserved = cluster.reservedInstances.isAbove(0);
  return [
    ...(isReserved ? [reservedLine(cluster, month)] : []),
    ...(isReserved && !isUsed(time.uncoveredSeconds) ? [] : [usageLine(cluster, time)]),
    ...(isUsed(cluster.ebsGb) ? [volumeLine(cluster, time, month)] : []),
  ];
}

function reservedLine(cluster: Amounts<InstanceInput>, month: Month): MeteredLine {
  const { reservation, reservedInstances } = cluster;
  const type = instanceTypeOf(cluster);
  return {
    offer: 'ec2-reserved',
    meter: `${reservation}-${type}`,
    description: `Instance usage (Linux, reserved ${reservation}, ${type})`,
    amount: reservedInstances.as('reserved').times(monthHours(month)),
    unit: 'Hours',
    pricingCategory: 'Committed',
  };
}

function usageLine(cluster: Amounts<InstanceInput>, { uncoveredSeconds }: InstanceTime): MeteredLine {
  const type = instanceTypeOf(cluster);
  const isSpot = cluster.capacityType === 'SPOT';
  return {
    ...(isSpot ? { offer: 'ec2-spot', meter: `spot-${type}` } : { offer: 'ec2', meter: `on-demand-${type}` }),
    description: `Instance usage (Linux, ${isSpot ? 'Spot' : 'on-demand'}, ${type})`,
    amount: uncoveredSeconds.dividedBy(SECONDS_PER_HOUR),
    unit: 'Hours',
    pricingCategory: isSpot ? 'Dynamic' : 'Standard',
  };
}

/** A volume is billed for the share of the month in which its instance exists. */
function volumeLine({ ebsGb, ebsType }: Amounts<InstanceInput>, { seconds }: InstanceTime, month: Month): MeteredLine {
  return {
    offer: 'ebs',
    meter: `${ebsType}-storage`,
    description: `Storage (EBS ${ebsType})`,
    amount: seconds.times(ebsGb.as('GB')).dividedBy(Amount.of(month.seconds, 's of the month')),
    unit: 'GB-Months',
    pricingCategory: 'Standard',
  };
}
