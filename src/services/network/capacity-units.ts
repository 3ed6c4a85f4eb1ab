import { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import type { Month } from '../../model/month.js';
import type { Traffic } from '../../workload/traffic.js';
import { monthHours } from '../traffic-units.js';

/** One of the dimensions that load balancer capacity units are measured in: unit-hours = count × dividend / divisor. */
export interface Dimension {
  /** AWS's words: `new connections`. */
  readonly name: string;
  /** What is counted: the requests, or the hours where the user gave the dimension. */
  readonly per: 'request' | 'hour';
  readonly dividend: Amount;
  readonly divisor: Amount;
}

/** Capacity units of the month: those of the highest dimension, hour by hour. */
export interface CapacityUnits {
  readonly hours: Amount;
  /** Name of the highest of the dimensions that traffic drives; the others do not matter. */
  readonly steepest: string | undefined;
  /** Highest of any hour. */
  readonly peak: number;
  /** Hour by hour; undefined where every hour is alike. */
  readonly hourly: Float64Array | undefined;
}

/** A dimension that the traffic drives. */
export function perRequest(name: string, dividend: Amount, divisor: Amount): Dimension {
  return { name, per: 'request', dividend, divisor };
}

/** A dimension that the user gave, the same in every hour. */
export function perHour(name: string, dividend: Amount, divisor: Amount): Dimension {
  return { name, per: 'hour', dividend, divisor };
}

interface Hours {
  readonly traffic: Amounts<Traffic> | null;
  readonly month: Month;
}

/**
 * Load balancer capacity unit hours of a month: LCU-hours = Σ over hours of max over dimensions. AWS bills the highest
 * dimension of each hour, never their sum.
 *
 * @see https://aws.amazon.com/elasticloadbalancing/pricing/
 */
export function capacityUnits(dimensions: readonly Dimension[], hours: Hours): CapacityUnits {
  const { traffic, month } = hours;
  const driven = dimensions.filter(({ per }) => per === 'request');
  const given = dimensions.filter(({ per }) => per === 'hour');
  const [slope, level] = [highest(driven, Amount.ONE), highest(given, Amount.ONE)];
  const [eachRequest, eachHour] = [slope.shown, level.shown];
  const units = (requests: number) => Math.max(requests * eachRequest, eachHour);
  const hourly = traffic?.hourlyRequests;
  const peakRequests =
    hourly === undefined
      ? (traffic?.requests.shown ?? 0) / month.hours
      : hourly.reduce((peak, requests) => Math.max(peak, requests), 0);
  return {
    hours: monthUnitHours(driven, given, hours),
    steepest: driven.find((each) => eachRequest > 0 && unitHours(each, Amount.ONE).exact.eq(slope.exact))?.name,
    peak: units(peakRequests),
    hourly: hourly?.map(units),
  };
}

function monthUnitHours(driven: readonly Dimension[], given: readonly Dimension[], { traffic, month }: Hours): Amount {
  const requests = traffic?.requests.as('requests') ?? Amount.ZERO;
  const hourly = traffic?.hourlyRequests;
  // One dimension is the highest in all hours: the hours need not be looked at one by one.
  if (hourly === undefined || given.length === 0) {
    return highest(driven, requests).max(highest(given, monthHours(month)));
  }
  const slope = highest(driven, Amount.ONE);
  // An hour with more requests than this has more units by its requests than by what was given.
  const busyAbove = slope.isZero() ? Number.POSITIVE_INFINITY : highest(given, Amount.ONE).dividedBy(slope).number;
  const busy = hourly.filter((count) => count > busyAbove);
  const busyRequests = busy.reduce((sum, count) => sum + count, 0);
  return highest(driven, Amount.of(busyRequests, `requests of ${busy.length} h`)).plus(
    highest(given, Amount.of(month.hours - busy.length, 'h')),
  );
}

function highest(dimensions: readonly Dimension[], count: Amount): Amount {
  return Amount.max(dimensions.map((dimension) => unitHours(dimension, count)));
}

/** Of so many requests or hours; multiplied first, divided once. */
function unitHours({ dividend, divisor }: Dimension, count: Amount): Amount {
  return count.times(dividend).dividedBy(divisor);
}
