import { asWritten, Decimal, exact, ZERO } from '../../model/decimal.js';
import type { Month } from '../../model/month.js';
import { quantity } from '../../model/quantity.js';
import type { NumericLine } from '../numeric-service.js';
import type { MeterInfo } from '../service.js';
import { type InstanceInput, instanceTypeOf } from './instance-input.js';

/** Shortest time billed for a Linux instance. https://aws.amazon.com/ec2/pricing/on-demand/ */
export const MINIMUM_S = 60;

/** Instance time of a month. */
export interface InstanceTime {
  /** Seconds of all instances, as they are billed. */
  readonly seconds: Decimal;
  /** Of which no reservation covers. */
  readonly uncoveredSeconds: Decimal;
  /** How they came about. */
  readonly derivation: string;
  readonly uncoveredDerivation: string;
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

/** So many instances that run so long each; a minute at least, and every begun second. */
export function alikeInstances(
  instances: number,
  hoursEach: number,
  { reservedInstances }: InstanceInput,
): InstanceTime {
  const each = asWritten(hoursEach);
  const billedS = Decimal.max(each.isZero() ? 0 : MINIMUM_S, each.times(3600).ceil());
  const all = asWritten(instances);
  const uncovered = Decimal.max(ZERO, all.minus(reservedInstances));
  return {
    seconds: all.times(billedS),
    uncoveredSeconds: uncovered.times(billedS),
    derivation: `${all} instances × ${billedS} s`,
    uncoveredDerivation: `${uncovered} instances × ${billedS} s`,
  };
}

/**
 * Instances that come and go. In each hour a reservation covers up to 3,600 seconds, of whichever instances.
 *
 * @param hourly instance-seconds of each hour of the month, whole
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/concepts-reserved-instances-application.html
 */
export function changingInstances(hourly: Float64Array, { reservedInstances }: InstanceInput): InstanceTime {
  const seconds = hourly.reduce((sum, hour) => sum + hour, 0);
  const covered = reservedInstances * 3600;
  const uncovered = hourly.reduce((sum, hour) => sum + Math.max(0, hour - covered), 0);
  const derivation = `${seconds} instance-seconds, as they came and went`;
  return {
    seconds: exact(seconds),
    uncoveredSeconds: exact(uncovered),
    derivation,
    uncoveredDerivation:
      reservedInstances === 0 ? derivation : `${uncovered} instance-seconds beyond the reserved ones`,
  };
}

/** Lines of instances and their volumes. Reserved instances are paid every hour of the month, used or not. */
export function instanceLines(cluster: InstanceInput, time: InstanceTime, month: Month): NumericLine[] {
  const { reservedInstances, ebsGb } = cluster;
  const isReserved = reservedInstances > 0;
  return [
    ...(isReserved ? [reservedLine(cluster, month)] : []),
    ...(isReserved && time.uncoveredSeconds.isZero() ? [] : [usageLine(cluster, time)]),
    ...(ebsGb > 0 ? [volumeLine(cluster, time, month)] : []),
  ];
}

function reservedLine(cluster: InstanceInput, month: Month): NumericLine {
  const { reservation, reservedInstances } = cluster;
  const type = instanceTypeOf(cluster);
  return {
    offer: 'ec2-reserved',
    meter: `${reservation}-${type}`,
    description: `Instance usage (Linux, reserved ${reservation}, ${type})`,
    pricingQuantity: quantity(exact(reservedInstances).times(month.hours), 'Hours'),
    pricingCategory: 'Committed',
    derivation: `${reservedInstances} reserved × ${month.hours} h, used or not`,
  };
}

function usageLine(cluster: InstanceInput, { uncoveredSeconds, uncoveredDerivation }: InstanceTime): NumericLine {
  const type = instanceTypeOf(cluster);
  const isSpot = cluster.capacityType === 'SPOT';
  return {
    ...(isSpot ? { offer: 'ec2-spot', meter: `spot-${type}` } : { offer: 'ec2', meter: `on-demand-${type}` }),
    description: `Instance usage (Linux, ${isSpot ? 'Spot' : 'on-demand'}, ${type})`,
    pricingQuantity: quantity(uncoveredSeconds.div(3600), 'Hours'),
    pricingCategory: isSpot ? 'Dynamic' : 'Standard',
    derivation: `${uncoveredDerivation} / 3600`,
  };
}

/** A volume is billed for the share of the month it exists, as long as its instance. */
function volumeLine(
  { ebsGb, ebsType }: InstanceInput,
  { seconds, derivation }: InstanceTime,
  month: Month,
): NumericLine {
  return {
    offer: 'ebs',
    meter: `${ebsType}-storage`,
    description: `Storage (EBS ${ebsType})`,
    pricingQuantity: quantity(seconds.times(asWritten(ebsGb)).div(month.seconds), 'GB-Months'),
    pricingCategory: 'Standard',
    derivation: `${derivation} × ${ebsGb} GB / ${month.seconds} s of the month`,
  };
}
