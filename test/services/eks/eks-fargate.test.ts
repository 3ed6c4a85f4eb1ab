import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fargateSizeProblem } from '../../../src/services/ecs/fargate-sizes.js';
import { podSize } from '../../../src/services/eks/eks-fargate-input.js';
import { linesOf, priceServices } from '../../price-services.js';

const pods = (more: object) => ({ service: 'eks-fargate', ...more });

describe('eks-fargate', () => {
  it.each([
    // 256 MB more than is requested, rounded up to a Fargate size.
    [0.25, 0.25, 0.25, 0.5],
    [0.25, 0.26, 0.25, 1],
    [0.25, 1.75, 0.25, 2],
    [0.25, 2, 0.5, 3],
    [0.3, 0.5, 0.5, 1],
    [1, 1, 1, 2],
    [1, 8, 2, 9],
    [2, 7.75, 2, 8],
    [4, 4, 4, 8],
    [5, 16, 8, 20],
    [16, 119, 16, 120],
  ])('bills a pod of %d vCPU and %d GB as %d vCPU and %d GB', (vcpu, memoryGb, billedVcpu, billedGb) => {
    expect(podSize({ vcpu, memoryGb })).toEqual({ vcpu: billedVcpu, memoryGb: billedGb });
  });

  it('always takes an existing Fargate size that holds the pod', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 16, noNaN: true }),
        fc.double({ min: 0.0625, max: 119.75, noNaN: true }),
        (vcpu, memoryGb) => {
          const size = podSize({ vcpu, memoryGb });
          expect(size).toBeDefined();
          if (size === undefined) return;
          expect(fargateSizeProblem(size.vcpu, size.memoryGb, false)).toBeUndefined();
          expect(size.vcpu).toBeGreaterThanOrEqual(vcpu);
          expect(size.memoryGb).toBeGreaterThanOrEqual(memoryGb + 0.25);
        },
      ),
    );
  });

  it('bills the cluster, and pods by the second, at least a minute', async () => {
    const result = await priceServices([pods({ podRuns: 120, runSeconds: 30, vcpu: 1, memoryGb: 1.75 })]);
    expect(linesOf(result)).toEqual([
      'cluster-standard 730 Hours = 73',
      'fargate-vcpu 2 vCPU-Hours = 0.08096',
      'fargate-memory 4 GB-Hours = 0.01778',
    ]);
  });

  it('costs as much as the same task under ECS, plus the cluster', async () => {
    const workload = { requestsPerSecond: 100, durationMs: 40, memoryMb: 20 };
    const [eks, ecs] = await Promise.all([
      priceServices([pods({ vcpu: 1, memoryGb: 1.75 })], { workload }),
      priceServices([{ service: 'fargate', vcpu: 1, memoryGb: 2 }], { workload }),
    ]);
    expect(eks.monthlyUsd.minus(73).toString()).toBe(ecs.monthlyUsd.toString());
  });

  it('follows the day with its pods, not with its control plane', async () => {
    const workload = { requestsPerSecond: 100, durationMs: 40, memoryMb: 20, shape: { type: 'daily', peakToMean: 3 } };
    const result = await priceServices([pods({ minTasks: 2 })], { workload });
    const { averageTasks = 0, peakTasks = 0, lostRequests } = result.activity['eks-fargate'] ?? {};
    expect(linesOf(result)[0]).toBe('cluster-standard 730 Hours = 73');
    expect(peakTasks).toBeGreaterThan(2 * averageTasks);
    expect(lostRequests).toBe(0);
  });

  it.each([
    ['memoryGb', { vcpu: 16, memoryGb: 120 }, 'no Fargate size is large enough'],
    ['vcpu', { vcpu: 32 }, 'at most 16'],
    ['podRuns', { pods: 1, podRuns: 1, runSeconds: 1 }, 'give either pods or podRuns'],
    ['hoursPerPod', { hoursPerPod: 1 }, 'needs pods'],
    ['runSeconds', { podRuns: 1 }, 'go together'],
    ['maxTasks', { minTasks: 5, maxTasks: 2 }, 'is below minTasks'],
  ])('refuses %s %j', async (at, more, message) => {
    await expect(priceServices([pods(more)])).rejects.toMatchObject({
      problems: [{ at: `designs.0.services.0.${at}`, message: expect.stringContaining(message) }],
    });
  });
});
