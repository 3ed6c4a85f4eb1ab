/** What a person answered, as typed: `30M`, `12/s`, `120ms`. */
export interface Answers {
  readonly trigger: string;
  /** Requests in the month, or per second. Not asked of work that runs on a schedule. */
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

/** A service of a design, as a scenario file has it. */
export type RawService = Readonly<Record<string, unknown>> & { readonly service: string };

/** A design that is being put together. */
export interface DraftDesign {
  readonly name: string;
  /** What runs the work, and what this design alone has beside it. */
  readonly services: readonly RawService[];
}

/** All that has been said so far. */
export interface Draft {
  readonly name: string;
  readonly answers: Answers;
  readonly designs: readonly DraftDesign[];
  /** Services of every design: the database, the queue, … */
  readonly shared: readonly RawService[];
}
