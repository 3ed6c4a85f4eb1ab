import type { Architecture, LambdaChoice } from './lambda-choice.js';

/** Where a row runs: on Lambda, or on the shared Fargate service. */
export type RowPlacement = LambdaChoice | 'fargate';

/** A row that would be cheaper on another placement. */
export interface Move {
  /** In the file, from 1. */
  readonly line: number;
  readonly name: string;
  readonly from: LambdaChoice;
  readonly to: RowPlacement;
  /** Millionths of a dollar a month, at list prices without allowances. */
  readonly savingMicroUsd: bigint;
}

/** Keeps the moves with the largest savings, and counts all that save anything. */
export class TopMoves {
  /** Largest first; equal savings in the order of rows. */
  private readonly kept: { readonly usd: number; readonly move: Move }[] = [];
  private savingCount = 0;

  constructor(private readonly maxKept: number) {}

  /**
   * Counts a move and keeps it if it is among the largest.
   *
   * @param usd saved, in doubles
   * @param move called only for a move that is kept
   */
  offer(usd: number, move: () => Move): void {
    if (!(usd > 0)) return;
    this.savingCount += 1;
    const { kept, maxKept } = this;
    if (maxKept === 0 || (kept.length === maxKept && usd <= (kept.at(-1)?.usd ?? 0))) return;
    let at = kept.length;
    while (at > 0 && (kept[at - 1]?.usd ?? 0) < usd) at -= 1;
    kept.splice(at, 0, { usd, move: move() });
    if (kept.length > maxKept) kept.pop();
  }

  get count(): number {
    return this.savingCount;
  }

  get largest(): readonly Move[] {
    return this.kept.map(({ move }) => move);
  }
}

/** Describes a placement: `Lambda arm64, 128 MB` or `shared Fargate service`. */
export function describePlacement(place: RowPlacement): string {
  return place === 'fargate' ? 'shared Fargate service' : describeLambda(place.architecture, place.memoryMb);
}

function describeLambda(architecture: Architecture, memoryMb: number): string {
  return `Lambda ${architecture}, ${memoryMb} MB`;
}
