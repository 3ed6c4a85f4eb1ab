import { tasksThatFit } from '../../simulate/instances/bin-packing.js';
import type { InstanceService } from '../instances/instance-service.js';
import type { CapacityInput } from '../tasks/capacity-input.js';
import type { EksAutoModeInput } from './eks-input.js';
import { eksPodResources, podsPerNode } from './eks-node.js';
import { podPolicy } from './pod-scaling.js';

/**
 * Nodes that follow their pods as with Karpenter: every minute as many nodes as waiting pods need are launched at once, and
 * nodes with free capacity are consolidated by moving pods together.
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
    const taskResources = { vcpu, memoryMb: memoryGb * 1024 };
    const instanceResources = eksPodResources(instance, input);
    return {
      size: { ...input, ...taskResources, cpuSpeed: instance.architecture === 'arm64' ? input.armSpeed : 1 },
      taskResources,
      instanceResources,
      tasksPerInstance: tasksThatFit(instanceResources, taskResources, podsPerNode(instance, input)),
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
      description: `a pod of ${vcpu} vCPU and ${memoryGb} GB`,
    };
  },
};
