/** What happened to the requests of a month. */
export interface RequestMonth {
  /** Whole; served + lost + waiting = arrivals. */
  readonly served: number;
  readonly lost: number;
  /** In the queue at the end of the month. */
  readonly waiting: number;
  /** Longest wait in a backlog, in seconds. */
  readonly longestWaitS: number;
  /** Response times: waiting plus service. */
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/** What the tasks of a month did. */
export interface TaskMonth extends RequestMonth {
  /** Mean of the tasks that serve, including the additional ones of deployments. */
  readonly averageTasks: number;
  /** Maximum that served at once, without those of deployments. */
  readonly peakTasks: number;
  /** Minimum that served at once. */
  readonly lowestTasks: number;
  /** Tasks that scaling started and stopped. */
  readonly started: number;
  readonly stopped: number;
  readonly hours: TaskHours;
}

/** By hour: mean tasks, lost requests, longest wait in seconds. */
export interface TaskHours {
  readonly tasks: Float64Array;
  readonly lost: Float64Array;
  readonly longestWaitS: Float64Array;
}
