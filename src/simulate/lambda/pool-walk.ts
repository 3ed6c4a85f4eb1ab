import { addTo } from '../hours.js';
import { erlangB } from '../queueing.js';
import { repeatingHours } from '../repeating-hours.js';
import { meanOf, mostOf } from '../series.js';
import type { Admitted, AdmittedBursts } from './admission.js';
import { ConcurrencySpread } from './concurrency-spread.js';
import { cellStarts, type EnvironmentUse, environmentUse } from './environment-use.js';
import { EnvironmentsAlive } from './environments-alive.js';
import { type FunctionPool, placeS } from './warm-pool.js';

/** Loads this close to each other are taken for the same: 2 % from one to the next. */
const LOADS_PER_OCTAVE = 32;
/** A load that has moved by no more than this is still the same. */
const SAME_LOAD = 0.01;

/** A load below this, in erlangs, is none: not a request in a thousand years, and its reciprocal may be no number. */
const LEAST_LOAD = 1e-12;
const LEAST_OCTAVE = -40;
/** Halves of the time an environment is kept, after which nothing of what was before is felt. */
const PARTS_UNLIKE = 5;
/** A function that has no requests. */
const UNUSED: EnvironmentUse = { firstCell: 0, uses: new Float64Array(0), bunched: new Float64Array(0) };

/**
 * Walks through the month in stretches of time with one load. Hours that repeat those of the week before, as tiled traces
 * and daily shapes have them, are walked through once and counted as often as they come.
 */
export class PoolWalk {
  /** Of each hour: seconds of environments alive and of requests running, and environments started. */
  readonly environmentSeconds: Float64Array;
  readonly busySeconds: Float64Array;
  readonly coldStarts: Float64Array;
  readonly spread: ConcurrencySpread;
  provisionedServed = 0;
  private readonly serviceS: number;
  private readonly cells: Float64Array;
  /** By the load, in steps of 2 %. */
  private readonly uses: (EnvironmentUse | undefined)[] = [];
  private readonly alive: EnvironmentsAlive;
  private nextBurst = 0;
  private nextBurstS: number;
  private lastAlive = 0;
  private lastProvisioned = 0;
  /** Hours that what happens is still felt: environments used in them are kept. */
  private readonly feltHours: number;
  /** Most steps that are taken together while the rate stays the same. */
  private readonly longest: number;
  /** Half of the time from the start of an environment's last request to its end. */
  private readonly halfKeptS: number;
  /** Environments started, and seconds of those alive beyond the provisioned ones, in the stretch gone through last. */
  private started = 0;
  private aliveSeconds = 0;

  constructor(
    private readonly stepSeconds: number,
    private readonly pool: FunctionPool,
    private readonly admitted: Admitted,
    private readonly provisioned: number | Float64Array,
  ) {
    this.serviceS = placeS(pool);
    this.cells = cellStarts(mostEnvironments(admitted, provisioned));
    const keptS = pool.lifetimeS + this.serviceS;
    // Of longer services the load itself is known to lag behind.
    this.alive = new EnvironmentsAlive(this.cells, keptS, this.serviceS, Math.min(this.serviceS, stepSeconds / 2));
    this.feltHours = Math.ceil(keptS / 3600);
    this.spread = new ConcurrencySpread(pool.durationS);
    this.longest = Math.max(1, Math.floor(Math.min(300, pool.lifetimeS / 2) / stepSeconds));
    this.halfKeptS = keptS / 2;
    this.nextBurstS = admitted.bursts?.atS[0] ?? Number.POSITIVE_INFINITY;
    const hours = admitted.served.length;
    this.environmentSeconds = new Float64Array(hours);
    this.busySeconds = new Float64Array(hours);
    this.coldStarts = new Float64Array(hours);
  }

  run(): void {
    const { busy } = this.admitted;
    this.alive.settle(this.useAt(busy[0] as number));
    this.lastAlive = this.alive.aliveBeyond(0);
    const alike = this.alikeHours();
    const times = new Int32Array(alike.length);
    for (const hour of alike) times[hour] = (times[hour] as number) + 1;
    for (let hour = 0; hour < alike.length; hour += 1) {
      if (alike[hour] !== hour) continue;
      // After hours that were left out: what is still felt of them.
      if (hour > 0 && alike[hour - 1] !== hour - 1) {
        for (let before = hour - this.feltHours; before < hour; before += 1) this.passHour(before, 0);
      }
      this.passHour(hour, times[hour] as number);
    }
    for (const series of [this.environmentSeconds, this.busySeconds, this.coldStarts]) {
      for (let hour = 0; hour < alike.length; hour += 1) series[hour] = series[alike[hour] as number] as number;
    }
  }

  /** Hours that requests come at once in are each their own. */
  private alikeHours(): Int32Array {
    const { busy, bursts, served } = this.admitted;
    if (bursts !== null) return Int32Array.from(served.keys());
    const series = typeof this.provisioned === 'number' ? [busy] : [busy, this.provisioned];
    return repeatingHours(series, this.stepSeconds, this.feltHours);
  }

  /** @param times how often the month has this hour; 0 only to come to what follows it */
  private passHour(hour: number, times: number): void {
    const end = firstStepOf(hour + 1, this.stepSeconds, this.admitted.busy.length);
    for (let step = firstStepOf(hour, this.stepSeconds, end); step < end; ) {
      const steps = this.stretchFrom(step, end);
      this.passStretch(step, steps, hour, times);
      step += steps;
    }
  }

  /** Steps from here on at one rate, without requests that come at once after the first of them. */
  private stretchFrom(step: number, hourEnd: number): number {
    const { busy } = this.admitted;
    const burstStep =
      this.nextBurstS === Number.POSITIVE_INFINITY ? hourEnd : Math.floor(this.nextBurstS / this.stepSeconds);
    if (burstStep === step) return 1;
    const most = Math.min(hourEnd, step + this.longest, burstStep);
    const provisioned = this.provisionedAt(step);
    const load = busy[step] as number;
    const low = load * (1 - SAME_LOAD);
    const high = load * (1 + SAME_LOAD);
    let end = step + 1;
    while (end < most && (busy[end] as number) >= low && (busy[end] as number) <= high) {
      if (this.provisionedAt(end) !== provisioned) break;
      end += 1;
    }
    return end - step;
  }

  private passStretch(step: number, steps: number, hour: number, times: number): void {
    const { alive, serviceS } = this;
    const seconds = steps * this.stepSeconds;
    const provisioned = this.provisionedAt(step);
    const load = meanOf(this.admitted.busy, step, steps);
    if (provisioned !== this.lastProvisioned) this.lastAlive = alive.aliveBeyond(provisioned);
    this.lastProvisioned = provisioned;
    if (this.nextBurstS < (step + steps) * this.stepSeconds) {
      this.passBursts((step + steps) * this.stepSeconds, { load, provisioned, hour });
    }
    this.letPass(this.useAt(load), seconds, provisioned);
    if (times === 0) return;
    const running = (load * this.pool.durationS) / serviceS;
    this.provisionedServed += (times * this.provisionedShare(load, provisioned) * load * seconds) / serviceS;
    addTo(this.coldStarts, hour, this.started);
    addTo(this.environmentSeconds, hour, provisioned * seconds + this.aliveSeconds);
    addTo(this.busySeconds, hour, running * seconds);
    this.spread.add(running, seconds * times);
  }

  /**
   * Lets a stretch of time pass at one rate, in parts that environments outlive. When all that is felt happened at this
   * rate, each part is like the one before.
   */
  private letPass(use: EnvironmentUse, seconds: number, provisioned: number): void {
    const { alive } = this;
    const parts = seconds <= this.halfKeptS ? 1 : Math.ceil(seconds / this.halfKeptS);
    const partS = seconds / parts;
    this.started = 0;
    this.aliveSeconds = 0;
    for (let part = 1; part <= parts; part += 1) {
      alive.pass(use, partS, provisioned);
      const times = part === PARTS_UNLIKE ? parts - part + 1 : 1;
      this.started += alive.started * times;
      this.aliveSeconds += ((this.lastAlive + alive.alive) / 2 + alive.aliveLonger) * partS * times;
      this.lastAlive = alive.alive;
      if (part === PARTS_UNLIKE) return;
    }
  }

  /** Requests that come at once before `endS`, each time taking environments from the start of the row. */
  private passBursts(
    endS: number,
    { load, provisioned, hour }: { readonly load: number; readonly provisioned: number; readonly hour: number },
  ): void {
    const { atS, sizes, running: ofBursts } = this.admitted.bursts as AdmittedBursts;
    while (this.nextBurstS < endS) {
      const requests = sizes[this.nextBurst] as number;
      const running = load + (ofBursts[this.nextBurst] as number);
      addTo(this.coldStarts, hour, this.alive.useAtOnce(running, provisioned));
      addTo(this.busySeconds, hour, requests * this.pool.durationS);
      this.spread.addBurst(running);
      this.provisionedServed += Math.min(requests, Math.max(0, provisioned - (running - requests)));
      this.nextBurst += 1;
      this.nextBurstS = atS[this.nextBurst] ?? Number.POSITIVE_INFINITY;
    }
    this.lastAlive = this.alive.aliveBeyond(provisioned);
  }

  private provisionedAt(step: number): number {
    return typeof this.provisioned === 'number' ? this.provisioned : (this.provisioned[step] as number);
  }

  private provisionedShare(load: number, provisioned: number): number {
    return provisioned <= 0 || load <= 0 ? 0 : 1 - erlangB(Math.floor(provisioned), load);
  }

  private useAt(busy: number): EnvironmentUse {
    if (busy < LEAST_LOAD) return UNUSED;
    const place = Math.round((Math.log2(busy) - LEAST_OCTAVE) * LOADS_PER_OCTAVE);
    const known = this.uses[place];
    if (known !== undefined) return known;
    const { serviceS } = this;
    const rate = 2 ** (place / LOADS_PER_OCTAVE + LEAST_OCTAVE) / serviceS;
    const load = { rate, serviceS, lifetimeS: this.pool.lifetimeS };
    const made = environmentUse(load, this.cells, Math.min(this.stepSeconds, this.halfKeptS / 2));
    this.uses[place] = made;
    return made;
  }
}

/** The first step that begins in an hour of the month, `steps` at most. */
function firstStepOf(hour: number, stepSeconds: number, steps: number): number {
  return Math.min(steps, Math.ceil((hour * 3600) / stepSeconds));
}

/** More environments than the month will see. */
function mostEnvironments({ busy, bursts }: Admitted, provisioned: number | Float64Array): number {
  const load = mostOf(busy) * 1.05;
  const fixed = typeof provisioned === 'number' ? provisioned : mostOf(provisioned);
  return Math.ceil(load + 10 * Math.sqrt(load) + 50 + fixed + (bursts === null ? 0 : mostOf(bursts.running)));
}
