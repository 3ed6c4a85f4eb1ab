import { SlidingMaximum } from '../sliding-maximum.js';
import { cellOf, type EnvironmentUse } from './environment-use.js';
import { goneShare, meanShare } from './gone-share.js';

/**
 * The environments of a function that are alive: those used within the time that an environment is kept. Use of each
 * cell of the row is summed over that window; none of its environments was used with chance e^(−sum).
 */
export class EnvironmentsAlive {
  /** Environments started in the stretch of time gone through last. */
  started = 0;
  /** Environments alive at its end, beyond the provisioned ones. */
  alive = 0;
  /** What the mean over it has more than that of its ends: some start at once, and of some it is known when they go. */
  aliveLonger = 0;
  /** Uses expected within the window, and the chance of none, by cell. */
  private readonly used: Float64Array;
  private readonly gone: Float64Array;
  /** The uses when the chance was worked out last. */
  private readonly usedThen: Float64Array;
  /** Environments from the start of the row that were used for certain. */
  private readonly certain = new SlidingMaximum();
  /** The same, of those that will not expire within a few times of the lag. */
  private readonly surely = new SlidingMaximum();
  /** One cell beyond the last with any use in the window. */
  private readonly reach = new SlidingMaximum();
  private reachBefore = 0;
  private readonly uses: EnvironmentUse[] = [];
  private readonly lengthsS: number[] = [];
  private head = 0;
  /** Of the oldest stretch in the window, the seconds that have left it. */
  private headLeftS = 0;
  private windowS = 0;
  private nowS = 0;
  private readonly lagS: number;

  /**
   * @param cells first environments of the cells
   * @param keptS lifetime and one service
   * @param serviceS one service
   * @param lagS time in which the requests running follow a load that jumps, of those e times fewer are missing each time
   */
  constructor(
    private readonly cells: Float64Array,
    private readonly keptS: number,
    private readonly serviceS: number,
    lagS: number,
  ) {
    // What is in use is not about to expire, however short its lifetime.
    this.lagS = Math.min(lagS, (keptS - serviceS) / (2 * LAGS));
    this.used = new Float64Array(cells.length);
    this.gone = new Float64Array(cells.length).fill(1);
    this.usedThen = new Float64Array(cells.length);
  }

  /** Environments there at the start, as if the rate had always been the same. */
  settle(use: EnvironmentUse): void {
    for (let index = 0; index < use.uses.length; index += 1) {
      const cell = use.firstCell + index;
      this.used[cell] = (use.uses[index] as number) * this.keptS;
      this.usedThen[cell] = this.used[cell] as number;
      this.gone[cell] = goneShare(this.used[cell] as number);
    }
    this.enter(use, this.keptS);
    this.beCertain(this.cells[use.firstCell] as number);
    this.reach.push(use.firstCell + use.uses.length, this.keptS);
  }

  /**
   * Lets time pass at one rate. What happened is in `started` and `alive` afterwards.
   *
   * @param provisioned environments from the start of the row that are always there
   */
  pass(use: EnvironmentUse, seconds: number, provisioned: number): void {
    const { firstCell, uses } = use;
    const busy = this.cells[firstCell] as number;
    const mostBefore = this.certain.valueAt(this.nowS);
    const goneFrom = this.certain.expiryS - this.nowS;
    const certainBefore = Math.max(this.foundAlive(), provisioned);
    const atOnce = certainBefore < busy ? this.goneBetween(certainBefore, busy) : 0;
    this.started = atOnce;
    this.nowS += seconds;
    this.leave(seconds);
    this.enter(use, seconds);
    this.beCertain(busy);
    this.reach.push(firstCell + uses.length, this.nowS + this.keptS);
    const certain = Math.max(this.certain.valueAt(this.nowS), provisioned);
    this.alive = certain - provisioned;
    this.passBand(use, seconds, certainBefore, certain);
    this.passBeyond(firstCell + uses.length, certain);
    const gone = certain < mostBefore ? this.goneBetween(certain, mostBefore) : 0;
    this.aliveLonger = atOnce / 2 + gone * (goneFrom / seconds - 0.5);
  }

  /**
   * The cells that are in use: some of their environments start. Uses that only replace those that leave the window start
   * as many as in equilibrium. Uses beyond those find environments gone that nothing is known of: each starts one.
   */
  private passBand(
    { firstCell, uses, bunched }: EnvironmentUse,
    seconds: number,
    certainBefore: number,
    certain: number,
  ): void {
    const { cells, used, usedThen, gone } = this;
    let { started, alive } = this;
    for (let index = 0; index < uses.length; index += 1) {
      const cell = firstCell + index;
      const from = cells[cell] as number;
      const to = cells[cell + 1] as number;
      const left = used[cell] as number;
      const added = (uses[index] as number) * seconds;
      const sum = left + added;
      const replaced = Math.min(added, Math.max(0, (usedThen[cell] as number) - left));
      const before = gone[cell] as number;
      const now = goneShare(sum);
      used[cell] = sum;
      usedThen[cell] = sum;
      gone[cell] = now;
      if (to > certainBefore) {
        const width = to - (from > certainBefore ? from : certainBefore);
        started += width * (added - (bunched[index] as number) * replaced) * meanShare(before, now);
      }
      if (to > certain) alive += (to - (from > certain ? from : certain)) * (1 - now);
    }
    this.started = started;
    this.alive = alive;
  }

  /** The cells that were in use a while ago only. */
  private passBeyond(bandEnd: number, certain: number): void {
    const { cells, used, usedThen, gone } = this;
    const reach = Math.min(this.reach.valueAt(this.nowS), cells.length - 1);
    // Cells whose last use has just left the window are gone through once more.
    const end = Math.max(reach, this.reachBefore);
    this.reachBefore = reach;
    let { alive } = this;
    for (let cell = bandEnd; cell < end; cell += 1) {
      const from = cells[cell] as number;
      const to = cells[cell + 1] as number;
      const now = goneShare(used[cell] as number);
      usedThen[cell] = used[cell] as number;
      gone[cell] = now;
      if (to > certain) alive += (to - (from > certain ? from : certain)) * (1 - now);
    }
    this.alive = alive;
  }

  /**
   * Uses the first `environments` of the row at once.
   *
   * @returns environments started
   */
  useAtOnce(environments: number, provisioned: number): number {
    const started = this.goneBetween(Math.max(this.certain.valueAt(this.nowS), provisioned), environments);
    this.beCertain(environments);
    return started;
  }

  /** The first so many are used now. */
  private beCertain(environments: number): void {
    this.certain.push(environments, this.nowS + this.keptS);
    this.surely.push(environments, this.nowS + this.keptS - this.serviceS - LAGS * this.lagS);
  }

  /**
   * Environments from the start of the row that a load which now begins finds alive, of those used for certain. They are
   * idle from when a load fell to when another rises. Requests running follow a jump by e^(−t / lag): of the environments
   * between two loads the share u is idle −lag × ln u later than the fall, and used again −lag × ln(1 − u) later than the
   * rise, so that those are gone which have ln(u / (1 − u)) > time left to them / lag: the last 1 / (1 + e^(left / lag)).
   */
  private foundAlive(): number {
    const most = this.certain.valueAt(this.nowS);
    const sure = this.surely.valueAt(this.nowS);
    if (sure >= most) return most;
    const leftS = this.certain.expiryS - this.serviceS - this.nowS;
    return most - (most - sure) / (1 + Math.exp(leftS / this.lagS));
  }

  /** Environments alive beyond the provisioned ones. */
  aliveBeyond(provisioned: number): number {
    const certain = Math.max(this.certain.valueAt(this.nowS), provisioned);
    const end = this.cells[Math.min(this.reach.valueAt(this.nowS), this.cells.length - 1)] as number;
    return certain - provisioned + Math.max(0, end - certain - this.goneBetween(certain, end));
  }

  /** Environments from one place of the row to another that are gone. */
  private goneBetween(from: number, to: number): number {
    const { cells, used } = this;
    let gone = 0;
    for (let cell = cellOf(cells, from); cell < cells.length && (cells[cell] as number) < to; cell += 1) {
      const start = Math.max(from, cells[cell] as number);
      const end = Math.min(to, cells[cell + 1] ?? to);
      if (end > start) gone += (end - start) * goneShare(used[cell] as number);
    }
    return gone;
  }

  private enter(use: EnvironmentUse, seconds: number): void {
    this.windowS += seconds;
    const last = this.uses.length - 1;
    if (last >= this.head && this.uses[last] === use) {
      this.lengthsS[last] = (this.lengthsS[last] as number) + seconds;
      return;
    }
    this.uses.push(use);
    this.lengthsS.push(seconds);
  }

  /** Takes out of the window what was longer ago than an environment is kept, to make room for `seconds`. */
  private leave(seconds: number): void {
    let leftS = this.windowS + seconds - this.keptS;
    while (leftS > 1e-9 && this.head < this.uses.length) {
      const use = this.uses[this.head] as EnvironmentUse;
      const ofOldestS = Math.min(leftS, (this.lengthsS[this.head] as number) - this.headLeftS);
      this.takeOut(use, ofOldestS);
      this.headLeftS += ofOldestS;
      this.windowS -= ofOldestS;
      leftS -= ofOldestS;
      if (this.headLeftS < (this.lengthsS[this.head] as number) - 1e-9) continue;
      this.head += 1;
      this.headLeftS = 0;
    }
    if (this.head < 4096) return;
    this.uses.splice(0, this.head);
    this.lengthsS.splice(0, this.head);
    this.head = 0;
  }

  private takeOut({ firstCell, uses }: EnvironmentUse, seconds: number): void {
    const { used } = this;
    for (let index = 0; index < uses.length; index += 1) {
      const left = (used[firstCell + index] as number) - (uses[index] as number) * seconds;
      // What has been put in is taken out again: below zero there is only the error of the floats.
      used[firstCell + index] = left > 0 ? left : 0;
    }
  }
}

/** Beyond so many lags a load has arrived where it goes, but for 2 %. */
const LAGS = 4;
