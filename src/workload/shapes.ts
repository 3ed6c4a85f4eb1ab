import type { Trace } from './trace.js';

/** The same rate all month. */
export interface SteadyShape {
  readonly type: 'steady';
}

/** A day that rises to one peak and falls again, weekends apart. */
export interface DailyShape {
  readonly type: 'daily';
  /** 0 to 24. */
  readonly peakHour: number;
  /** Highest rate of a weekday over its mean rate, 1 to 100. */
  readonly peakToMean: number;
  /** Rate of Saturday and Sunday over that of a weekday at the same hour. Default 1. */
  readonly weekendFactor?: number;
}

/** The same week again and again, hour by hour. */
export interface WeeklyShape {
  readonly type: 'weekly';
  /** 168 relative rates, 0 or more: Monday 00:00 first, then hour by hour. */
  readonly weights: readonly number[];
}

/** A steady rate of 1 with `count` spans, never overlapping, at `factor`. */
export interface SpikesShape {
  readonly type: 'spikes';
  readonly count: number;
  readonly lengthS: number;
  /** Rate within a spike over the rate outside. */
  readonly factor: number;
  /** Chooses when the spikes come. */
  readonly seed: number;
}

/** One stage of k6's ramping-arrival-rate. */
export interface Stage {
  /** Requests per `timeUnitS` at the end of the stage. */
  readonly target: number;
  /** 0 jumps to the target. */
  readonly durationS: number;
}

/**
 * Linear ramps from target to target, as k6's executor ramping-arrival-rate.
 *
 * k6 runs its stages once. A month is longer than any test: what `stages` describe is taken as one period, and
 * `afterwards` says what follows it.
 *
 * @see https://grafana.com/docs/k6/latest/using-k6/scenarios/executors/ramping-arrival-rate/
 */
export interface StagesShape {
  readonly type: 'stages';
  /** Requests per `timeUnitS` at the start. Default 0, as in k6. */
  readonly startRate?: number;
  /** Default 1 s, as in k6. */
  readonly timeUnitS?: number;
  readonly stages: readonly Stage[];
  /** `repeat` (default): from `startRate` again; `hold`: the last target to the end of the month; `stop`: nothing. */
  readonly afterwards?: 'repeat' | 'hold' | 'stop';
}

/** `burst` requests at the same instant, every `everyS` seconds, the first at `offsetS` (default 0). */
export interface CronShape {
  readonly type: 'cron';
  readonly everyS: number;
  readonly burst: number;
  readonly offsetS?: number;
}

/** A rate that grows by the same percentage each day: `factor` times as high at the end of the month as at its start. */
export interface GrowthShape {
  readonly type: 'growth';
  readonly factor: number;
}

/** A rate that varies from minute to minute without a pattern: lognormal of mean 1, independent, seeded. */
export interface NoiseShape {
  readonly type: 'noise';
  /** Standard deviation over mean. */
  readonly variation: number;
  readonly seed: number;
  /** Seconds for which one draw holds. Default 60, whatever the step of the simulation. */
  readonly everyS?: number;
}

/** Traffic as it was counted. Its first row is laid on the start of the month, whatever its own date. */
export interface TraceShape {
  readonly type: 'trace';
  readonly trace: Trace;
  /** `tile` (default): again from the first row; `stretch`: once, drawn out over the month; `stop`: nothing after it. */
  readonly fit?: 'tile' | 'stretch' | 'stop';
}

/** Several kinds of traffic at once. */
export interface SumShape {
  readonly type: 'sum';
  /** `share`: of the requests, relative to the other parts; above 0. */
  readonly parts: readonly { readonly shape: Shape; readonly share: number }[];
}

/** Rates multiplied: `daily` times `growth`. At most one part may have impulses. */
export interface ProductShape {
  readonly type: 'product';
  readonly parts: readonly Shape[];
}

/** How traffic is spread over the month. */
export type Shape =
  | SteadyShape
  | DailyShape
  | WeeklyShape
  | SpikesShape
  | StagesShape
  | CronShape
  | GrowthShape
  | NoiseShape
  | TraceShape
  | SumShape
  | ProductShape;
