import type { Resources } from '../../simulate/instances/bin-packing.js';

/** Memory sizes, in GB, that Fargate offers for a number of vCPUs. */
export interface FargateSizes {
  readonly vcpu: number;
  readonly memoryGb: readonly number[];
  readonly windows: boolean;
}

const range = (from: number, to: number, step: number): number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);

/**
 * Sizes a Fargate task can have.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html; the 32 vCPU row is only on the
 * 2026 version of https://aws.amazon.com/fargate/pricing/ only.
 */
export const FARGATE_SIZES: readonly FargateSizes[] = [
  { vcpu: 0.25, memoryGb: [0.5, 1, 2], windows: false },
  { vcpu: 0.5, memoryGb: range(1, 4, 1), windows: false },
  { vcpu: 1, memoryGb: range(2, 8, 1), windows: true },
  { vcpu: 2, memoryGb: range(4, 16, 1), windows: true },
  { vcpu: 4, memoryGb: range(8, 30, 1), windows: true },
  { vcpu: 8, memoryGb: range(16, 60, 4), windows: false },
  { vcpu: 16, memoryGb: range(32, 120, 8), windows: false },
  { vcpu: 32, memoryGb: [60, 120, 244], windows: false },
];

/** Describes a task size that AWS does not offer, with the nearest ones; undefined when the size exists. */
export function fargateSizeProblem(vcpu: number, memoryGb: number, windows: boolean): string | undefined {
  const offered = FARGATE_SIZES.filter((size) => !windows || size.windows);
  const sizes = offered.find((size) => size.vcpu === vcpu);
  if (sizes?.memoryGb.includes(memoryGb)) return undefined;
  const os = windows ? ' for Windows' : '';
  if (sizes === undefined)
    return `Fargate has no ${vcpu} vCPU${os}: choose ${listed(offered.map((size) => size.vcpu))}`;
  const withMemory = offered.filter((size) => size.memoryGb.includes(memoryGb)).map((size) => size.vcpu);
  const near = nearestTwo(sizes.memoryGb, memoryGb).map((gb) => `${vcpu} vCPU with ${gb} GB`);
  if (withMemory.length > 0) near.push(`${nearestTwo(withMemory, vcpu)[0]} vCPU with ${memoryGb} GB`);
  return `Fargate has no ${vcpu} vCPU with ${memoryGb} GB${os}; the nearest sizes are ${listed(near)}`;
}

/**
 * Finds the smallest Linux size with at least some vCPU and memory, by vCPU first.
 *
 * @param maxVcpu the largest size: Kubernetes pods have none of 32 vCPU
 * @returns undefined when no size is large enough
 */
export function smallestFargateSize(need: Resources, maxVcpu: number): { vcpu: number; memoryGb: number } | undefined {
  for (const { vcpu, memoryGb: offered } of FARGATE_SIZES) {
    const memoryGb = offered.find((gb) => gb * 1024 >= need.memoryMb);
    if (vcpu >= need.vcpu && vcpu <= maxVcpu && memoryGb !== undefined) return { vcpu, memoryGb };
  }
  return undefined;
}

/** The sizes on both sides of another, nearest first; only one beyond the ends of the list. */
function nearestTwo(sizes: readonly number[], size: number): number[] {
  const below = sizes.filter((other) => other <= size).at(-1);
  const above = sizes.find((other) => other >= size);
  const both = [below, above].filter((other) => other !== undefined);
  return both.sort((a, b) => Math.abs(a - size) - Math.abs(b - size));
}

function listed(options: readonly (string | number)[]): string {
  const all = options.map(String);
  return all.length < 2 ? all.join() : `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`;
}
