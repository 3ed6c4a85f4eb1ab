import type { Decimal } from './decimal.js';

/** What one service costs in two designs; undefined where it is in one of them only. */
export interface CostPair {
  readonly name: string;
  readonly cheaperUsd: Decimal | undefined;
  readonly dearerUsd: Decimal | undefined;
}

/** Something computed that speaks for or against a design. */
export type Fact =
  /** What makes the cheapest design cheaper than the next: services that do not cost both the same, in file order. */
  | {
      readonly about: 'difference';
      readonly cheaper: string;
      readonly dearer: string;
      readonly usd: Decimal;
      readonly services: readonly CostPair[];
    }
  /** A design that would cost less than the cheapest but cannot do the work. */
  | { readonly about: 'limit'; readonly design: string; readonly usd: Decimal; readonly reason: string }
  /** What it costs when no request comes. */
  | { readonly about: 'floor'; readonly design: string; readonly usd: Decimal; readonly totalUsd: Decimal }
  /** Share of the planned capacity of its tasks that serves nothing on average. */
  | { readonly about: 'idle'; readonly design: string; readonly name: string; readonly share: number }
  /** What of the bill is time in which a function waits for others. */
  | { readonly about: 'waiting'; readonly design: string; readonly name: string; readonly usd: Decimal }
  | { readonly about: 'cold-starts'; readonly design: string; readonly name: string; readonly share: number };

/** A value from which on another design is the cheaper one of two. */
export interface RequestsFlip {
  /** Requests of the workload in the month. */
  readonly at: number;
  readonly cheaper: string;
  /** Whether it takes more requests than the workload has, or fewer. */
  readonly isMore: boolean;
  /** `exact`: no crossing is missing. `grid`: there may be one nearer. */
  readonly method: 'exact' | 'grid';
}

/** Why the answer for one workload is what it is, in facts that were computed. */
export interface Reason {
  readonly workload: string | null;
  /** The cheapest design and the next, where there are two that do the work. */
  readonly between: readonly [string, string] | undefined;
  readonly facts: readonly Fact[];
  /**
   * The requests at which the two change places, nearest to those of the workload; null where they do not from a hundredth
   * to a hundred times as many; undefined where nobody looked.
   */
  readonly flip: RequestsFlip | null | undefined;
}
