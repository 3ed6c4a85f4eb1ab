import { tasksThatFit } from '../../simulate/instances/bin-packing.js';
import type { InstanceService } from '../instances/instance-service.js';
import type { CapacityInput } from '../tasks/capacity-input.js';
import type { EksAutoModeInput } from './eks-input.js';
import { eksRoom, podsPerNode } from './eks-node.js';
import { podPolicy } from './pod-scaling.js';

/**
 * Pods on nodes that follow them as Karpenter does: a node for pods that have no room at the next look, as many as are
 * needed at once; nodes with room are consolidated by moving pods together.
 *
 * @see https://karpenter.sh/docs/concepts/disruption/
 */
export const podsOnNodes: InstanceService<EksAutoModeInput & CapacityInput> = {
  placementFields: [
    'vcpu',
    'memoryGb',
    'vmMemoryOverhead',
    'daemonPods',
    'daemonVcpu',
    'daemonMemoryMb',
    'consolidateAfterS',
  ],
  clusterOf(input, instance) {
    const { vcpu, memoryGb } = input;
    const task = { vcpu, memoryMb: memoryGb * 1024 };
    const room = eksRoom(instance, input);
    return {
      size: { ...input, ...task, cpuSpeed: instance.architecture === 'arm64' ? input.armSpeed : 1 },
      task,
      room,
      tasksPerInstance: tasksThatFit(room, task, podsPerNode(instance, input)),
      scaling: {
        placement: 'binpack',
        targetCapacity: 100,
        minimumScalingStepSize: 1,
        maximumScalingStepSize: Number.MAX_SAFE_INTEGER,
        instancesFromNone: undefined,
        scaleInMinutes: Math.max(1, Math.ceil(input.consolidateAfterS / 60)),
        scaleInShare: 1,
        consolidates: true,
        instanceWarmupS: 0,
        instanceStartS: input.instanceStartS,
        taskStartS: input.startDelayS,
        taskStopS: input.deregistrationDelayS,
      },
      newPolicy: podPolicy(input),
      words: `a pod of ${vcpu} vCPU and ${memoryGb} GB`,
    };
  },
};
