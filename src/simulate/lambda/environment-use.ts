import { eachEnvironment, type SteadyLoad } from './steady-pool.js';

/**
 * How often each environment is used at one request rate, environments being tried in a fixed order. Later neighbours are
 * alike, and grouped into cells (`cellStarts`).
 */
export interface EnvironmentUse {
  /** Index of the first cell below; all environments before it are in use all the time. */
  readonly firstCell: number;
  /** Uses per second that find an environment of the cell idle; none falls into a time with probability e^(−uses × time). */
  readonly uses: Float64Array;
  /**
   * Share of the uses that are clustered: in equilibrium an environment that is gone is started 1 − clustered times as
   * often as it is used, because the stream that overflows to it has been slow for as long as it was not used.
   */
  readonly clustered: Float64Array;
}

/** Cells are narrower than the standard deviation of a Poisson load by this factor. */
const CELLS_PER_DEVIATION = 4;

/** Environments before this one are cells of their own. */
const SINGLE_CELLS = (2 * CELLS_PER_DEVIATION) ** 2;

/**
 * The first environment of each cell: 0, 1, 2, … up to 64, then with a width of √n / 4.
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

/** With more expected uses than this, at least one is certain. */
const CERTAIN_USES = 12;
/** Environments that are warm for less than this share of the time are left out. */
const NEGLIGIBLE_WARM_SHARE = 1e-4;

/**
 * Computes the use of environments at a steady rate, such that one kept for `lifetimeS` is gone for the same share of the
 * time as in equilibrium: e^(−uses × (lifetimeS + serviceS)) = gone.
 *
 * @param shortestS shortest period in which an environment that counts as always busy is certainly used
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
  const clustered: number[] = [];
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
    const usesPerSecond = -Math.log(goneShare) / keptS;
    if (usesPerSecond * shortestS > CERTAIN_USES || goneShare <= 0) {
      firstCell = cell + 1;
      uses.length = 0;
      clustered.length = 0;
      continue;
    }
    if (uses.length === 0) firstCell = cell;
    if (1 - goneShare < NEGLIGIBLE_WARM_SHARE) break;
    uses.push(usesPerSecond);
    clustered.push(1 - coldSum / goneSum / usesPerSecond);
  }
  return { firstCell, uses: Float64Array.from(uses), clustered: Float64Array.from(clustered) };
}

/** The index of the cell that holds an environment. */
export function cellOf(cells: Float64Array, environment: number): number {
  if (environment < SINGLE_CELLS) return Math.floor(environment);
  let low = 0;
  let high = cells.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((cells[middle] as number) <= environment) low = middle;
    else high = middle - 1;
  }
  return low;
}
