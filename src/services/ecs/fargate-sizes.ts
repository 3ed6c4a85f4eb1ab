import type { Room } from '../../simulate/instances/bin-packing.js';

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
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html; the 32 vCPU row stands on the
 * 2026 copy of https://aws.amazon.com/fargate/pricing/ only.
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

/** What is wrong with a task size, with the nearest sizes AWS offers; undefined when the size exists. */
export function fargateSizeProblem(vcpu: number, memoryGb: number, windows: boolean): string | undefined {
  const offered = FARGATE_SIZES.filter((size) => !windows || size.windows);
  const row = offered.find((size) => size.vcpu === vcpu);
  if (row?.memoryGb.includes(memoryGb)) return undefined;
  const os = windows ? ' for Windows' : '';
  if (row === undefined) return `Fargate has no ${vcpu} vCPU${os}: choose ${listed(offered.map((size) => size.vcpu))}`;
  const withMemory = offered.filter((size) => size.memoryGb.includes(memoryGb)).map((size) => size.vcpu);
  const near = nearestTwo(row.memoryGb, memoryGb).map((gb) => `${vcpu} vCPU with ${gb} GB`);
  if (withMemory.length > 0) near.push(`${nearestTwo(withMemory, vcpu)[0]} vCPU with ${memoryGb} GB`);
  return `Fargate has no ${vcpu} vCPU with ${memoryGb} GB${os}; the nearest sizes are ${listed(near)}`;
}

/**
 * The smallest Linux size that holds so much, by vCPU first; undefined when none does.
 *
 * @param mostVcpu the largest size there is: Kubernetes pods have none of 32 vCPU
 */
export function smallestFargateSize(need: Room, mostVcpu: number): { vcpu: number; memoryGb: number } | undefined {
  for (const { vcpu, memoryGb: offered } of FARGATE_SIZES) {
    const memoryGb = offered.find((gb) => gb * 1024 >= need.memoryMb);
    if (vcpu >= need.vcpu && vcpu <= mostVcpu && memoryGb !== undefined) return { vcpu, memoryGb };
  }
  return undefined;
}

/** The sizes on both sides of a wanted one, nearest first; one at an end of the list. */
function nearestTwo(sizes: readonly number[], wanted: number): number[] {
  const below = sizes.filter((size) => size <= wanted).at(-1);
  const above = sizes.find((size) => size >= wanted);
  const both = [below, above].filter((size) => size !== undefined);
  return both.sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted));
}

function listed(options: readonly (string | number)[]): string {
  const all = options.map(String);
  return all.length < 2 ? all.join() : `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`;
}
