import { tasksThatFit } from '../../simulate/instances/bin-packing.js';
import { ECS_CAPACITY_PROVIDER } from '../../simulate/instances/capacity-provider.js';
import { byInstanceType } from '../instances/instance-input.js';
import { INSTANCE_METERS, instanceLines } from '../instances/instance-lines.js';
import { type InstanceService, simulateInstances } from '../instances/instance-service.js';
import { defineService, type InstanceType } from '../service.js';
import { type EcsEc2Input, ecsEc2Input } from './ecs-ec2-input.js';
import { awsvpcTasks, ecsTaskResources } from './ecs-instance.js';

/** Amazon ECS on EC2 instances on Linux: ECS itself is free, the instances and their volumes are billed. */
export const ecsEc2 = defineService({
  id: 'ecs-ec2',
  serviceName: 'Amazon ECS on EC2',
  pricingUrl: 'https://aws.amazon.com/ec2/pricing/on-demand/',
  summary: 'Containers on your own instances, billed per second; ECS adds no charge.',
  notModelled: [
    'several services on one cluster',
    'Windows instances',
    'Savings Plans per instance',
    'surplus CPU credits of burstable types (they are taken at their baseline)',
    'gp3 IOPS and throughput above the included',
  ],
  meters: INSTANCE_METERS,
  input: ecsEc2Input,
  alternatives: byInstanceType,
  simulate(input, context) {
    // The schema refuses a step of scaling out whose minimum is above its maximum.
    input.maximumScalingStepSize.isAtLeast(input.minimumScalingStepSize);
    return simulateInstances(input, context, onCapacityProvider);
  },
  meter: instanceLines,
});

const onCapacityProvider: InstanceService<EcsEc2Input> = {
  placementFields: ['vcpu', 'memoryGb', 'networkMode', 'agentMemoryMb', 'placementStrategy'],
  clusterOf(input: EcsEc2Input, instance: InstanceType) {
    const { vcpu, memoryGb, networkMode } = input;
    const taskResources = { vcpu, memoryMb: memoryGb * 1024 };
    const instanceResources = ecsTaskResources(instance, input.agentMemoryMb);
    const fitting = tasksThatFit(instanceResources, taskResources);
    const interfaces = networkMode === 'awsvpc' ? awsvpcTasks(instance, input.awsvpcTrunking) : fitting;
    return {
      size: { ...input, ...taskResources, cpuSpeed: instance.architecture === 'arm64' ? input.armSpeed : 1 },
      taskResources,
      instanceResources,
      tasksPerInstance: Math.min(fitting, interfaces),
      scaling: {
        ...ECS_CAPACITY_PROVIDER,
        placement: input.placementStrategy,
        targetCapacity: input.targetCapacity,
        minimumScalingStepSize: input.minimumScalingStepSize,
        maximumScalingStepSize: input.maximumScalingStepSize,
        instanceWarmupS: input.instanceWarmupS,
        instanceStartS: input.instanceStartS,
        taskStartS: input.startDelayS,
        taskStopS: input.deregistrationDelayS,
      },
      description: `a task of ${vcpu} vCPU and ${memoryGb} GB`,
      // Network interfaces are not the limit.
      unused: fitting <= (instance.awsvpcTasks ?? 0) ? ['networkMode'] : [],
    };
  },
};
