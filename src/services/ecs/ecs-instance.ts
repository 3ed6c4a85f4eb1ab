import { EstimatorError } from '../../model/errors.js';
import type { Resources } from '../../simulate/instances/bin-packing.js';
import type { InstanceType } from '../service.js';

/**
 * Share of an instance's memory that the kernel leaves to the ECS agent: an m4.large of 8,192 MiB registers 7,985.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/memory-management.html
 */
const REGISTERED_MEMORY_SHARE = 7985 / 8192;

/**
 * Tasks with a network interface of their own under `awsvpcTrunking`, by minimum vCPUs of the instance; where families
 * differ, the lowest.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/eni-trunking-supported-instance-types.html
 */
const TRUNKED_TASKS = [
  [64, 120],
  [16, 60],
  [8, 40],
  [4, 20],
  [2, 10],
  [1, 4],
] as const;

/**
 * Computes what an instance offers to ECS tasks: the CPU that it sustains (the baseline of burstable types), and the memory
 * that the agent registers less what is reserved for the agent.
 */
export function ecsTaskResources({ vcpu, cpuBaseline, memoryGb }: InstanceType, agentMemoryMb: number): Resources {
  return { vcpu: vcpu * cpuBaseline, memoryMb: Math.floor(memoryGb * 1024 * REGISTERED_MEMORY_SHARE) - agentMemoryMb };
}

/**
 * Tasks of network mode `awsvpc` on an instance: one less than its network interfaces, because it needs one itself.
 *
 * @throws EstimatorError `INSTANCE_TYPE_UNKNOWN` when its interfaces are not known
 */
export function awsvpcTasks({ instanceType, vcpu, ...instance }: InstanceType, trunking: boolean): number {
  if (trunking && instance.trunkingCompatible) {
    return TRUNKED_TASKS.find(([atLeast]) => vcpu >= atLeast)?.[1] ?? 0;
  }
  if (instance.awsvpcTasks !== null) return instance.awsvpcTasks;
  throw new EstimatorError(
    'INSTANCE_TYPE_UNKNOWN',
    `The number of network interfaces of instance type "${instanceType}" is not known`,
    'Choose networkMode bridge, or another type.',
  );
}
