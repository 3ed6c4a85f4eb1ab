import { describe, expect, it } from 'vitest';
import { compare, loadPriceBook, readScenario, withCompanions } from '../../src/index.js';
import { ZERO } from '../../src/model/decimal.js';
import type { Result } from '../../src/model/report.js';
import { dollars } from '../../src/render/money.js';
import { costByService } from '../../src/render/report-text.js';

const book = loadPriceBook();
const api = { name: 'api', trigger: 'http', requests: '30M', durationMs: 100, cpuMs: 20, requestKb: 2, responseKb: 12 };
const fargate = { service: 'fargate', vcpu: 1, memoryGb: 2, minTasks: 2 };
const lambda = { service: 'lambda', memoryMb: 512 };

interface Options {
  readonly workload?: object | null;
  readonly without?: readonly string[];
  readonly region?: string;
  readonly complete?: boolean;
}

/** The one result of a design, with what it lacks. */
async function priced(services: readonly object[], options: Options = {}): Promise<Result> {
  const { workload = api, without, region = 'us-east-1', complete = false } = options;
  const file = {
    version: 1,
    name: 'test',
    region,
    ...(workload !== null && { workloads: [workload] }),
    designs: [{ name: 'design', services, ...(without !== undefined && { without }) }],
  };
  const scenario = await readScenario(JSON.stringify(file), { regions: book.regions });
  const [result] = compare([await withCompanions(scenario, complete)], book).scenarios[0]?.results ?? [];
  if (result === undefined) throw new Error('no result');
  return result;
}

const missingIn = async (services: readonly object[], options: Options = {}) =>
  (await priced(services, options)).missing.map(({ service }) => service);

describe('what a design lacks', () => {
  it('is a load balancer, a way out, data transfer and logs where tasks answer http', async () => {
    expect(await missingIn([fargate])).toEqual(['alb', 'nat-gateway', 'data-transfer', 'cloudwatch']);
    const instances = { ...fargate, service: 'ecs-ec2', instanceType: 'm7g.large' };
    expect(await missingIn([instances])).toEqual(['alb', 'nat-gateway', 'data-transfer', 'cloudwatch']);
  });

  it('is no load balancer and no data transfer where nobody waits for an answer', async () => {
    expect(await missingIn([fargate], { workload: { ...api, trigger: 'queue' } })).toEqual([
      'nat-gateway',
      'cloudwatch',
    ]);
  });

  it('is a route to the internet for direct tasks, without a workload', async () => {
    const { missing } = await priced([{ service: 'fargate', tasks: 2 }], { workload: null });
    expect(missing.map(({ service, monthlyUsd }) => `${service} ${monthlyUsd}`)).toEqual(['nat-gateway 36.5']);
  });

  it.each([['alb'], ['nlb'], ['api-gateway']])('is no load balancer behind %s', async (service) => {
    expect(await missingIn([{ service }, fargate])).not.toContain('alb');
  });

  it.each([['nat-gateway'], ['vpc-endpoint'], ['public-ipv4']])('is no way out beside %s', async (service) => {
    expect(await missingIn([fargate, { service }])).not.toContain('nat-gateway');
  });

  it('is nothing but data transfer and logs for a function, which has a URL of its own', async () => {
    expect(await missingIn([lambda])).toEqual(['data-transfer', 'cloudwatch']);
  });

  it('is a way out for a function in a VPC', async () => {
    const inVpc = { ...lambda, vpc: true };
    expect(await missingIn([inVpc])).toContain('nat-gateway');
    expect(await missingIn([inVpc, { service: 'vpc-endpoint' }])).not.toContain('nat-gateway');
  });

  it('is an endpoint for a private API', async () => {
    const api = { service: 'api-gateway', type: 'rest', endpointType: 'private' };
    expect(await missingIn([api, lambda])).toContain('vpc-endpoint');
    expect(await missingIn([api, { service: 'vpc-endpoint' }, lambda])).not.toContain('vpc-endpoint');
  });

  it('is nothing that would cost nothing', async () => {
    // 20,000 × 1 KB of logs are below the 5 GB that are free.
    expect(await missingIn([lambda], { workload: { ...api, requests: 20_000 } })).toEqual([]);
  });

  it('has no dollars where the region has no price, and is no error', async () => {
    const { missing } = await priced([lambda], { region: 'mx-central-1' });
    expect(missing).toContainEqual(expect.objectContaining({ service: 'data-transfer', monthlyUsd: null }));
  });

  it('is not what the design says it does without', async () => {
    const without = ['alb', 'nat-gateway', 'data-transfer', 'cloudwatch'];
    expect(await missingIn([fargate], { without })).toEqual([]);
    expect(await missingIn([fargate], { without: ['alb'] })).toEqual(['nat-gateway', 'data-transfer', 'cloudwatch']);
  });
});

describe('a design that is completed', () => {
  it('holds what it lacked, load balancer first, at the dollars it was warned of', async () => {
    const [warned, complete] = await Promise.all([priced([fargate]), priced([fargate], { complete: true })]);
    const costs = new Map(costByService(complete));
    expect([...costs.keys()]).toEqual(['alb', 'fargate', 'nat-gateway', 'data-transfer', 'cloudwatch']);
    for (const { service, monthlyUsd } of warned.missing) {
      expect(`${service} ${costs.get(service)}`).toBe(`${service} ${monthlyUsd}`);
    }
    expect(complete.missing).toEqual([]);
    expect(complete.monthlyUsd.gt(warned.monthlyUsd)).toBe(true);
  });

  it('passes on, and sends out, only requests that wait for an answer', async () => {
    const jobs = { ...api, name: 'jobs', trigger: 'queue' };
    const file = {
      version: 1,
      name: 'test',
      region: 'us-east-1',
      freeTier: false,
      workloads: [api, jobs, { name: 'both', mix: ['api', 'jobs'] }],
      designs: [{ name: 'design', services: [fargate] }],
    };
    const scenario = await withCompanions(await readScenario(JSON.stringify(file), { regions: book.regions }), true);
    const results = compare([scenario], book).scenarios[0]?.results ?? [];
    const of = (name: string) => results.map((result) => dollars(new Map(costByService(result)).get(name) ?? ZERO));
    // 30M × 12 KB = 343 GB to the internet; the load balancer is billed for the jobs too.
    expect(of('data-transfer')).toEqual(['$30.90', '$0.00', '$30.90']);
    expect(of('alb')).toEqual(['$26.93', '$23.73', '$26.93']);
    // 28.61 GB of logs each at $0.50, and 4.23 GB-months at $0.03: jobs have them too.
    expect(of('cloudwatch')).toEqual(['$14.43', '$14.43', '$28.86']);
  });

  it('lists what was added, and its defaults', async () => {
    const { assumptions } = await priced([fargate], { complete: true });
    expect(assumptions).toContainEqual({
      at: 'designs.0.services',
      value: 'alb',
      reason: 'added: requests reach tasks through a load balancer',
    });
    expect(assumptions).toContainEqual(expect.objectContaining({ at: 'designs.0.services.alb.zones', value: '2' }));
  });

  it('is left as it is where nothing lacks', async () => {
    const without = ['alb', 'nat-gateway', 'data-transfer', 'cloudwatch'];
    const result = await priced([fargate], { complete: true, without });
    expect(costByService(result).map(([name]) => name)).toEqual(['fargate']);
  });
});

describe('without', () => {
  it.each([
    [['nat-gatewy'], 'unknown service "nat-gatewy"'],
    [['fargate'], 'the design has a service "fargate": designs.0.services.0'],
  ])('refuses %o', async (without, message) => {
    await expect(priced([fargate], { without })).rejects.toMatchObject({
      code: 'SCENARIO_INVALID',
      message: expect.stringContaining(message),
      at: 'designs.0.without.0',
    });
  });
});
