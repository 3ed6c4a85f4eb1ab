import type { Assumption } from '../../model/assumption.js';
import type { CostLine } from '../../model/cost-line.js';
import type { Decimal } from '../../model/decimal.js';
import type { PriceBookStamp } from '../../model/report.js';
import type { SkippedRows } from './fleet-reader.js';
import type { Move } from './top-moves.js';

/** The whole fleet on one design. */
export interface FleetDesign {
  readonly name: string;
  /** Its capacity or settings: `3 tasks of 4 vCPU, 30 GB`. */
  readonly description: string;
  /** null where the design cannot hold the fleet. */
  readonly monthlyUsd: Decimal | null;
  /** Saving against the present fleet; negative where it costs more. */
  readonly savingUsd: Decimal | null;
  readonly lines: readonly CostLine[];
}

/** Rows that would be cheaper on another placement. */
export interface FleetMoves {
  /** The design in which each row has its cheapest placement. */
  readonly design: string;
  /** Rows that save anything. */
  readonly count: number;
  /** The largest savings, in order. */
  readonly largest: readonly Move[];
}

/** A fleet priced on every design. */
export interface FleetReport {
  readonly name: string;
  readonly region: string;
  readonly monthHours: number;
  readonly freeTier: boolean;
  readonly rows: number;
  readonly skipped: SkippedRows;
  /** Of the month. */
  readonly requests: bigint;
  /** The present fleet is the first. */
  readonly designs: readonly FleetDesign[];
  readonly cheapest: string;
  readonly moves: FleetMoves;
  readonly assumptions: readonly Assumption[];
  readonly remarks: readonly string[];
  readonly priceBook: PriceBookStamp;
}
