/** What became of the requests of a month. */
export interface RequestMonth {
  /** Whole; served + lost + waiting = arrivals. */
  readonly served: number;
  readonly lost: number;
  /** In the queue at the end of the month. */
  readonly waiting: number;
  /** Longest wait of any work that had to queue for a task, in seconds. */
  readonly longestWaitS: number;
  /** Waiting plus service. */
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/** What the tasks of a month did. */
export interface TaskMonth extends RequestMonth {
  /** Mean of the tasks that serve, the second ones of deployments included. */
  readonly averageTasks: number;
  /** Most that served at once, deployments aside. */
  readonly peakTasks: number;
  /** Fewest that served at once. */
  readonly leastTasks: number;
  /** Tasks that scaling started and stopped. */
  readonly started: number;
  readonly stopped: number;
  /** Of each hour: mean tasks, lost requests, longest wait in seconds. */
  readonly hours: TaskHours;
}

export interface TaskHours {
  readonly tasks: Float64Array;
  readonly lost: Float64Array;
  readonly longestWaitS: Float64Array;
}
