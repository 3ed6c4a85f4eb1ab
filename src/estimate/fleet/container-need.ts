import { waitingMs } from '../../simulate/tasks/task-capacity.js';
import type { FleetRow } from './fleet-row.js';
import type { RowRequest } from './lambda-choice.js';

/** CPU and memory that rows need together in the busiest minute. */
export interface Need {
  readonly vcpu: number;
  readonly memoryMb: number;
  /** Of one copy of the largest row. */
  readonly largestMb: number;
  readonly rows: number;
}

/** How the busiest minute of a row follows from its month. */
export interface NeedOptions {
  readonly monthSeconds: number;
  /** Busiest minute divided by the mean, of a row without minute columns. */
  readonly peakToMean: number;
  readonly cpuSpeed: number;
  readonly minutes: number;
}

/**
 * Adds up the CPU and memory that a shared container service needs, minute by minute, so that rows with peaks in different
 * minutes share capacity.
 *
 * - vCPU = Σ requests per second × CPU seconds of one
 * - memory = Σ memory of one copy × max(1, requests in flight): every row keeps one copy loaded
 */
export class ContainerNeed {
  private readonly vcpu: Float64Array;
  private readonly memoryMb: Float64Array;
  private flatVcpu = 0;
  private flatMemoryMb = 0;
  private largestMb = 0;
  private rows = 0;

  constructor(private readonly terms: NeedOptions) {
    this.vcpu = new Float64Array(terms.minutes);
    this.memoryMb = new Float64Array(terms.minutes);
  }

  add(row: FleetRow, request: RowRequest): void {
    const { monthSeconds, peakToMean, cpuSpeed, minutes } = this.terms;
    const { usedMb, minutesTotal } = row;
    const cpuS = request.cpuMs / cpuSpeed / 1000;
    const serviceS = waitingMs(request.durationMs, request.cpuMs) / 1000 + cpuS;
    const perSecond = row.requests / monthSeconds;
    this.rows += 1;
    if (usedMb > this.largestMb) this.largestMb = usedMb;
    if (minutesTotal === 0) {
      const busiest = perSecond * peakToMean;
      this.flatVcpu += busiest * cpuS;
      this.flatMemoryMb += usedMb * Math.max(1, busiest * serviceS);
      return;
    }
    this.flatMemoryMb += usedMb;
    for (let minute = 0; minute < minutes; minute += 1) {
      const rate = (perSecond * (row.minutes[minute] as number) * minutes) / minutesTotal;
      if (rate === 0) continue;
      this.vcpu[minute] = (this.vcpu[minute] as number) + rate * cpuS;
      this.memoryMb[minute] = (this.memoryMb[minute] as number) + usedMb * Math.max(0, rate * serviceS - 1);
    }
  }

  get busiest(): Need {
    return {
      vcpu: this.flatVcpu + this.vcpu.reduce((max, value) => Math.max(max, value), 0),
      memoryMb: this.flatMemoryMb + this.memoryMb.reduce((max, value) => Math.max(max, value), 0),
      largestMb: this.largestMb,
      rows: this.rows,
    };
  }
}

/**
 * Computes how many copies of a size a need takes; undefined when the largest row does not fit.
 *
 * Memory: one copy where all of it fits; otherwise ⌈memory / (capacity − largest row)⌉, which is enough in any order of
 * packing, because a copy is left only when the next row does not fit. CPU: ⌈vCPU / (vCPU × target utilization)⌉.
 *
 * @param capacity of a copy, for rows
 */
export function copiesFor(
  need: Need,
  capacity: { readonly vcpu: number; readonly memoryMb: number },
  targetUtilization: number,
): number | undefined {
  if (need.rows === 0) return 0;
  if (need.largestMb > capacity.memoryMb) return undefined;
  const byCpu = Math.ceil(need.vcpu / (capacity.vcpu * targetUtilization));
  if (need.memoryMb <= capacity.memoryMb) return Math.max(1, byCpu);
  if (need.largestMb === capacity.memoryMb) return undefined;
  return Math.max(byCpu, Math.ceil(need.memoryMb / (capacity.memoryMb - need.largestMb)));
}
