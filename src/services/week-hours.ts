import * as z from 'zod';
import { count } from '../model/field.js';

/** Days of the week by name; 0 is Monday. */
const DAYS = {
  'every-day': [0, 1, 2, 3, 4, 5, 6],
  weekdays: [0, 1, 2, 3, 4],
  weekends: [5, 6],
  monday: [0],
  tuesday: [1],
  wednesday: [2],
  thursday: [3],
  friday: [4],
  saturday: [5],
  sunday: [6],
} as const;
type Days = keyof typeof DAYS;

const hour = (title: string) => count(24).meta({ title, role: 'configuration' as const });

/** Fields that select the hours of the week of a schedule entry. */
export const weekHoursFields = {
  days: z
    .enum(Object.keys(DAYS) as Days[])
    .default('every-day')
    .meta({ title: 'Days', role: 'configuration' }),
  fromHour: hour('First hour, 0 to 24').default(0),
  toHour: hour('Hour at which it ends; on the next day if before fromHour').default(24),
};

/** Lists the hours of the week of a schedule entry; 0 is Monday 00:00. */
export function hoursOfEntry(entry: {
  readonly days: Days;
  readonly fromHour: number;
  readonly toHour: number;
}): number[] {
  const { days, fromHour, toHour } = entry;
  const length = toHour > fromHour ? toHour - fromHour : 24 - fromHour + toHour;
  return DAYS[days].flatMap((day) => Array.from({ length }, (_, hour) => (day * 24 + fromHour + hour) % 168));
}
