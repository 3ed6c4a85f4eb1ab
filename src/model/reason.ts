import type { Decimal } from './decimal.js';

/** What one service costs in two designs; undefined where it is in one of them only. */
export interface CostPair {
  readonly name: string;
  readonly cheaperUsd: Decimal | undefined;
  readonly dearerUsd: Decimal | undefined;
}

/** A computed fact that speaks for or against a design. */
export type Fact =
  /** The difference between the cheapest design and the next: services whose cost differs, in file order. */
  | {
      readonly about: 'difference';
      readonly cheaper: string;
      readonly dearer: string;
      readonly usd: Decimal;
      readonly services: readonly CostPair[];
    }
  /** A design that would cost less than the cheapest but cannot do the work. */
  | { readonly about: 'limit'; readonly design: string; readonly usd: Decimal; readonly reason: string }
  /** The cost of a month without requests. */
  | { readonly about: 'floor'; readonly design: string; readonly usd: Decimal; readonly totalUsd: Decimal }
  /** Share of the capacity of its tasks that is unused on average. */
  | { readonly about: 'idle'; readonly design: string; readonly name: string; readonly share: number }
  /** Cost of the time in which a function waits for other services. */
  | { readonly about: 'waiting'; readonly design: string; readonly name: string; readonly usd: Decimal }
  /** Share of the invocations that start cold. */
  | { readonly about: 'cold-starts'; readonly design: string; readonly name: string; readonly share: number };

/** The number of requests at which the cheaper of two designs changes. */
export interface RequestsFlip {
  /** Requests of the workload in the month. */
  readonly at: number;
  readonly cheaper: string;
  /** Whether that is more requests than the workload has. */
  readonly isMore: boolean;
  /** `exact`: the nearest change. `grid`: there may be a nearer one. */
  readonly method: 'exact' | 'grid';
}

/** Computed facts that explain the answer for one workload. */
export interface Reason {
  readonly workload: string | null;
  /** The cheapest feasible design and the next; undefined where fewer than two are feasible. */
  readonly between: readonly [string, string] | undefined;
  readonly facts: readonly Fact[];
  /**
   * The number of requests, nearest to the workload's, at which the cheaper of the two changes; null where it does not
   * change between a hundredth and a hundred times the requests; undefined where this was not searched.
   */
  readonly flip: RequestsFlip | null | undefined;
}
