import { erlangB } from '../queueing.js';
import { repeatingHours } from '../repeating-hours.js';
import { addTo, maxOf, meanOf } from '../time-series.js';
import type { Admission, AdmittedBursts } from './admission.js';
import { ConcurrencyDistribution } from './concurrency-distribution.js';
import { cellStarts, type EnvironmentUse, environmentUse } from './environment-use.js';
import { type FunctionPool, occupancyS } from './function-pool.js';
import { WarmEnvironments } from './warm-environments.js';

/** Loads are rounded to a geometric scale, 2% from one value to the next. */
const LOADS_PER_OCTAVE = 32;
/** A load that changes by no more than this share counts as unchanged. */
const SAME_LOAD = 0.01;
/** Offered loads below this count as 0: less than a request in a thousand years, and the reciprocal may overflow. */
const MIN_LOAD = 1e-12;
const MIN_OCTAVE = -40;
/** After this many half lifetimes at one rate, nothing from before it matters: each further part is like the last. */
const TRANSIENT_PARTS = 5;
/** The use of environments without requests. */
const UNUSED: EnvironmentUse = { firstCell: 0, uses: new Float64Array(0), clustered: new Float64Array(0) };

/**
 * Simulates the environments of a month in periods of one load each. Hours that repeat earlier ones, as in tiled traces
 * and daily shapes, are simulated once and counted as often as they occur.
 */
export class PoolSimulation {
  /** By hour: seconds of warm environments, seconds of running requests, and environments started. */
  readonly environmentSeconds: Float64Array;
  readonly busySeconds: Float64Array;
  readonly coldStarts: Float64Array;
  readonly concurrency: ConcurrencyDistribution;
  provisionedServed = 0;
  private readonly serviceS: number;
  private readonly cells: Float64Array;
  /** By offered load, in steps of 2%. */
  private readonly uses: (EnvironmentUse | undefined)[] = [];
  private readonly environments: WarmEnvironments;
  private nextBurst = 0;
  private nextBurstS: number;
  private lastWarm = 0;
  private lastProvisioned = 0;
  /** How many earlier hours influence an hour: environments used in them are still kept. */
  private readonly memoryHours: number;
  /** Maximum number of steps that are simulated together while the load stays the same. */
  private readonly maxSteps: number;
  /** Half of the time from the start of an environment's last request to its end. */
  private readonly halfKeptS: number;
  /** Environments started in the last period, and seconds of those warm beyond the provisioned ones. */
  private started = 0;
  private warmSeconds = 0;

  constructor(
    private readonly stepSeconds: number,
    private readonly pool: FunctionPool,
    private readonly admission: Admission,
    private readonly provisioned: number | Float64Array,
  ) {
    this.serviceS = occupancyS(pool);
    this.cells = cellStarts(maxEnvironments(admission, provisioned));
    const keptS = pool.lifetimeS + this.serviceS;
    // Of longer services the offered load itself already includes the lag.
    this.environments = new WarmEnvironments(
      this.cells,
      keptS,
      this.serviceS,
      Math.min(this.serviceS, stepSeconds / 2),
    );
    this.memoryHours = Math.ceil(keptS / 3600);
    this.concurrency = new ConcurrencyDistribution(pool.durationS);
    this.maxSteps = Math.max(1, Math.floor(Math.min(300, pool.lifetimeS / 2) / stepSeconds));
    this.halfKeptS = keptS / 2;
    this.nextBurstS = admission.bursts?.atS[0] ?? Number.POSITIVE_INFINITY;
    const hours = admission.served.length;
    this.environmentSeconds = new Float64Array(hours);
    this.busySeconds = new Float64Array(hours);
    this.coldStarts = new Float64Array(hours);
  }

  /** Simulates the month; the fields hold the outcome. */
  run(): void {
    const { busy } = this.admission;
    this.environments.settle(this.useAt(busy[0] as number));
    this.lastWarm = this.environments.warmBeyond(0);
    const firstEqual = this.firstEqualHours();
    const occurrences = new Int32Array(firstEqual.length);
    for (const hour of firstEqual) occurrences[hour] = (occurrences[hour] as number) + 1;
    for (let hour = 0; hour < firstEqual.length; hour += 1) {
      if (firstEqual[hour] !== hour) continue;
      // After skipped hours, those that still influence this one are simulated without being counted.
      if (hour > 0 && firstEqual[hour - 1] !== hour - 1) {
        for (let before = hour - this.memoryHours; before < hour; before += 1) this.simulateHour(before, 0);
      }
      this.simulateHour(hour, occurrences[hour] as number);
    }
    for (const series of [this.environmentSeconds, this.busySeconds, this.coldStarts]) {
      for (let hour = 0; hour < firstEqual.length; hour += 1)
        series[hour] = series[firstEqual[hour] as number] as number;
    }
  }

  /** For each hour the first with the same outcome; with bursts every hour is its own. */
  private firstEqualHours(): Int32Array {
    const { busy, bursts, served } = this.admission;
    if (bursts !== null) return Int32Array.from(served.keys());
    const series = typeof this.provisioned === 'number' ? [busy] : [busy, this.provisioned];
    return repeatingHours(series, this.stepSeconds, this.memoryHours);
  }

  /** @param times how often the month has this hour; 0 simulates it without counting */
  private simulateHour(hour: number, times: number): void {
    const end = firstStepOf(hour + 1, this.stepSeconds, this.admission.busy.length);
    for (let step = firstStepOf(hour, this.stepSeconds, end); step < end; ) {
      const steps = this.periodFrom(step, end);
      this.simulatePeriod(step, steps, hour, times);
      step += steps;
    }
  }

  /** The number of steps from here on with one load, and without a burst after the first of them. */
  private periodFrom(step: number, hourEnd: number): number {
    const { busy } = this.admission;
    const burstStep =
      this.nextBurstS === Number.POSITIVE_INFINITY ? hourEnd : Math.floor(this.nextBurstS / this.stepSeconds);
    if (burstStep === step) return 1;
    const maxEnd = Math.min(hourEnd, step + this.maxSteps, burstStep);
    const provisioned = this.provisionedAt(step);
    const load = busy[step] as number;
    const low = load * (1 - SAME_LOAD);
    const high = load * (1 + SAME_LOAD);
    let end = step + 1;
    while (end < maxEnd && (busy[end] as number) >= low && (busy[end] as number) <= high) {
      if (this.provisionedAt(end) !== provisioned) break;
      end += 1;
    }
    return end - step;
  }

  private simulatePeriod(step: number, steps: number, hour: number, times: number): void {
    const { environments, serviceS } = this;
    const seconds = steps * this.stepSeconds;
    const provisioned = this.provisionedAt(step);
    const load = meanOf(this.admission.busy, step, steps);
    if (provisioned !== this.lastProvisioned) this.lastWarm = environments.warmBeyond(provisioned);
    this.lastProvisioned = provisioned;
    if (this.nextBurstS < (step + steps) * this.stepSeconds) {
      this.simulateBursts((step + steps) * this.stepSeconds, { load, provisioned, hour });
    }
    this.advance(this.useAt(load), seconds, provisioned);
    if (times === 0) return;
    const running = (load * this.pool.durationS) / serviceS;
    this.provisionedServed += (times * this.provisionedShare(load, provisioned) * load * seconds) / serviceS;
    addTo(this.coldStarts, hour, this.started);
    addTo(this.environmentSeconds, hour, provisioned * seconds + this.warmSeconds);
    addTo(this.busySeconds, hour, running * seconds);
    this.concurrency.add(running, seconds * times);
  }

  /** Advances by a period with one rate, in parts shorter than the time that environments are kept. */
  private advance(use: EnvironmentUse, seconds: number, provisioned: number): void {
    const { environments } = this;
    const parts = seconds <= this.halfKeptS ? 1 : Math.ceil(seconds / this.halfKeptS);
    const partS = seconds / parts;
    this.started = 0;
    this.warmSeconds = 0;
    for (let part = 1; part <= parts; part += 1) {
      environments.advance(use, partS, provisioned);
      const times = part === TRANSIENT_PARTS ? parts - part + 1 : 1;
      this.started += environments.started * times;
      this.warmSeconds += ((this.lastWarm + environments.warm) / 2 + environments.meanCorrection) * partS * times;
      this.lastWarm = environments.warm;
      if (part === TRANSIENT_PARTS) return;
    }
  }

  /** Simulates the bursts before `endS`: each takes environments from the first on. */
  private simulateBursts(
    endS: number,
    { load, provisioned, hour }: { readonly load: number; readonly provisioned: number; readonly hour: number },
  ): void {
    const { atS, sizes, running: inBursts } = this.admission.bursts as AdmittedBursts;
    while (this.nextBurstS < endS) {
      const requests = sizes[this.nextBurst] as number;
      const running = load + (inBursts[this.nextBurst] as number);
      addTo(this.coldStarts, hour, this.environments.useAtOnce(running, provisioned));
      addTo(this.busySeconds, hour, requests * this.pool.durationS);
      this.concurrency.addBurst(running);
      this.provisionedServed += Math.min(requests, Math.max(0, provisioned - (running - requests)));
      this.nextBurst += 1;
      this.nextBurstS = atS[this.nextBurst] ?? Number.POSITIVE_INFINITY;
    }
    this.lastWarm = this.environments.warmBeyond(provisioned);
  }

  private provisionedAt(step: number): number {
    return typeof this.provisioned === 'number' ? this.provisioned : (this.provisioned[step] as number);
  }

  private provisionedShare(load: number, provisioned: number): number {
    return provisioned <= 0 || load <= 0 ? 0 : 1 - erlangB(Math.floor(provisioned), load);
  }

  private useAt(load: number): EnvironmentUse {
    if (load < MIN_LOAD) return UNUSED;
    const index = Math.round((Math.log2(load) - MIN_OCTAVE) * LOADS_PER_OCTAVE);
    const cached = this.uses[index];
    if (cached !== undefined) return cached;
    const { serviceS } = this;
    const rate = 2 ** (index / LOADS_PER_OCTAVE + MIN_OCTAVE) / serviceS;
    const use = environmentUse(
      { rate, serviceS, lifetimeS: this.pool.lifetimeS },
      this.cells,
      Math.min(this.stepSeconds, this.halfKeptS / 2),
    );
    this.uses[index] = use;
    return use;
  }
}

/** The first step that begins in an hour of the month, `steps` at most. */
function firstStepOf(hour: number, stepSeconds: number, steps: number): number {
  return Math.min(steps, Math.ceil((hour * 3600) / stepSeconds));
}

/** More environments than the month will need. */
function maxEnvironments({ busy, bursts }: Admission, provisioned: number | Float64Array): number {
  const load = maxOf(busy) * 1.05;
  const fixed = typeof provisioned === 'number' ? provisioned : maxOf(provisioned);
  return Math.ceil(load + 10 * Math.sqrt(load) + 50 + fixed + (bursts === null ? 0 : maxOf(bursts.running)));
}
