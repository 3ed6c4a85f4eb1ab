/** The minimums that a search tries. */
export interface MinimumRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Finds the smallest minimum that meets a requirement, by doubling and then bisecting. A minimum above one that meets the
 * requirement is taken to meet it too; the result itself has always been tried.
 *
 * @returns undefined when not even `to` meets the requirement
 */
export function findMinimum({ from, to }: MinimumRange, isMet: (minimum: number) => boolean): number | undefined {
  let below = from - 1;
  let enough = from;
  while (!isMet(enough)) {
    if (enough >= to) return undefined;
    below = enough;
    enough = Math.min(to, Math.max(1, 2 * enough));
  }
  while (enough - below > 1) {
    const middle = Math.floor((below + enough) / 2);
    if (isMet(middle)) enough = middle;
    else below = middle;
  }
  return enough;
}
