/** The numbers from `low` to `high`, both included. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A formula of the simulation, from numbers to a number. */
export interface ClosedForm {
  /** Functions of the same name are the same function. */
  readonly name: string;
  readonly compute: (...args: number[]) => number;
  /** Whether the result is always a whole number. */
  readonly isWhole: boolean;
  /** By argument: the result never falls (`rising`) or never rises (`falling`) with it; undefined where neither is known. */
  readonly directions?: readonly ('rising' | 'falling' | undefined)[];
  /** Bounds on the result while the arguments stay within intervals; for forms whose `directions` are not known. */
  readonly within?: (...args: Interval[]) => Interval;
}
