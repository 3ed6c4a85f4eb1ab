import { waitingMs } from '../../simulate/tasks/task-capacity.js';
import type { FleetRow } from './fleet-row.js';
import type { RowRequest } from './lambda-choice.js';

/** CPU and memory that rows need together at their busiest. */
export interface Need {
  readonly vcpu: number;
  readonly memoryMb: number;
  /** Of one copy of the largest row. */
  readonly largestMb: number;
  readonly rows: number;
}

/** How a row's busiest minute follows from its month. */
export interface NeedTerms {
  readonly monthSeconds: number;
  /** Busiest minute against the mean, of a row without minutes of its own. */
  readonly peakToMean: number;
  readonly cpuSpeed: number;
  readonly minutes: number;
}

/**
 * What a shared container service has to offer, summed minute by minute, so that rows whose peaks fall on different
 * minutes share their room.
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

  constructor(private readonly terms: NeedTerms) {
    this.vcpu = new Float64Array(terms.minutes);
    this.memoryMb = new Float64Array(terms.minutes);
  }

  add(row: FleetRow, request: RowRequest): void {
    const { monthSeconds, peakToMean, cpuSpeed, minutes } = this.terms;
    const { usedMb, minutesTotal } = row;
    const cpuS = request.cpuMs / cpuSpeed / 1000;
    const serviceS = waitingMs(request) / 1000 + cpuS;
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
      vcpu: this.flatVcpu + this.vcpu.reduce((most, of) => Math.max(most, of), 0),
      memoryMb: this.flatMemoryMb + this.memoryMb.reduce((most, of) => Math.max(most, of), 0),
      largestMb: this.largestMb,
      rows: this.rows,
    };
  }
}

/**
 * Copies of a size that hold a need; undefined when the largest row does not fit.
 *
 * Memory: all of it on one copy where it fits; otherwise ⌈memory / (room − largest row)⌉, which any order of filling keeps
 * to, as a copy is left only when the next row does not fit. CPU: ⌈vCPU / (vCPU × target utilization)⌉.
 *
 * @param room what a copy has for rows
 */
export function copiesFor(
  need: Need,
  room: { readonly vcpu: number; readonly memoryMb: number },
  targetUtilization: number,
): number | undefined {
  if (need.rows === 0) return 0;
  if (need.largestMb > room.memoryMb) return undefined;
  const byCpu = Math.ceil(need.vcpu / (room.vcpu * targetUtilization));
  if (need.memoryMb <= room.memoryMb) return Math.max(1, byCpu);
  if (need.largestMb === room.memoryMb) return undefined;
  return Math.max(byCpu, Math.ceil(need.memoryMb / (room.memoryMb - need.largestMb)));
}
