import { describe, expect, it } from 'vitest';
import { linesOf, priceServices } from '../../price-services.js';

const addresses = (more: object = {}) => ({ service: 'public-ipv4', ...more });

describe('public-ipv4', () => {
  it('bills addresses in use and idle ones', async () => {
    expect(linesOf(await priceServices([addresses({ addresses: 2, hoursPerAddress: 100, idleAddresses: 1 })]))).toEqual(
      ['public-ipv4-in-use 200 Hours = 1', 'public-ipv4-idle 730 Hours = 3.65'],
    );
  });

  it('takes one for each task before it in the design', async () => {
    const result = await priceServices([{ service: 'fargate', tasks: 3, hoursPerTask: 10 }, addresses()]);
    expect(linesOf(result).at(-1)).toBe('public-ipv4-in-use 30 Hours = 0.15');
  });

  it('takes one for each instance, not for the tasks on it', async () => {
    const workload = { requestsPerSecond: 10, durationMs: 100, cpuMs: 10, memoryMb: 10 };
    const instances = { service: 'ecs-ec2', instanceType: 'm7g.large', vcpu: 0.25, memoryGb: 0.5, minTasks: 8 };
    const result = await priceServices([instances, addresses()], { workload });
    const { averageInstances = 0 } = result.activity['ecs-ec2'] ?? {};
    expect(averageInstances).toBe(1);
    expect(linesOf(result).at(-1)).toBe('public-ipv4-in-use 730 Hours = 3.65');
  });

  it('counts none where nothing runs', async () => {
    expect((await priceServices([addresses()])).lines).toEqual([]);
  });
});
