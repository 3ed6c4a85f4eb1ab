/** An input the user did not give, with the default used instead. Every report lists them. */
export interface Assumption {
  /** Where to write another value: `workloads.0.cpuMs`, `designs.1.services.0.minTasks`. */
  readonly at: string;
  /** As text, with its unit where it has one. */
  readonly value: string;
  readonly reason: string;
}
