import type { Resources } from '../../simulate/instances/bin-packing.js';
import type { InstanceType } from '../service.js';

/** Maximum pods of a node when the limit of the network plugin is not known. */
const DEFAULT_MAX_PODS = 110;
/** Memory below which the kubelet evicts pods. */
const EVICTION_MB = 100;
/** Shares of a core that the kubelet reserves: of the first, the second, the next two, and each further one. */
const RESERVED_OF_CORES = [0.06, 0.01, 0.005, 0.005] as const;
const RESERVED_OF_OTHERS = 0.0025;

/** What every node runs besides the pods of the service. */
export interface NodeOverhead {
  /** Share of the memory that the hypervisor uses. */
  readonly vmMemoryOverhead: number;
  readonly daemonPods: number;
  readonly daemonVcpu: number;
  readonly daemonMemoryMb: number;
}

/**
 * Computes what a node offers to pods: the CPU that it sustains and its memory, less what the kubelet reserves (11 MiB per
 * possible pod, and 255 MiB) and what daemons request.
 *
 * @see https://github.com/awslabs/amazon-eks-ami (nodeadm: kube-reserved and eviction)
 * @see https://karpenter.sh/docs/reference/settings/ (vmMemoryOverheadPercent)
 */
export function eksPodResources(instance: InstanceType, overhead: NodeOverhead): Resources {
  const { vcpu, cpuBaseline, memoryGb } = instance;
  const reservedMb = 11 * maxPods(instance) + 255 + EVICTION_MB;
  const memoryMb = Math.floor(memoryGb * 1024 * (1 - overhead.vmMemoryOverhead)) - reservedMb;
  return {
    vcpu: vcpu * cpuBaseline - reservedVcpu(vcpu) - overhead.daemonVcpu,
    memoryMb: memoryMb - overhead.daemonMemoryMb,
  };
}

/** Maximum pods of the service on a node, by its IP addresses. */
export function podsPerNode(instance: InstanceType, { daemonPods }: NodeOverhead): number {
  return Math.max(0, maxPods(instance) - daemonPods);
}

function maxPods({ eksMaxPods }: InstanceType): number {
  return eksMaxPods ?? DEFAULT_MAX_PODS;
}

function reservedVcpu(vcpu: number): number {
  const first = RESERVED_OF_CORES.slice(0, vcpu).reduce((sum, share) => sum + share, 0);
  return first + Math.max(0, vcpu - RESERVED_OF_CORES.length) * RESERVED_OF_OTHERS;
}
