import { describe, expect, it } from 'vitest';
import { loadPriceBook } from '../../../src/index.js';
import { eksPodResources, podsPerNode } from '../../../src/services/eks/eks-node.js';
import { linesOf, priceServices } from '../../price-services.js';

const cluster = (more: object) => ({ service: 'eks', ...more });
const NOTHING = { vmMemoryOverhead: 0, daemonPods: 0, daemonVcpu: 0, daemonMemoryMb: 0 };
const DAEMONS = { vmMemoryOverhead: 0.075, daemonPods: 2, daemonVcpu: 0.15, daemonMemoryMb: 64 };
/** 7 pods of 15 requests per second. */
const WORKLOAD = { requestsPerSecond: 100, durationMs: 40, memoryMb: 20 };

describe('eks', () => {
  const book = loadPriceBook();

  it('reserves CPU and memory for the kubelet as the AMI of EKS does', () => {
    // 6% + 1% of a core, and 11 × 29 + 255 + 100 MiB.
    expect(eksPodResources(book.instanceType('m5.large'), NOTHING)).toEqual({ vcpu: 1.93, memoryMb: 8192 - 674 });
    // 6% + 1% + 2 × 0.5% + 4 × 0.25%, and 11 × 58 + 355 MiB.
    expect(eksPodResources(book.instanceType('m5.2xlarge'), NOTHING)).toEqual({ vcpu: 7.91, memoryMb: 32_768 - 993 });
    expect(eksPodResources(book.instanceType('m5.large'), DAEMONS)).toEqual({ vcpu: 1.78, memoryMb: 7577 - 674 - 64 });
    // A burstable type: 20% of two vCPU, less the reserved share.
    expect(eksPodResources(book.instanceType('t3.medium'), NOTHING).vcpu).toBeCloseTo(0.33, 10);
  });

  it('holds as many pods as the network plugin has addresses for, less the daemons', () => {
    const pods = (type: string) => podsPerNode(book.instanceType(type), DAEMONS);
    expect(['t3.medium', 'm5.large', 'm5.xlarge'].map(pods)).toEqual([15, 27, 56]);
    // The default when it is not known: 110.
    expect(pods('trn2.48xlarge')).toBe(108);
  });

  it('fills nodes with pods by CPU, memory and addresses', async () => {
    const activityOf = async (more: object) =>
      (await priceServices([cluster({ instanceType: 'm5.large', ...more })], { workload: WORKLOAD })).activity.eks;
    expect(await activityOf({ vcpu: 1, memoryGb: 2 })).toMatchObject({ tasksPerInstance: 1, averageInstances: 7 });
    expect(await activityOf({ vcpu: 0.5, memoryGb: 1 })).toMatchObject({ tasksPerInstance: 3 });
    expect(await activityOf({ vcpu: 0.25, memoryGb: 3 })).toMatchObject({ tasksPerInstance: 2 });
    expect(await activityOf({ vcpu: 0.05, memoryGb: 0.2 })).toMatchObject({ tasksPerInstance: 27 });
  });

  it('bills clusters, extended support, provisioned control planes and capabilities', async () => {
    const lines = await priceServices([
      cluster({
        clusters: 2,
        support: 'extended',
        provisionedControlPlane: '2XL',
        argocdCapabilities: 1,
        argocdApplications: 10,
      }),
    ]);
    expect(linesOf(lines)).toEqual([
      'cluster-standard 1460 Hours = 146',
      'cluster-extended-support-surcharge 1460 Hours = 730',
      'provisioned-control-plane-2XL 1460 Hours = 4964',
      'capability-argocd 1460 Hours = 43.8',
      'capability-argocd-application 14600 Hours = 21.9',
    ]);
  });

  it('prices hybrid nodes by the tiers of their vCPU-hours', async () => {
    const result = await priceServices([cluster({ clusters: 0, hybridNodeVcpu: 1000 })]);
    // 730,000 vCPU-hours: 576,000 at 0.02, the others at 0.014.
    expect(result.monthlyUsd.toString()).toBe('13676');
  });

  it('follows the day with its nodes, not with its control plane', async () => {
    const workload = { ...WORKLOAD, shape: { type: 'daily', peakToMean: 4 } };
    const size = { instanceType: 'm5.large', vcpu: 0.5, memoryGb: 1, minTasks: 2 };
    const result = await priceServices([cluster(size)], { workload });
    const slow = await priceServices([cluster({ ...size, consolidateAfterS: 3600 })], { workload });
    const hours = ({ activity }: typeof result) => activity.eks?.instanceHours ?? 0;
    expect(hours(slow)).toBeGreaterThan(hours(result) * 1.05);
    expect(linesOf(result)[0]).toBe('cluster-standard 730 Hours = 73');
    expect(result.activity.eks?.peakInstances).toBeGreaterThan(result.activity.eks?.averageInstances ?? 0);
  });

  it.each([
    ['scaleOutCooldownS', { scaleOutCooldownS: 60 }, 'unknown key'],
    ['support', { support: 'premium' }, 'choose standard, extended'],
    ['provisionedControlPlane', { provisionedControlPlane: 'L' }, 'choose none, XL'],
    ['clusters', { clusters: -1 }, 'at least 0'],
    ['vmMemoryOverhead', { vmMemoryOverhead: 0.9 }, 'at most 0.5'],
    ['instanceTypes', { instanceType: 'm5.large', instanceTypes: ['m5.large'] }, 'give either'],
    ['maxTasks', { minTasks: 5, maxTasks: 2 }, 'is below minTasks'],
  ])('refuses %s %j', async (at, more, message) => {
    await expect(priceServices([cluster(more)])).rejects.toMatchObject({
      problems: [{ at: `designs.0.services.0.${at}`, message: expect.stringContaining(message) }],
    });
  });

  it('reports a pod that does not fit, and a missing price', async () => {
    const { infeasible } = await priceServices([cluster({ vcpu: 2, instanceType: 'm5.large' })], {
      workload: WORKLOAD,
    });
    expect(infeasible.join()).toContain('a pod of 2 vCPU and 2 GB does not fit on m5.large');
    await expect(
      priceServices([cluster({ provisionedControlPlane: 'XL' })], { region: 'eu-west-1' }),
    ).rejects.toMatchObject({ code: 'PRICE_NOT_FOUND', at: 'designs.0.services.0' });
  });
});
