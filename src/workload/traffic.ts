import type { Arrivals } from './arrivals.js';

/** How requests reach the design. Lost http requests are lost; queue and stream work waits. */
export const TRIGGERS = ['http', 'queue', 'stream', 'schedule', 'websocket'] as const;
/** One way in which requests reach a design. */
export type Trigger = (typeof TRIGGERS)[number];

/** What the work must feel like, for every design alike. */
export interface ServiceLevel {
  /** 95 % of the requests answered within this, in ms. */
  readonly p95Ms?: number;
  /** Share of requests that may be lost, 0 to 1. */
  readonly maxLostShare?: number;
  /** Availability zones that must hold a running copy. */
  readonly zones?: number;
  /** Queue work: longest wait of a message, in seconds. */
  readonly maxDelayS?: number;
}

/** The requests that one service of a design has to serve in the month. */
export interface Traffic {
  /** Whole. */
  readonly requests: number;
  /** Mean over the month. */
  readonly requestsPerSecond: number;
  /** Step by step; undefined when the rate is the same all month. */
  readonly arrivals?: Arrivals;
  /** Requests of each hour of the month, whole, as many as the month has hours; undefined when every hour is alike. */
  readonly hourlyRequests?: Float64Array;
  readonly trigger: Trigger;
  /** Wall time of one request on one full x86 vCPU, alone. */
  readonly durationMs: number;
  /** Of which CPU; the rest waits. */
  readonly cpuMs: number;
  /** Working memory of one request in flight. */
  readonly memoryMb: number;
  readonly requestKb: number;
  readonly responseKb: number;
  readonly serviceLevel: ServiceLevel;
}
