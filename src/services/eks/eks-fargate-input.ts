import * as z from 'zod';
import { amount, count } from '../../model/field.js';
import { smallestFargateSize } from '../ecs/fargate-sizes.js';
import { limitProblems } from '../tasks/capacity-input.js';
import { clusterFields } from './eks-cluster.js';
import { podCapacityFields } from './pod-scaling.js';

/**
 * Memory that Fargate adds to what a pod requests, for Kubernetes components, and the maximum vCPU of a pod.
 * https://docs.aws.amazon.com/eks/latest/userguide/fargate-pod-configuration.html
 */
const KUBERNETES_MB = 256;
const MAX_VCPU = 16;

/** The Fargate size that a pod is billed as: what it requests plus 256 MB, rounded up to the next size. */
export function podSize(pod: { readonly vcpu: number; readonly memoryGb: number }) {
  return smallestFargateSize({ vcpu: pod.vcpu, memoryMb: pod.memoryGb * 1024 + KUBERNETES_MB }, MAX_VCPU);
}

/** Fields of the `eks-fargate` service. */
export const eksFargateInput = z
  .strictObject({
    ...clusterFields,
    pods: amount(1_000_000).optional().meta({ title: 'Pods that run', role: 'direct', unit: 'count' }),
    hoursPerPod: amount(1_000_000)
      .optional()
      .meta({ title: 'Hours each of them runs in the month (default: all)', role: 'direct', unit: 'hours' }),
    podRuns: count().optional().meta({ title: 'Runs of a pod in the month', role: 'direct', unit: 'count' }),
    runSeconds: amount(2_678_400).optional().meta({ title: 'Length of one run', role: 'direct', unit: 's' }),
    vcpu: amount(16, 0.01)
      .default(1)
      .meta({ title: 'vCPU that a pod requests', role: 'configuration', reason: 'a middle size' }),
    memoryGb: amount(120, 0.0625).default(1.75).meta({
      title: 'Memory that a pod requests; Fargate adds 256 MB and rounds up to its next size',
      role: 'configuration',
      unit: 'GB',
      reason: 'fills the smallest size of 1 vCPU, 2 GB',
    }),
    ...podCapacityFields,
  })
  .superRefine((pod, problems) => {
    const refuse = (field: string, message: string) => problems.addIssue({ code: 'custom', path: [field], message });
    if (pod.vcpu <= MAX_VCPU && podSize(pod) === undefined) {
      refuse(
        'memoryGb',
        `with ${pod.vcpu} vCPU and ${KUBERNETES_MB} MB for Kubernetes, no Fargate size is large enough`,
      );
    }
    if (pod.pods !== undefined && pod.podRuns !== undefined) refuse('podRuns', 'give either pods or podRuns');
    if (pod.hoursPerPod !== undefined && pod.pods === undefined) refuse('hoursPerPod', 'needs pods');
    if ((pod.podRuns === undefined) !== (pod.runSeconds === undefined)) {
      refuse(pod.podRuns === undefined ? 'podRuns' : 'runSeconds', 'podRuns and runSeconds go together');
    }
    for (const [field, message] of limitProblems(pod)) refuse(field, message);
  });

export type EksFargateInput = z.output<typeof eksFargateInput>;
