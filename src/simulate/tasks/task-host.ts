/**
 * Where the tasks of a service run. Scaling decides the number of tasks; the host decides when each of them serves: Fargate
 * after a start delay, instances when one of them has room.
 */
export interface TaskHost {
  /** Requests more tasks. */
  start(nowS: number, tasks: number): void;
  /** Stops tasks, first those that do not serve yet. */
  stop(nowS: number, tasks: number): void;
  /**
   * Advances to `nowS`, the start of a step.
   *
   * @returns tasks that have begun to serve since the last call
   */
  advance(nowS: number): number;
}
