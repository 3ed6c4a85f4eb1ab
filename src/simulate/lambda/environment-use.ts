import { eachEnvironment, type SteadyLoad } from './warm-pool-steady.js';

/**
 * How often the environments of a row are used at one rate of requests. Neighbours far down the row are alike: they are
 * taken together in cells (`cellStarts`).
 */
export interface EnvironmentUse {
  /** First cell of those below; all environments before it are in use all the time. */
  readonly firstCell: number;
  /** Uses a second that find an environment of the cell idle, for the chance that none falls into a time: e^(−uses × time). */
  readonly uses: Float64Array;
  /**
   * Share of the uses that come in bunches: an environment that is gone in equilibrium is started 1 − bunched times as
   * often as it is used, because the stream that overflows to it has been slow for as long as it was not used.
   */
  readonly bunched: Float64Array;
}

/** Cells are narrower than the spread of a Poisson load by this factor. */
const CELLS_PER_DEVIATION = 4;

/** Environments before this one are cells of their own. */
const SINGLE = (2 * CELLS_PER_DEVIATION) ** 2;

/**
 * First environments of cells: 0, 1, 2, …, one by one up to 64, then in widths of √n / 4.
 *
 * @returns ascending, the last one at least `environments`
 */
export function cellStarts(environments: number): Float64Array {
  const starts = [0];
  for (let n = 0; n < environments; ) {
    n += Math.max(1, Math.floor(Math.sqrt(n) / CELLS_PER_DEVIATION));
    starts.push(n);
  }
  return Float64Array.from(starts);
}

/** Beyond this many uses expected it is certain that there is one. */
const CERTAIN_USES = 12;
/** Environments that are there for less than this share of the time are left out. */
const HARDLY_THERE = 1e-4;

/**
 * Use of the row at a steady rate, so that an environment kept for `lifetimeS` is gone for the share of the time that
 * the equilibrium has it gone: e^(−uses × (lifetimeS + serviceS)) = gone.
 *
 * @param shortestS time within which an environment that is in use all the time is used for certain
 */
export function environmentUse(load: SteadyLoad, cells: Float64Array, shortestS: number): EnvironmentUse {
  const keptS = load.lifetimeS + load.serviceS;
  const gone: number[] = [];
  const cold: number[] = [];
  const first = eachEnvironment(load, (_environment, goneShare, coldRate) => {
    gone.push(goneShare);
    cold.push(coldRate);
  });
  const uses: number[] = [];
  const bunched: number[] = [];
  let firstCell = 0;
  for (let cell = cellOf(cells, first); (cells[cell] as number) < first + gone.length; cell += 1) {
    const from = Math.max(0, (cells[cell] as number) - first);
    const to = Math.min(gone.length, (cells[cell + 1] as number) - first);
    let [goneSum, coldSum] = [0, 0];
    for (let n = from; n < to; n += 1) {
      goneSum += gone[n] as number;
      coldSum += cold[n] as number;
    }
    const goneShare = goneSum / (to - from);
    const used = -Math.log(goneShare) / keptS;
    if (used * shortestS > CERTAIN_USES || goneShare <= 0) {
      firstCell = cell + 1;
      uses.length = 0;
      bunched.length = 0;
      continue;
    }
    if (uses.length === 0) firstCell = cell;
    if (1 - goneShare < HARDLY_THERE) break;
    uses.push(used);
    bunched.push(1 - coldSum / goneSum / used);
  }
  return { firstCell, uses: Float64Array.from(uses), bunched: Float64Array.from(bunched) };
}

/** The cell that an environment is in. */
export function cellOf(cells: Float64Array, environment: number): number {
  if (environment < SINGLE) return Math.floor(environment);
  let low = 0;
  let high = cells.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((cells[middle] as number) <= environment) low = middle;
    else high = middle - 1;
  }
  return low;
}
