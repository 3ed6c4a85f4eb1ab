import type { Architecture, LambdaChoice } from './lambda-choice.js';

/** Where a row runs. */
export type Place = LambdaChoice | 'fargate';

/** A row that would be cheaper elsewhere. */
export interface Move {
  /** Of the file. */
  readonly line: number;
  readonly name: string;
  readonly from: LambdaChoice;
  readonly to: Place;
  /** Millionths of a dollar a month, at list prices without allowances. */
  readonly savingMicroUsd: bigint;
}

/** The moves that save the most, and how many save anything. */
export class TopMoves {
  /** Largest first; of equal ones the earlier row. */
  private readonly kept: { readonly about: number; readonly move: Move }[] = [];
  private counted = 0;

  constructor(private readonly most: number) {}

  /**
   * @param about dollars saved, to order by
   * @param move made only when it is among the largest
   */
  offer(about: number, move: () => Move): void {
    if (!(about > 0)) return;
    this.counted += 1;
    const { kept, most } = this;
    if (most === 0 || (kept.length === most && about <= (kept.at(-1)?.about ?? 0))) return;
    let at = kept.length;
    while (at > 0 && (kept[at - 1]?.about ?? 0) < about) at -= 1;
    kept.splice(at, 0, { about, move: move() });
    if (kept.length > most) kept.pop();
  }

  get count(): number {
    return this.counted;
  }

  get largest(): readonly Move[] {
    return this.kept.map(({ move }) => move);
  }
}

/** `Lambda arm64, 128 MB`; `shared Fargate service`. */
export function placeWords(place: Place): string {
  return place === 'fargate' ? 'shared Fargate service' : lambdaWords(place.architecture, place.memoryMb);
}

function lambdaWords(architecture: Architecture, memoryMb: number): string {
  return `Lambda ${architecture}, ${memoryMb} MB`;
}
