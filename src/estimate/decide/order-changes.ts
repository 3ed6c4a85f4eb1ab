/** Which of two designs costs less: -1 the first, 1 the second, 0 neither. */
export type Order = -1 | 0 | 1;

/** Consecutive whole numbers at which the order is the same. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
  readonly order: Order;
}

/** What bounds say about the order over a range. */
export type RangeAnalysis =
  /** The order is the same everywhere. */
  | { readonly kind: 'constant'; readonly order: Order }
  /** The difference of the totals never rises or never falls. */
  | { readonly kind: 'monotonic' }
  /** Bounds of a smaller range may decide it. */
  | { readonly kind: 'undecided' }
  /** There are no bounds, however small the range is. */
  | { readonly kind: 'unbounded' };

/** Two designs whose totals are functions of a whole number. */
export interface Comparison {
  order(at: number): Order;
  analyze(first: number, last: number): RangeAnalysis;
}

/** Stretches of an interval, ascending and without gaps. */
export interface Stretches {
  readonly stretches: readonly Stretch[];
  /** False where a limit of the search was reached: the stretches then end before the interval does. */
  readonly complete: boolean;
  /** Ranges in which only numbers of a grid were compared. */
  readonly sampled: readonly SampledRange[];
}

/** A range in which so many numbers were compared. */
export interface SampledRange {
  readonly first: number;
  readonly last: number;
  readonly numbers: number;
}

/** How stretches are searched. */
export interface StretchSearch {
  /** Numbers to compare in a range without bounds; ascending, both ends included. */
  readonly gridOf: (first: number, last: number) => readonly number[];
  readonly maxRanges?: number | undefined;
}

/** Nobody reads more changes than this. */
const MAX_STRETCHES = 10_000;
/** Ranges analyzed; a scenario with few changes needs some hundreds. */
const MAX_RANGES = 1_000_000;

/**
 * Finds every change of the order from `first` to `last`: ranges are halved until each is constant, monotonic or a single
 * number, so that no change is missed. In ranges without bounds only the numbers of a grid are compared.
 */
export function findStretches(
  comparison: Comparison,
  [first, last]: readonly [number, number],
  { gridOf, maxRanges = MAX_RANGES }: StretchSearch,
): Stretches {
  const found: Stretch[] = [];
  const sampled: SampledRange[] = [];
  const pending: [number, number][] = [[first, last]];
  let unbounded: [number, number] | undefined;
  const sampleUnbounded = () => {
    if (unbounded === undefined) return;
    const grid = gridOf(...unbounded);
    sampled.push({ first: unbounded[0], last: unbounded[1], numbers: grid.length });
    for (const part of findStretchesOnGrid((at) => comparison.order(at), grid)) append(found, part);
    unbounded = undefined;
  };
  for (let ranges = 0; ranges < maxRanges && found.length <= MAX_STRETCHES; ranges += 1) {
    const range = pending.pop();
    if (range === undefined) {
      sampleUnbounded();
      return { stretches: found, complete: true, sampled };
    }
    const [from, to] = range;
    const middle = from + Math.floor((to - from) / 2);
    const analysis = from === to ? ({ kind: 'monotonic' } as const) : comparison.analyze(from, to);
    if (analysis.kind === 'undecided') pending.push([middle + 1, to], [from, middle]);
    else if (analysis.kind === 'unbounded') unbounded = [unbounded?.[0] ?? from, to];
    else {
      sampleUnbounded();
      const constant = analysis.kind === 'constant' ? [{ first: from, last: to, order: analysis.order }] : undefined;
      for (const part of constant ?? monotonicStretches(comparison, from, to)) append(found, part);
    }
  }
  return { stretches: found, complete: false, sampled };
}

/** The stretches where the difference never rises or never falls: at most three. */
function monotonicStretches(comparison: Comparison, first: number, last: number): Stretch[] {
  const order = comparison.order(first);
  const end = lastWhere(first, last, (at) => comparison.order(at) === order);
  const stretch = { first, last: end, order };
  return end === last ? [stretch] : [stretch, ...monotonicStretches(comparison, end + 1, last)];
}

/** Bisects for the last number at which a condition is true that is true from `first` up to there. */
export function lastWhere(first: number, last: number, isTrue: (at: number) => boolean): number {
  if (isTrue(last)) return last;
  let [low, high] = [first, last];
  while (high - low > 1) {
    const middle = low + Math.floor((high - low) / 2);
    if (isTrue(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** Appends a stretch, joined with the last one where the order is the same. */
function append(found: Stretch[], stretch: Stretch): void {
  const before = found.at(-1);
  if (before?.order === stretch.order) found[found.length - 1] = { ...before, last: stretch.last };
  else found.push(stretch);
}

/**
 * Finds changes of the order between neighbours on a grid, and bisects for the number at which each happens. Two changes
 * between the same neighbours are not found.
 *
 * @param grid ascending
 */
export function findStretchesOnGrid(order: (at: number) => Order, grid: readonly number[]): Stretch[] {
  const found: Stretch[] = [];
  for (const [index, to] of grid.entries()) {
    const from = grid[index - 1];
    if (from === undefined) append(found, { first: to, last: to, order: order(to) });
    else
      for (const part of monotonicStretches({ order, analyze: () => ({ kind: 'undecided' }) }, from, to))
        append(found, part);
  }
  return found;
}
