import { asWritten, Decimal, exact, ZERO } from '../model/decimal.js';
import type { Traffic } from '../workload/traffic.js';
import type { Simulation } from './numeric-service.js';

/** Size of one KB in GB, as divisor: AWS's GB is 1024² KB. */
export const KB_PER_GB = exact(1024 * 1024);

/**
 * What the user gave, or else what the traffic makes: whole units at so many for each request.
 *
 * @returns 0 without either
 */
export function givenOrUnits(given: number | undefined, traffic: Traffic | null, perRequest = 1): Decimal {
  return given === undefined ? unitsOf(traffic, perRequest) : exact(given);
}

/** Units the traffic makes at so many for each request, rounded to a whole number. */
export function unitsOf(traffic: Traffic | null, perRequest = 1): Decimal {
  return traffic === null ? ZERO : asWritten(traffic.requests).times(asWritten(perRequest)).round();
}

/** Chunks a payload is billed as: KB / size of a chunk, rounded up; an empty payload is one chunk. */
export function chunksOf(kb: Decimal | number, chunkKb: number): Decimal {
  const size = typeof kb === 'number' ? asWritten(kb) : kb;
  return Decimal.max(1, size.div(chunkKb).ceil());
}

/** GB of so many payloads: count × KB / 1024², divided once. */
export function gbOf(units: Decimal, kb: Decimal | number): Decimal {
  return units.times(typeof kb === 'number' ? asWritten(kb) : kb).div(KB_PER_GB);
}

/** Units times a share or a number for each, rounded to a whole number. */
export function wholeTimes(units: Decimal, factor: number): Decimal {
  return units.times(asWritten(factor)).round();
}

/** The requests of each hour, for a service whose cost follows them; nothing where every hour is alike. */
export function followingRequests(traffic: Traffic | null): Pick<Simulation<unknown>, 'hours' | 'costFollows'> {
  const requests = traffic?.hourlyRequests;
  return requests === undefined ? {} : { hours: { requests }, costFollows: 'requests' };
}
