/**
 * Where the tasks of a service run. Scaling decides how many tasks there should be; the host decides when each of them
 * serves: Fargate after a start delay, instances when one of them has room.
 */
export interface TaskHost {
  /** Asks for more tasks. */
  start(nowS: number, tasks: number): void;
  /** Takes tasks away: those that do not serve yet first. */
  stop(nowS: number, tasks: number): void;
  /**
   * Moves on to `nowS`, the start of a step.
   *
   * @returns tasks that serve from now on and did not before
   */
  advance(nowS: number): number;
}
