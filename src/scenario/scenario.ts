import type { Decimal } from '../model/decimal.js';
import type { Month } from '../model/month.js';
import type { AnyService } from '../services/service.js';
import type { Shape } from '../workload/shapes.js';
import type { ServiceLevel, Trigger } from '../workload/traffic.js';

/** The requests of one alternative, simulated for one full month. */
export interface Workload {
  readonly name: string;
  /** Path in the file: `workloads.0`. */
  readonly at: string;
  readonly trigger: Trigger;
  /** Whole, in the month. */
  readonly requests: number;
  /** How they spread over the month. */
  readonly shape: Shape;
  /** Wall time of one request on one full x86 vCPU, alone. */
  readonly durationMs: number;
  /** undefined when not given: then all of `durationMs` is taken as CPU, and the report says so. */
  readonly cpuMs: number | undefined;
  /** Working memory of one request in flight. */
  readonly memoryMb: number;
  readonly requestKb: number;
  readonly responseKb: number;
  readonly serviceLevel: ServiceLevel;
  /** The workloads of a mix; none of a plain one. */
  readonly parts: readonly Workload[];
  /** Keys written in the file; the others were taken by default. */
  readonly given: ReadonlySet<string>;
}

/** The fields every service may carry besides its own. */
export interface SharedFields {
  /** Workload of a mix that it serves; another workload has no traffic for it. */
  readonly of?: string;
  /** Kinds of requests that it serves, of a service that was added; all kinds when left out. */
  readonly triggers?: readonly Trigger[];
  /** Of the workload's requests, 0 to 1. */
  readonly share?: number;
  /** Units of this service for one request. */
  readonly perRequest?: number;
  /** The service's own figures of one request, instead of the workload's. */
  readonly durationMs?: number;
  readonly cpuMs?: number;
  readonly memoryMb?: number;
}

/** One AWS service in a design. */
export interface DesignService {
  /** Unique in its design: the service's id, then `lambda-2`. */
  readonly name: string;
  /** Path in the file: `designs.1.services.0`. */
  readonly at: string;
  readonly service: AnyService;
  /** Checked by the service's own schema, defaults filled in. */
  readonly input: Readonly<Record<string, unknown>>;
  /** Keys written in the file. */
  readonly given: ReadonlySet<string>;
  readonly shared: SharedFields;
  /** Why it was added to the design, where the file does not name it. */
  readonly reason?: string;
}

/** One answer to the workloads: AWS services in the order of the requests. */
export interface Design {
  readonly name: string;
  readonly at: string;
  readonly services: readonly DesignService[];
  /** Ids of services that it knowingly does without. */
  readonly without: ReadonlySet<string>;
  /** Services that it lacks, to be warned of. */
  readonly companions?: readonly DesignService[];
}

/** Percent off the list price: by service id, and `all` for the rest. */
export type Discounts = ReadonlyMap<string, Decimal>;

/** The distribution of an uncertain number: by its ends and mode, or by its median and 90th percentile. */
export type Distribution =
  | { readonly form: 'triangular' | 'pert'; readonly low: number; readonly likely: number; readonly high: number }
  | { readonly form: 'lognormal'; readonly p50: number; readonly p90: number };

/** An uncertain number of the scenario. */
export interface InputRange {
  /** `workloads.0.requests` */
  readonly at: string;
  readonly distribution: Distribution;
}

/** Workloads and the designs that might serve them. */
export interface Scenario {
  readonly name: string;
  /** The file it was read from, or `-`. */
  readonly file: string;
  readonly region: string;
  readonly month: Month;
  /** Step of the simulation, in seconds. */
  readonly stepSeconds: number;
  readonly freeTier: boolean;
  /** Usage elsewhere in the organisation, by meter (`duration-x86_64`, or `lambda.duration-x86_64`). */
  readonly account: ReadonlyMap<string, Decimal>;
  readonly discounts: Discounts;
  readonly workloads: readonly Workload[];
  readonly designs: readonly Design[];
  /** Uncertain numbers of workloads; the workload itself has the likely value. */
  readonly ranges: readonly InputRange[];
  /** Top level settings taken by default that every report lists. */
  readonly given: ReadonlySet<string>;
}
