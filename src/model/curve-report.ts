import type { Decimal } from './decimal.js';

/** The cost of one design at one number of requests. */
export interface CurveCost {
  readonly monthlyUsd: Decimal;
  readonly feasible: boolean;
}

/** The cost of every design at one number of requests. */
export interface CurvePoint {
  /** Of the workload in the month. */
  readonly requests: number;
  /** In the order of the designs; undefined where the design has no price at this number. */
  readonly costs: readonly (CurveCost | undefined)[];
}

/** Cost against requests, of one workload on every design. */
export interface CostCurve {
  readonly workload: string;
  /** Of the workload as the scenario gives it. */
  readonly requests: number;
  readonly designs: readonly string[];
  /** Ascending by requests. */
  readonly points: readonly CurvePoint[];
}

/** Where one design stops being cheaper than another. */
export interface Crossing {
  /** From this number of requests on `after` costs no more than `before`. */
  readonly requests: number;
  /** false where the search ended before the interval was a single request: `requests` is then slightly too high. */
  readonly isExact: boolean;
  readonly monthlyUsd: Decimal;
  readonly before: string;
  readonly after: string;
  /** Whether the cheapest feasible design of all changes here. */
  readonly changesCheapest: boolean;
}

/** A curve with its crossings. */
export interface CurveWithCrossings {
  readonly curve: CostCurve;
  /** Ascending by requests. */
  readonly crossings: readonly Crossing[];
}
