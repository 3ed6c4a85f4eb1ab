/** Which of two designs costs less: -1 the first, 1 the second, 0 neither. */
export type Order = -1 | 0 | 1;

/** Whole numbers in a row at which the order is the same. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
  readonly order: Order;
}

/** What is known of the order over a range without looking at each of its numbers. */
export type Outlook =
  /** The same everywhere. */
  | { readonly is: 'settled'; readonly order: Order }
  /** It changes once at most, because the difference only rises or only falls. */
  | { readonly is: 'one-way' }
  | { readonly is: 'open' }
  /** Nothing will be known of any of its numbers but by looking at it. */
  | { readonly is: 'unknown' };

/** Two designs over whole numbers. */
export interface Comparison {
  order(at: number): Order;
  outlook(first: number, last: number): Outlook;
}

/** Stretches found, and whether they are all. */
export interface Stretches {
  readonly stretches: readonly Stretch[];
  /** False when there are more than were looked for, or too much was open: then they end before `last`. */
  readonly complete: boolean;
  /** Where only numbers of a grid were looked at. */
  readonly looked: readonly Looked[];
}

/** A range of which some numbers were looked at. */
export interface Looked {
  readonly first: number;
  readonly last: number;
  readonly numbers: number;
}

/** How the order is followed. */
export interface Following {
  /** Numbers to look at where nothing else is known; ascending, both ends included. */
  readonly gridOf: (first: number, last: number) => readonly number[];
  readonly mostRanges?: number | undefined;
}

/** More changes than this are no answer to anybody. */
const MAX_STRETCHES = 10_000;
/** Ranges looked at; a scenario with few changes needs some hundreds. */
const MAX_RANGES = 1_000_000;

/**
 * Every change of the order from `first` to `last`: ranges are halved until each is settled, goes one way or is a single
 * number, so none is missed; but for ranges of which nothing is known, where a grid is looked at.
 */
export function stretchesOf(
  comparison: Comparison,
  [first, last]: readonly [number, number],
  { gridOf, mostRanges = MAX_RANGES }: Following,
): Stretches {
  const found: Stretch[] = [];
  const looked: Looked[] = [];
  const waiting: [number, number][] = [[first, last]];
  let unknown: [number, number] | undefined;
  const look = () => {
    if (unknown === undefined) return;
    const grid = gridOf(...unknown);
    looked.push({ first: unknown[0], last: unknown[1], numbers: grid.length });
    for (const part of stretchesOnGrid((at) => comparison.order(at), grid)) add(found, part);
    unknown = undefined;
  };
  for (let ranges = 0; ranges < mostRanges && found.length <= MAX_STRETCHES; ranges += 1) {
    const range = waiting.pop();
    if (range === undefined) {
      look();
      return { stretches: found, complete: true, looked };
    }
    const [from, to] = range;
    const middle = from + Math.floor((to - from) / 2);
    const outlook = from === to ? ({ is: 'one-way' } as const) : comparison.outlook(from, to);
    if (outlook.is === 'open') waiting.push([middle + 1, to], [from, middle]);
    else if (outlook.is === 'unknown') unknown = [unknown?.[0] ?? from, to];
    else {
      look();
      const settled = outlook.is === 'settled' ? [{ first: from, last: to, order: outlook.order }] : undefined;
      for (const part of settled ?? oneWay(comparison, from, to)) add(found, part);
    }
  }
  return { stretches: found, complete: false, looked };
}

/** The stretches where the difference only rises or only falls: up to three, one of them even. */
function oneWay(comparison: Comparison, first: number, last: number): Stretch[] {
  const order = comparison.order(first);
  const end = lastOf(first, last, (at) => comparison.order(at) === order);
  const stretch = { first, last: end, order };
  return end === last ? [stretch] : [stretch, ...oneWay(comparison, end + 1, last)];
}

/** The last number for which something holds that holds from `first` on up to there. */
export function lastOf(first: number, last: number, holds: (at: number) => boolean): number {
  if (holds(last)) return last;
  let [low, high] = [first, last];
  while (high - low > 1) {
    const middle = low + Math.floor((high - low) / 2);
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** Joins what has the same order. */
function add(found: Stretch[], stretch: Stretch): void {
  const before = found.at(-1);
  if (before?.order === stretch.order) found[found.length - 1] = { ...before, last: stretch.last };
  else found.push(stretch);
}

/**
 * Changes of the order between neighbours on a grid, each then followed to the number where it happens. Two changes
 * between the same neighbours are not seen.
 *
 * @param grid ascending
 */
export function stretchesOnGrid(order: (at: number) => Order, grid: readonly number[]): Stretch[] {
  const found: Stretch[] = [];
  for (const [index, to] of grid.entries()) {
    const from = grid[index - 1];
    if (from === undefined) add(found, { first: to, last: to, order: order(to) });
    else for (const part of oneWay({ order, outlook: () => ({ is: 'open' }) }, from, to)) add(found, part);
  }
  return found;
}
