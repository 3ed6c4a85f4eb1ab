import type { UsageLine } from '../../model/cost-line.js';
import { type Decimal, exact } from '../../model/decimal.js';
import { quantity } from '../../model/quantity.js';
import { MAX_DURATION_MS } from '../../services/lambda/lambda-input.js';
import { durationAtMemory, MB_PER_VCPU } from '../../simulate/lambda/lambda-duration.js';
import { cheapestMemoryMb } from '../../simulate/lambda/memory-choice.js';
import type { FleetRow } from './fleet-row.js';
import { IntegerSum } from './integer-sum.js';

/** A processor architecture of Lambda and Fargate. */
export type Architecture = FleetRow['architecture'];

/** A row on Lambda with a memory and an architecture. */
export interface LambdaChoice {
  readonly architecture: Architecture;
  readonly memoryMb: number;
  /** Whole. */
  readonly billedMs: number;
}

/** CPU and waiting time of a request, wherever it runs. */
export interface RowRequest {
  /** On one whole x86 vCPU. */
  readonly durationMs: number;
  readonly cpuMs: number;
}

/** Assumptions that apply to every row. */
export interface RowAssumptions {
  /** Share of a duration that is CPU, for rows without `cpuMs`. */
  readonly cpuShare: number;
  /** Work an arm64 vCPU does, against x86_64. */
  readonly armSpeed: number;
  /** How many times as long a request may take at another memory. */
  readonly maxSlowdown: number;
}

/** vCPUs one request can use at once. */
const PARALLELISM = 1;

/** Separates CPU and waiting time in the duration measured at the row's memory and architecture. */
export function requestOf(row: FleetRow, { cpuShare, armSpeed }: RowAssumptions): RowRequest {
  const ownCpuMs = row.ownCpuMs ?? row.durationMs * cpuShare;
  const vcpu = Math.min(PARALLELISM, row.memoryMb / MB_PER_VCPU) * speedOf(row.architecture, armSpeed);
  const cpuMs = ownCpuMs * vcpu;
  return { cpuMs, durationMs: row.durationMs - ownCpuMs + cpuMs };
}

/** The row at its own memory. The measured duration applies on its own architecture, and where both are as fast. */
export function atOwnMemory(
  row: FleetRow,
  request: RowRequest,
  architecture: Architecture,
  { armSpeed }: RowAssumptions,
): LambdaChoice {
  const { memoryMb } = row;
  const isMeasured = architecture === row.architecture || armSpeed === 1;
  const ms = isMeasured ? row.durationMs : durationAtMemory(request, sizeOf(architecture, memoryMb, armSpeed));
  return { architecture, memoryMb, billedMs: Math.ceil(ms) };
}

/**
 * Chooses the memory with the fewest GB-seconds that is sufficient and not too slow; the row's own where none is better.
 *
 * @param own the row at its own memory on the same architecture
 */
export function atBestMemory(
  row: FleetRow,
  request: RowRequest,
  own: LambdaChoice,
  { armSpeed, maxSlowdown }: RowAssumptions,
): LambdaChoice {
  const maxMs = Math.min(MAX_DURATION_MS, row.durationMs * maxSlowdown);
  const size = { parallelism: PARALLELISM, cpuSpeed: speedOf(own.architecture, armSpeed) };
  const memoryMb = cheapestMemoryMb(request, size, { minMb: row.usedMb, maxMs });
  if (memoryMb === undefined) return own;
  const billedMs = Math.ceil(durationAtMemory(request, { ...size, memoryMb }));
  return billedMs * memoryMb < own.billedMs * own.memoryMb ? { ...own, memoryMb, billedMs } : own;
}

function sizeOf(architecture: Architecture, memoryMb: number, armSpeed: number) {
  return { memoryMb, parallelism: PARALLELISM, cpuSpeed: speedOf(architecture, armSpeed) };
}

function speedOf(architecture: Architecture, armSpeed: number): number {
  return architecture === 'arm64' ? armSpeed : 1;
}

/** Adds up the usage of many functions exactly, because AWS's tiers and allowances apply to the sum. */
export class LambdaUse {
  private readonly requests = { x86_64: new IntegerSum(), arm64: new IntegerSum() };
  private readonly mbMs = { x86_64: new IntegerSum(), arm64: new IntegerSum() };

  add(requests: number, { architecture, memoryMb, billedMs }: LambdaChoice): void {
    this.requests[architecture].add(requests, 1);
    this.mbMs[architecture].add(requests, memoryMb * billedMs);
  }

  /** GB-Seconds = Σ requests × ⌈ms⌉ × MB / 1024 / 1000, divided once. */
  lines(): UsageLine[] {
    return (['x86_64', 'arm64'] as const).flatMap((architecture) => {
      const requests = this.requests[architecture].total;
      if (requests === 0n) return [];
      const gbSeconds = exact(this.mbMs[architecture].total).div(1024 * 1000);
      return [line(architecture, 'requests', exact(requests)), line(architecture, 'duration', gbSeconds)];
    });
  }
}

function line(architecture: Architecture, meter: 'requests' | 'duration', amount: Decimal): UsageLine {
  return {
    service: 'lambda',
    name: 'lambda',
    offer: 'lambda',
    meter: `${meter}-${architecture}`,
    description: `${meter === 'requests' ? 'Requests' : 'Duration'} (${architecture})`,
    pricingQuantity: quantity(amount, meter === 'requests' ? 'Requests' : 'GB-Seconds'),
    pricingCategory: 'Standard',
    derivation: meter === 'requests' ? 'of all rows' : 'Σ requests × billed ms × MB / 1024 / 1000',
  };
}
