import { type Decimal, exact, nearestFloat, ZERO } from '../../model/decimal.js';
import type { Month } from '../../model/month.js';
import type { Traffic } from '../../workload/traffic.js';

/** Seconds of an hour, as divisor: rates are per second, capacity units are billed by the hour. */
export const SECONDS_PER_HOUR = 3600;

/** A quotient kept whole until the last step: dividend and divisor. */
export type Quotient = readonly [times: Decimal, per: Decimal];

/** One of the dimensions a load balancer capacity unit is measured in. */
export interface Dimension {
  /** AWS's words: `new connections`. */
  readonly name: string;
  /** Unit hours for each request; or units in every hour alike, where the user gave the dimension. */
  readonly units: Quotient;
  readonly of: 'request' | 'hour';
  /** How the units came about: `1 / 25 a second / 3600`. */
  readonly steps: string;
}

/** Capacity units of the month: those of the dimension that is the highest, hour by hour. */
export interface CapacityUnits {
  readonly hours: Decimal;
  readonly derivation: string;
  /** Name of the highest of the dimensions that traffic drives; the others had no say. */
  readonly steepest: string | undefined;
  /** Highest of any hour. */
  readonly peak: number;
  /** Hour by hour; undefined where every hour is alike. */
  readonly hourly: Float64Array | undefined;
}

/** A dimension that the traffic drives. */
export function perRequest(name: string, units: Quotient, steps: string): Dimension {
  return { name, units, of: 'request', steps };
}

/** A dimension that the user gave, the same in every hour. */
export function everyHour(name: string, units: Quotient, steps: string): Dimension {
  return { name, units, of: 'hour', steps };
}

/**
 * Load balancer capacity unit hours of a month.
 *
 * LCU-Hours = Σ over hours of max over dimensions: AWS bills the highest dimension of each hour, never their sum. All
 * dimensions that traffic drives are proportional to the requests of the hour, so the steepest of them stands for all;
 * those given are the same in every hour, so the highest stands for all; which of the two is higher is a matter of the
 * hour.
 *
 * @see https://aws.amazon.com/elasticloadbalancing/pricing/
 */
export function capacityUnits(
  dimensions: readonly Dimension[],
  { traffic, month }: { readonly traffic: Traffic | null; readonly month: Month },
): CapacityUnits {
  const steepest = highest(dimensions.filter(({ of }) => of === 'request'));
  const given = highest(dimensions.filter(({ of }) => of === 'hour'));
  const slope = steepest === undefined ? ZERO : quotientOf(steepest);
  const level = given === undefined ? ZERO : quotientOf(given);
  // Requests of an hour from which on the traffic is the higher one.
  const turn = slope.isZero() ? Number.POSITIVE_INFINITY : nearestFloat(level.div(slope));
  const { busyRequests, busyHours, most } = hoursAbove(turn, traffic, month);
  const quietHours = given === undefined ? 0 : month.hours - busyHours;
  const hours = timesQuotient(exact(busyRequests), steepest).plus(timesQuotient(exact(quietHours), given));
  const [eachRequest, eachHour] = [nearestFloat(slope), nearestFloat(level)];
  const units = (requests: number) => Math.max(requests * eachRequest, eachHour);
  return {
    hours,
    steepest: slope.isZero() ? undefined : steepest?.name,
    derivation: derivation({ busyRequests, steepest, quietHours, given, all: dimensions.length }),
    peak: units(most),
    hourly: traffic?.hourlyRequests?.map(units),
  };
}

/** The hours with more requests than `turn`: how many, their requests together, and the most of any hour. */
function hoursAbove(turn: number, traffic: Traffic | null, { hours }: Month) {
  const { requests = 0, hourlyRequests } = traffic ?? {};
  if (hourlyRequests === undefined) {
    const isBusy = requests / hours > turn;
    return { busyRequests: isBusy ? requests : 0, busyHours: isBusy ? hours : 0, most: requests / hours };
  }
  const above = { busyRequests: 0, busyHours: 0, most: 0 };
  for (const count of hourlyRequests) {
    if (count > above.most) above.most = count;
    if (count <= turn) continue;
    above.busyRequests += count;
    above.busyHours += 1;
  }
  return above;
}

function highest(dimensions: readonly Dimension[]): Dimension | undefined {
  return dimensions.reduce<Dimension | undefined>(
    (most, one) => (most === undefined || quotientOf(one).gt(quotientOf(most)) ? one : most),
    undefined,
  );
}

function quotientOf({ units: [times, per] }: Dimension): Decimal {
  return times.div(per);
}

/** Multiplied first, divided once. */
function timesQuotient(count: Decimal, dimension: Dimension | undefined): Decimal {
  return dimension === undefined ? ZERO : count.times(dimension.units[0]).div(dimension.units[1]);
}

interface Derivation {
  readonly busyRequests: number;
  readonly steepest: Dimension | undefined;
  readonly quietHours: number;
  readonly given: Dimension | undefined;
  readonly all: number;
}

function derivation({ busyRequests, steepest, quietHours, given, all }: Derivation): string {
  const parts = [
    ...(steepest === undefined || busyRequests === 0
      ? []
      : [`${busyRequests} requests × ${steepest.steps} (${steepest.name})`]),
    ...(given === undefined || quietHours === 0 ? [] : [`${quietHours} h × ${given.steps} (${given.name})`]),
  ];
  return parts.length === 0 ? 'no traffic' : `${parts.join(' + ')}, the highest of ${all} dimensions hour by hour`;
}
