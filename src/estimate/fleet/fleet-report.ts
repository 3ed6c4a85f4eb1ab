import type { Assumption } from '../../model/assumption.js';
import type { CostLine } from '../../model/cost-line.js';
import type { Decimal } from '../../model/decimal.js';
import type { PriceBookStamp } from '../../model/report.js';
import type { Skipped } from './fleet-reader.js';
import type { Move } from './top-moves.js';

/** The whole fleet on one design. */
export interface FleetDesign {
  readonly name: string;
  /** What it is made of: `3 tasks of 4 vCPU, 30 GB`. */
  readonly words: string;
  /** null where the design cannot hold the fleet. */
  readonly monthlyUsd: Decimal | null;
  /** Against the fleet as it is; negative where it costs more. */
  readonly savingUsd: Decimal | null;
  readonly lines: readonly CostLine[];
}

/** Single rows that would be cheaper elsewhere. */
export interface FleetMoves {
  /** The row by row design they lead to. */
  readonly design: string;
  /** Rows that save anything. */
  readonly count: number;
  /** The largest, in order. */
  readonly largest: readonly Move[];
}

/** A fleet priced on every design. */
export interface FleetReport {
  readonly name: string;
  readonly region: string;
  readonly monthHours: number;
  readonly freeTier: boolean;
  readonly rows: number;
  readonly skipped: Skipped;
  /** Of the month. */
  readonly requests: bigint;
  /** The fleet as it is comes first. */
  readonly designs: readonly FleetDesign[];
  readonly cheapest: string;
  readonly moves: FleetMoves;
  readonly assumptions: readonly Assumption[];
  readonly remarks: readonly string[];
  readonly priceBook: PriceBookStamp;
}
