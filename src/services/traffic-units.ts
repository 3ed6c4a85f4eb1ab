import { Amount } from '../model/amount.js';
import type { Amounts } from '../model/amounts.js';
import type { Month } from '../model/month.js';
import type { Traffic } from '../workload/traffic.js';
import type { Simulation } from './service.js';

/** KB of one GB: AWS's GB is 1024² KB. */
export const KB_PER_GB = 1024 * 1024;

/** Seconds of an hour: what is billed by the hour is metered in seconds. */
export const SECONDS_PER_HOUR = 3600;

/**
 * What the user gave, or else what the traffic makes: whole units at so many for each request.
 *
 * @param words what the units are, for derivations: `calls`
 * @returns 0 without either
 */
export function givenOrUnits(
  given: Amount | undefined,
  traffic: Amounts<Traffic> | null,
  words: string,
  perRequest: Amount = Amount.ONE,
): Amount {
  return given?.as(words) ?? unitsOf(traffic, words, perRequest);
}

/** Units the traffic makes at so many for each request, rounded to a whole number. */
export function unitsOf(traffic: Amounts<Traffic> | null, words: string, perRequest: Amount = Amount.ONE): Amount {
  return traffic === null ? Amount.ZERO : traffic.requests.times(perRequest).round().as(words);
}

/** GB of so many payloads: count × KB / 1024², divided once. */
export function gbOf(units: Amount, kb: Amount): Amount {
  return units.times(kb).dividedBy(KB_PER_GB);
}

/** The hours of the month. */
export function monthHours(month: Month): Amount {
  return Amount.of(month.hours, 'h');
}

/** The requests of each hour, for a service whose cost follows them; nothing where every hour is alike. */
export function followingRequests(
  traffic: Amounts<Traffic> | null,
): Pick<Simulation<unknown>, 'hours' | 'costFollows'> {
  const requests = traffic?.hourlyRequests;
  return requests === undefined ? {} : { hours: { requests }, costFollows: 'requests' };
}
