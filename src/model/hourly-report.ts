import type { Decimal } from './decimal.js';
import type { PriceBookStamp, Result } from './report.js';

/** One service of a design over the hours of the month. */
export interface ServiceHours {
  readonly name: string;
  /** By name: `requests`, `tasks`, `acus`, …; a number for every hour. */
  readonly series: Readonly<Record<string, Float64Array>>;
  /** US dollars of each hour; they add up to what the service costs in the month. */
  readonly usd: readonly Decimal[];
}

/** One workload on one design, hour by hour. */
export interface HourlyResult {
  readonly result: Omit<Result, 'rank'>;
  /** Requests of the workload in each hour. */
  readonly requests: Float64Array;
  readonly services: readonly ServiceHours[];
  /** US dollars of each hour, of all services. */
  readonly usd: readonly Decimal[];
}

/** Every workload of a scenario on every design, hour by hour. */
export interface HourlyScenario {
  readonly name: string;
  readonly region: string;
  /** Of the first hour: 0 is Monday, 00:00. */
  readonly startWeekday: number;
  /** Hours are counted in UTC, not by the clock of the scenario's time zone. */
  readonly isUtc: boolean;
  readonly results: readonly HourlyResult[];
}

/** Scenarios hour by hour, with the prices used. */
export interface HourlyReport {
  readonly priceBook: PriceBookStamp;
  readonly scenarios: readonly HourlyScenario[];
}
