import type { Assumption } from './assumption.js';
import type { CostLine } from './cost-line.js';
import type { Decimal } from './decimal.js';
import type { Reason } from './reason.js';

/** What happened in the simulation, before AWS's rounding: `averageTasks`, `coldStarts`, … */
export type Activity = Readonly<Record<string, number>>;

/** A service that a design needs but does not list. */
export interface MissingService {
  /** Service id. */
  readonly service: string;
  /** Why the design needs it, in a few words. */
  readonly why: string;
  /** Its cost with every field at its default; null where the region has no price for it. */
  readonly monthlyUsd: Decimal | null;
}

/** One workload on one design for one month. */
export interface Result {
  /** null when the scenario has no workload. */
  readonly workload: string | null;
  readonly design: string;
  /** Meets the service level and AWS's hard limits. */
  readonly feasible: boolean;
  /** 1 is the cheapest feasible design of the workload; ties share a rank; null when not feasible. */
  readonly rank: number | null;
  /** The sum of the lines, exact. */
  readonly monthlyUsd: Decimal;
  /** Services in file order; a Credit follows what it credits. */
  readonly lines: readonly CostLine[];
  /** By the service's name in the design. */
  readonly activity: Readonly<Record<string, Activity>>;
  readonly assumptions: readonly Assumption[];
  readonly warnings: readonly string[];
  /** In the total only when the designs were completed. */
  readonly missing: readonly MissingService[];
  /** Why the design cannot do the work; empty when feasible. */
  readonly infeasible: readonly string[];
}

/** A reason why the comparison of one workload might turn out otherwise. */
export type Remark =
  /** Without the allowances another design is the cheapest. */
  | { readonly about: 'free-tier'; readonly workload: string | null; readonly with: string; readonly without: string }
  /** `cpuMs` had to be assumed; the totals if most of the time were waiting. */
  | {
      readonly about: 'cpu-time';
      readonly workload: string;
      readonly durationMs: number;
      readonly cpuMs: number;
      readonly totals: readonly { readonly design: string; readonly monthlyUsd: Decimal }[];
      readonly cheapest: { readonly assumed: string; readonly waiting: string | undefined };
    }
  /** Numbers of the workload are ranges: the totals with all of them low, and all of them high. */
  | {
      readonly about: 'ranges';
      readonly workload: string;
      readonly totals: readonly { readonly design: string; readonly lowUsd: Decimal; readonly highUsd: Decimal }[];
    };

/** Every workload of a scenario on every design. */
export interface ScenarioReport {
  readonly name: string;
  readonly region: string;
  /** Length of the billing month. */
  readonly monthHours: Decimal;
  /** Workloads in file order, and under each the designs in file order. */
  readonly results: readonly Result[];
  readonly remarks: readonly Remark[];
  /** Of each workload, in file order; left out where no explanation was requested. */
  readonly reasons?: readonly Reason[];
}

/** Which prices were used. */
export interface PriceBookStamp {
  /** `sha256:` of the index of all price files. */
  readonly id: string;
  /** Dates of the prices used, ISO. */
  readonly newest: string;
  readonly oldest: string;
  /** Files given with `--prices`, which replace prices of the book, with their hash. */
  readonly overrides: readonly string[];
}

/** Every scenario of a comparison. */
export interface Report {
  readonly priceBook: PriceBookStamp;
  /** In the order given. */
  readonly scenarios: readonly ScenarioReport[];
}
