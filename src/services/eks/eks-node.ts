import type { Room } from '../../simulate/instances/bin-packing.js';
import type { InstanceType } from '../service.js';

/** Pods of a node where the network plugin sets no limit that is known. */
const DEFAULT_MAX_PODS = 110;
/** Memory below which the kubelet evicts pods. */
const EVICTION_MB = 100;
/** Shares of a core that the kubelet keeps: of the first, the second, the next two, and each one above. */
const KEPT_OF_CORES = [0.06, 0.01, 0.005, 0.005] as const;
const KEPT_OF_OTHERS = 0.0025;

/** What every node runs besides the pods of the service. */
export interface NodeOverhead {
  /** Share of the memory that the hypervisor takes. */
  readonly vmMemoryOverhead: number;
  readonly daemonPods: number;
  readonly daemonVcpu: number;
  readonly daemonMemoryMb: number;
}

/**
 * What a node offers to pods: the CPU it sustains and its memory, less what the kubelet keeps (11 MiB for each pod it may
 * have, and 255 MiB), less what daemons request.
 *
 * @see https://github.com/awslabs/amazon-eks-ami (nodeadm: kube-reserved and eviction)
 * @see https://karpenter.sh/docs/reference/settings/ (vmMemoryOverheadPercent)
 */
export function eksRoom(instance: InstanceType, overhead: NodeOverhead): Room {
  const { vcpu, cpuBaseline, memoryGb } = instance;
  const keptMb = 11 * maxPods(instance) + 255 + EVICTION_MB;
  const memoryMb = Math.floor(memoryGb * 1024 * (1 - overhead.vmMemoryOverhead)) - keptMb;
  return {
    vcpu: vcpu * cpuBaseline - keptVcpu(vcpu) - overhead.daemonVcpu,
    memoryMb: memoryMb - overhead.daemonMemoryMb,
  };
}

/** Pods of the service that a node has addresses for. */
export function podsPerNode(instance: InstanceType, { daemonPods }: NodeOverhead): number {
  return Math.max(0, maxPods(instance) - daemonPods);
}

function maxPods({ eksMaxPods }: InstanceType): number {
  return eksMaxPods ?? DEFAULT_MAX_PODS;
}

function keptVcpu(vcpu: number): number {
  const first = KEPT_OF_CORES.slice(0, vcpu).reduce((sum, share) => sum + share, 0);
  return first + Math.max(0, vcpu - KEPT_OF_CORES.length) * KEPT_OF_OTHERS;
}
