import type { AtLeast, Formula } from '../model/formula.js';
import type { FormulaBook } from '../model/formula-book.js';
import type { Month } from '../model/month.js';
import type { ServiceLevel, Trigger } from '../workload/traffic.js';
import type { InstanceType, Service } from './service.js';

/** Steady traffic whose figures may depend on inputs. */
export interface PlannedTraffic {
  readonly requests: Formula;
  readonly requestsPerSecond: Formula;
  readonly durationMs: Formula;
  readonly cpuMs: Formula;
  readonly memoryMb: Formula;
  readonly requestKb: Formula;
  readonly responseKb: Formula;
  readonly trigger: Trigger;
  readonly serviceLevel: ServiceLevel;
}

/** Activity of a service that stands before another in the design. */
export interface PlannedActivity {
  /** Whether the service reports it. */
  has(figure: string): boolean;
  /**
   * What it comes to; undefined where the service does not report it. Reading what depends on an input in a way that no
   * plan follows throws.
   */
  get(figure: string): Formula | undefined;
}

/** What a plan may look at. */
export interface PlanContext {
  readonly formulas: FormulaBook;
  /** A number of the service's input, an input of the plan or not; undefined where the field is not given. */
  readonly field: (name: string) => Formula | undefined;
  /** null when the service has none. Reading it throws where it is not steady. */
  readonly traffic: PlannedTraffic | null;
  readonly month: Month;
  /** Activity of the services before this one, by name. */
  readonly upstream: ReadonlyMap<string, PlannedActivity>;
  readonly instanceType: (type: string) => InstanceType;
}

/** The usage of one service as formulas. */
export interface PlannedUsage {
  /** Of the lines that `meter` writes, in its order. */
  readonly quantities: readonly Formula[];
  /** The formulas hold where all of these do; elsewhere `simulate` and `meter` have to be asked. */
  readonly holds?: readonly AtLeast[];
  /** The service can do the work where all of these hold; elsewhere `simulate` has to be asked. */
  readonly feasible?: readonly AtLeast[];
  /** Figures of `Simulation.activity` that services after it may ask for. */
  readonly activity?: Readonly<Record<string, Formula>>;
}

/** The input of a service. */
// biome-ignore lint/suspicious/noExplicitAny: whatever it meters
export type InputOf<Of> = Of extends Service<infer Input, any> ? Input : never;

/**
 * What a service meters for direct usage and steady traffic, as formulas: `simulate` and `meter` once more, for many values
 * of some inputs at once. A law holds them equal, for every service that has one (test/estimate/plan.property.test.ts).
 *
 * @param service its input; reading a field that is an input of the plan throws, `field` gives its formula
 * @returns undefined where the service has no plan for this input
 */
// biome-ignore lint/suspicious/noExplicitAny: the table holds plans of every input
export type ServicePlan<Input = any> = (service: Input, context: PlanContext) => PlannedUsage | undefined;
