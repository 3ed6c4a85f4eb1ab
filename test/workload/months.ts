import type { Month } from '../../src/model/month.js';

/** A month of whole hours, Monday first unless told. */
export function monthOf(hours: number, startWeekday = 0): Month {
  return { label: `${hours}h`, hours, seconds: hours * 3600, startWeekday };
}
