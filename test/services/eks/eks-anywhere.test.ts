import { describe, expect, it } from 'vitest';
import { linesOf, priceServices } from '../../price-services.js';

const clusters = (more: object = {}) => ({ service: 'eks-anywhere', ...more });

describe('eks-anywhere', () => {
  it('is free software without a subscription', async () => {
    const result = await priceServices([clusters({ instances: 5 })]);
    expect(result.lines).toEqual([]);
    expect(result.activity['eks-anywhere']).toMatchObject({ clusters: 1, instances: 5 });
  });

  it("bills a month's share of the subscription, in any region", async () => {
    const price = (subscription: string, region = 'us-east-1') =>
      priceServices([clusters({ clusters: 2, subscription })], { region });
    // 24,000 or 18,000 dollars per cluster and year, a twelfth of it in 730 hours.
    expect((await price('1-year')).monthlyUsd.toFixed(6)).toBe('4000.000000');
    expect((await price('3-year')).monthlyUsd.toFixed(6)).toBe('3000.000000');
    expect((await price('3-year', 'ap-southeast-5')).lines[0]?.pricingCategory).toBe('Committed');
  });

  it('counts the machines its pods need', async () => {
    const workload = { requestsPerSecond: 100, durationMs: 60 };
    const result = await priceServices([clusters({ instanceVcpu: 4 })], { workload });
    // Ten pods of ten requests per second, four on a machine.
    expect(result.activity['eks-anywhere']).toMatchObject({ peakTasks: 10, instances: 3 });
  });
});

describe('eks-distro', () => {
  it('shows its clusters at a price of 0, and the machines they need', async () => {
    const result = await priceServices([{ service: 'eks-distro', clusters: 2, instances: 6 }], { region: 'eu-west-3' });
    expect(linesOf(result)).toEqual(['distro 1460 Hours = 0']);
    expect(result.lines[0]?.source).toContain('https://aws.amazon.com/eks/');
    expect(result.activity['eks-distro']).toEqual({ clusters: 2, instances: 6 });
  });
});

it('takes the cost of a machine from the user', async () => {
  for (const service of ['eks-anywhere', 'eks-distro', 'ecs-anywhere']) {
    const { lines, assumptions } = await priceServices([{ service, instances: 3, instanceMonthlyUsd: 120.5 }]);
    const own = lines.find(({ meter }) => meter === 'own-machines');
    expect(own?.listCost.toFixed(), service).toBe('361.5');
    expect(own?.confidence).toBe('user');
    expect(assumptions.map(({ reason }) => reason).join()).not.toContain('not in this estimate');
  }
});
