import { describe, expect, it } from 'vitest';
import { linesOf, priceServices } from '../../price-services.js';

const cluster = (more: object) => ({ service: 'eks-auto-mode', instanceType: 'm5.large', ...more });

describe('eks-auto-mode', () => {
  it('bases its fee on the on-demand price, however instances are bought', async () => {
    const priceLines = async (more: object) => linesOf(await priceServices([cluster({ instances: 2, ...more })]));
    const fee = 'auto-mode-fee-m5.large 1460 Hours = 16.8192';
    expect(await priceLines({})).toEqual([
      'cluster-standard 730 Hours = 73',
      'on-demand-m5.large 1460 Hours = 140.16',
      fee,
    ]);
    expect(await priceLines({ capacityType: 'SPOT' })).toContain(fee);
    expect(await priceLines({ reservedInstances: 2 })).toContain(fee);
  });

  it('has a lower fee for GPU types since July 2026', async () => {
    const share = async (instanceType: string) => {
      const { lines } = await priceServices([cluster({ clusters: 0, instances: 1, instanceType })]);
      const [instance, fee] = lines;
      return fee && instance ? fee.listUnitPrice.usdPerUnit.div(instance.listUnitPrice.usdPerUnit).toString() : '';
    };
    // 12%, less 35% of it for G, less 60% for P and Trainium.
    expect(await share('c6a.2xlarge')).toBe('0.12');
    expect(await share('g5.xlarge')).toBe('0.078');
    expect(await share('p4d.24xlarge')).toBe('0.048');
    expect(await share('trn1.2xlarge')).toBe('0.048');
  });

  it('leaves room for pods that daemons use elsewhere', async () => {
    const workload = { requestsPerSecond: 100, durationMs: 40, memoryMb: 20 };
    const pods = { vcpu: 0.63, memoryGb: 1 };
    const [auto, own] = await Promise.all([
      priceServices([cluster(pods)], { workload }),
      priceServices([{ ...cluster(pods), service: 'eks' }], { workload }),
    ]);
    expect(auto.activity['eks-auto-mode']?.tasksPerInstance).toBe(3);
    expect(own.activity.eks?.tasksPerInstance).toBe(2);
  });

  it('chooses an instance type including its fee', async () => {
    const workload = { requestsPerSecond: 100, durationMs: 40, memoryMb: 20 };
    const { instanceType: _, ...open } = cluster({ vcpu: 1, memoryGb: 2, instanceTypes: ['m5.large', 'c7g.xlarge'] });
    const result = await priceServices([open], { workload });
    expect(result.lines.map(({ meter }) => meter)).toEqual([
      'cluster-standard',
      'on-demand-c7g.xlarge',
      'auto-mode-fee-c7g.xlarge',
    ]);
  });
});
