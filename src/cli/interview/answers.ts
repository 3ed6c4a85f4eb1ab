/** The user's answers about the workload, as typed: `30M`, `12/s`, `120ms`. */
export interface Answers {
  readonly trigger: string;
  /** Requests in the month, or per second. Not used for work that runs on a schedule. */
  readonly volume: string;
  readonly shape: string;
  readonly peakToMean: string;
  readonly spikeCount: string;
  readonly spikeLength: string;
  readonly spikeFactor: string;
  readonly growthFactor: string;
  readonly traceFile: string;
  readonly every: string;
  readonly burst: string;
  readonly durationMs: string;
  readonly cpuMs: string;
  readonly memoryMb: string;
  readonly region: string;
}

/** A service of a design, as written in a scenario file. */
export type RawService = Readonly<Record<string, unknown>> & { readonly service: string };

/** A design in progress. */
export interface DraftDesign {
  readonly name: string;
  /** The compute service, and the services that only this design has. */
  readonly services: readonly RawService[];
}

/** A scenario in progress. */
export interface Draft {
  readonly name: string;
  readonly answers: Answers;
  readonly designs: readonly DraftDesign[];
  /** Services that every design has: the database, the queue, … */
  readonly shared: readonly RawService[];
}
