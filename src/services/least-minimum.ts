/** What a search tries: the fewest it may be, and the most worth trying. */
export interface MinimumRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The least minimum with which `meets` holds: doubled until it does, then halved in between. `meets` is taken to hold
 * for more of what it holds for; what is returned has been tried in any case.
 *
 * @returns undefined when not even the most does
 */
export function leastMinimum({ from, to }: MinimumRange, meets: (minimum: number) => boolean): number | undefined {
  let below = from - 1;
  let enough = from;
  while (!meets(enough)) {
    if (enough >= to) return undefined;
    below = enough;
    enough = Math.min(to, Math.max(1, 2 * enough));
  }
  while (enough - below > 1) {
    const middle = Math.floor((below + enough) / 2);
    if (meets(middle)) enough = middle;
    else below = middle;
  }
  return enough;
}
