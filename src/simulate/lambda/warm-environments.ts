import { SlidingMaximum } from '../sliding-maximum.js';
import { cellOf, type EnvironmentUse } from './environment-use.js';
import { expOfNegative, logarithmicMean } from './fast-exponential.js';

/** After this many time constants a load that jumped has settled, to 2%. */
const SETTLING_LAGS = 4;

/**
 * The warm environments of a function: those used within the time that an environment is kept. The expected uses of each
 * cell of environments are summed over that window; an environment of the cell is gone (was not used) with probability
 * e^(−sum).
 */
export class WarmEnvironments {
  /** Environments started in the last period. */
  started = 0;
  /** Warm environments at its end, beyond the provisioned ones. */
  warm = 0;
  /**
   * What the mean over the period exceeds that of its ends by: some environments start at its very beginning, and of some
   * the time of expiry is known.
   */
  meanCorrection = 0;
  /** By cell: expected uses within the window, the probability of none, and the uses when that was last computed. */
  private readonly uses: Float64Array;
  private readonly gone: Float64Array;
  private readonly usesBefore: Float64Array;
  /** How many environments, from the first, were certainly used within the window. */
  private readonly certain = new SlidingMaximum();
  /** The same without those that expire within a few lags. */
  private readonly certainForLonger = new SlidingMaximum();
  /** One cell beyond the last with any use in the window. */
  private readonly endCell = new SlidingMaximum();
  private previousEndCell = 0;
  /** The window: uses of each period and its length; the part of the oldest one that has left it. */
  private readonly periods: EnvironmentUse[] = [];
  private readonly lengthsS: number[] = [];
  private head = 0;
  private headLeftS = 0;
  private windowS = 0;
  private nowS = 0;
  private readonly lagS: number;

  /**
   * @param cells first environment of each cell
   * @param keptS lifetime of an idle environment and one service time
   * @param serviceS one service time
   * @param lagS time constant with which the running requests follow a load that jumps
   */
  constructor(
    private readonly cells: Float64Array,
    private readonly keptS: number,
    private readonly serviceS: number,
    lagS: number,
  ) {
    // An environment in use is not about to expire, however short its lifetime.
    this.lagS = Math.min(lagS, (keptS - serviceS) / (2 * SETTLING_LAGS));
    this.uses = new Float64Array(cells.length);
    this.gone = new Float64Array(cells.length).fill(1);
    this.usesBefore = new Float64Array(cells.length);
  }

  /** Sets the environments at the start to the equilibrium of a rate. */
  settle(use: EnvironmentUse): void {
    for (let index = 0; index < use.uses.length; index += 1) {
      const cell = use.firstCell + index;
      this.uses[cell] = (use.uses[index] as number) * this.keptS;
      this.usesBefore[cell] = this.uses[cell] as number;
      this.gone[cell] = expOfNegative(this.uses[cell] as number);
    }
    this.addPeriod(use, this.keptS);
    this.useForCertain(this.cells[use.firstCell] as number);
    this.endCell.push(use.firstCell + use.uses.length, this.keptS);
  }

  /**
   * Advances by a period with one rate. `started`, `warm` and `meanCorrection` hold the outcome.
   *
   * @param provisioned environments, from the first, that are always there
   */
  advance(use: EnvironmentUse, seconds: number, provisioned: number): void {
    const { firstCell, uses } = use;
    const alwaysBusy = this.cells[firstCell] as number;
    const certainAtStart = this.certain.valueAt(this.nowS);
    const certainExpiresInS = this.certain.expiryS - this.nowS;
    const foundWarm = Math.max(this.certainlyFoundWarm(), provisioned);
    const startedAtOnce = foundWarm < alwaysBusy ? this.goneBetween(foundWarm, alwaysBusy) : 0;
    this.started = startedAtOnce;
    this.nowS += seconds;
    this.trimWindow(seconds);
    this.addPeriod(use, seconds);
    this.useForCertain(alwaysBusy);
    this.endCell.push(firstCell + uses.length, this.nowS + this.keptS);
    const certain = Math.max(this.certain.valueAt(this.nowS), provisioned);
    this.warm = certain - provisioned;
    this.advanceUsedCells(use, seconds, foundWarm, certain);
    this.advanceUnusedCells(firstCell + uses.length, certain);
    const expired = certain < certainAtStart ? this.goneBetween(certain, certainAtStart) : 0;
    this.meanCorrection = startedAtOnce / 2 + expired * (certainExpiresInS / seconds - 0.5);
  }

  /**
   * Cells with uses in this period. Uses that only replace those that leave the window start as many environments as in
   * equilibrium; of uses beyond those, each that finds its environment gone starts one.
   */
  private advanceUsedCells(use: EnvironmentUse, seconds: number, foundWarm: number, certain: number): void {
    const { cells, uses, usesBefore, gone } = this;
    const { firstCell, uses: usesPerSecond, clustered } = use;
    let { started, warm } = this;
    for (let index = 0; index < usesPerSecond.length; index += 1) {
      const cell = firstCell + index;
      const from = cells[cell] as number;
      const to = cells[cell + 1] as number;
      const left = uses[cell] as number;
      const added = (usesPerSecond[index] as number) * seconds;
      const sum = left + added;
      const replaced = Math.min(added, Math.max(0, (usesBefore[cell] as number) - left));
      const goneAtStart = gone[cell] as number;
      const goneAtEnd = expOfNegative(sum);
      uses[cell] = sum;
      usesBefore[cell] = sum;
      gone[cell] = goneAtEnd;
      if (to > foundWarm) {
        const width = to - (from > foundWarm ? from : foundWarm);
        const starting = added - (clustered[index] as number) * replaced;
        started += width * starting * logarithmicMean(goneAtStart, goneAtEnd);
      }
      if (to > certain) warm += (to - (from > certain ? from : certain)) * (1 - goneAtEnd);
    }
    this.started = started;
    this.warm = warm;
  }

  /** Cells beyond those, used earlier in the window only. */
  private advanceUnusedCells(from: number, certain: number): void {
    const { cells, uses, usesBefore, gone } = this;
    const endCell = Math.min(this.endCell.valueAt(this.nowS), cells.length - 1);
    // Cells whose last use has just left the window are updated once more.
    const end = Math.max(endCell, this.previousEndCell);
    this.previousEndCell = endCell;
    let { warm } = this;
    for (let cell = from; cell < end; cell += 1) {
      const first = cells[cell] as number;
      const next = cells[cell + 1] as number;
      const goneNow = expOfNegative(uses[cell] as number);
      usesBefore[cell] = uses[cell] as number;
      gone[cell] = goneNow;
      if (next > certain) warm += (next - (first > certain ? first : certain)) * (1 - goneNow);
    }
    this.warm = warm;
  }

  /**
   * Uses the first `environments` at once.
   *
   * @returns environments started
   */
  useAtOnce(environments: number, provisioned: number): number {
    const started = this.goneBetween(Math.max(this.certain.valueAt(this.nowS), provisioned), environments);
    this.useForCertain(environments);
    return started;
  }

  private useForCertain(environments: number): void {
    this.certain.push(environments, this.nowS + this.keptS);
    this.certainForLonger.push(environments, this.nowS + this.keptS - this.serviceS - SETTLING_LAGS * this.lagS);
  }

  /**
   * How many environments, from the first, a load that begins now finds warm, of those that were certainly used. They are
   * idle from when a load fell until another rises. Running requests follow a jump with e^(−t / lag): of the environments
   * between the two loads the share u becomes idle −lag × ln u after the fall, and is used again −lag × ln(1 − u) after the
   * rise. So those are gone for which ln(u / (1 − u)) > (time left) / lag: the last 1 / (1 + e^(left / lag)) of them.
   */
  private certainlyFoundWarm(): number {
    const certain = this.certain.valueAt(this.nowS);
    const forLonger = this.certainForLonger.valueAt(this.nowS);
    if (forLonger >= certain) return certain;
    const leftS = this.certain.expiryS - this.serviceS - this.nowS;
    return certain - (certain - forLonger) / (1 + Math.exp(leftS / this.lagS));
  }

  /** Warm environments beyond the provisioned ones. */
  warmBeyond(provisioned: number): number {
    const certain = Math.max(this.certain.valueAt(this.nowS), provisioned);
    const end = this.cells[Math.min(this.endCell.valueAt(this.nowS), this.cells.length - 1)] as number;
    return certain - provisioned + Math.max(0, end - certain - this.goneBetween(certain, end));
  }

  /** Environments that are gone, from environment `from` to before environment `to`. */
  private goneBetween(from: number, to: number): number {
    const { cells, uses } = this;
    let gone = 0;
    for (let cell = cellOf(cells, from); cell < cells.length && (cells[cell] as number) < to; cell += 1) {
      const start = Math.max(from, cells[cell] as number);
      const end = Math.min(to, cells[cell + 1] ?? to);
      if (end > start) gone += (end - start) * expOfNegative(uses[cell] as number);
    }
    return gone;
  }

  private addPeriod(use: EnvironmentUse, seconds: number): void {
    this.windowS += seconds;
    const last = this.periods.length - 1;
    if (last >= this.head && this.periods[last] === use) {
      this.lengthsS[last] = (this.lengthsS[last] as number) + seconds;
      return;
    }
    this.periods.push(use);
    this.lengthsS.push(seconds);
  }

  /** Removes the oldest periods, so that the window holds no more than `keptS` once `seconds` are added. */
  private trimWindow(seconds: number): void {
    let excessS = this.windowS + seconds - this.keptS;
    while (excessS > 1e-9 && this.head < this.periods.length) {
      const oldest = this.periods[this.head] as EnvironmentUse;
      const removedS = Math.min(excessS, (this.lengthsS[this.head] as number) - this.headLeftS);
      this.removeUses(oldest, removedS);
      this.headLeftS += removedS;
      this.windowS -= removedS;
      excessS -= removedS;
      if (this.headLeftS < (this.lengthsS[this.head] as number) - 1e-9) continue;
      this.head += 1;
      this.headLeftS = 0;
    }
    if (this.head < 4096) return;
    this.periods.splice(0, this.head);
    this.lengthsS.splice(0, this.head);
    this.head = 0;
  }

  private removeUses({ firstCell, uses: usesPerSecond }: EnvironmentUse, seconds: number): void {
    const { uses } = this;
    for (let index = 0; index < usesPerSecond.length; index += 1) {
      const left = (uses[firstCell + index] as number) - (usesPerSecond[index] as number) * seconds;
      // Below 0 there is only float noise: what is removed was added before.
      uses[firstCell + index] = left > 0 ? left : 0;
    }
  }
}
