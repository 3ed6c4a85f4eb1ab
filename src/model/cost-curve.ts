import type { Decimal } from './decimal.js';

/** A design's month at one number of requests. */
export interface CurveCost {
  readonly monthlyUsd: Decimal;
  readonly feasible: boolean;
}

/** What every design costs at one number of requests. */
export interface CurvePoint {
  /** Of the workload in the month. */
  readonly requests: number;
  /** In the order of the designs; undefined where the design has no price at this number. */
  readonly costs: readonly (CurveCost | undefined)[];
}

/** Cost against requests, of one workload on every design. */
export interface CostCurve {
  readonly workload: string;
  /** What the scenario asks. */
  readonly requests: number;
  readonly designs: readonly string[];
  /** Ascending by requests. */
  readonly points: readonly CurvePoint[];
}

/** Where one design stops to be cheaper than another. */
export interface Crossing {
  /** From this number of requests on `after` costs less, or as much, than `before`. */
  readonly requests: number;
  /** false where the search was given up before a single request was left: `requests` is a little too high then. */
  readonly isExact: boolean;
  readonly monthlyUsd: Decimal;
  readonly before: string;
  readonly after: string;
  /** Whether the cheapest feasible design of all changes here. */
  readonly turnsAnswer: boolean;
}

/** A curve with its crossings. */
export interface CrossedCurve {
  readonly curve: CostCurve;
  /** Ascending by requests. */
  readonly crossings: readonly Crossing[];
}
