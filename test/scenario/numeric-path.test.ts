import { describe, expect, it } from 'vitest';
import { checkedValue, numericPath, valueFor } from '../../src/scenario/numeric-path.js';
import { pathKeys } from '../../src/scenario/path.js';
import { readScenario } from '../../src/scenario/read-scenario.js';
import { withValue } from '../../src/scenario/with-value.js';

const scenario = await readScenario(`version: 1
name: shop
region: us-east-1
workloads:
  - { name: office hours, requests: 30M, durationMs: 120, cpuMs: 40, shape: { type: daily, peakToMean: 3 } }
  - { name: v1.2, requestsPerSecond: 2, durationMs: 50 }
  - { name: both, mix: [office hours, v1.2] }
designs:
  - name: Lambda
    services: [{ service: lambda, memoryMb: 1024 }]
  - name: Fargate
    services: [{ service: fargate, minTasks: 2, maxTasks: 4 }, { service: fargate, name: worker, tasks: 1, share: 0.5 }]
`);

const message = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    const { message: text, hint, code } = error as { message: string; hint: string; code: string };
    return `${code}: ${text} ${hint}`;
  }
  return 'no error';
};

describe('pathKeys', () => {
  it('takes names in quotes, with dots and blanks', () => {
    expect(pathKeys('workloads."office hours".requests')).toEqual(['workloads', 'office hours', 'requests']);
    expect(pathKeys('workloads."v1.2".requests')).toEqual(['workloads', 'v1.2', 'requests']);
    expect(pathKeys('designs.1.services.0.memoryMb')).toEqual(['designs', 1, 'services', 0, 'memoryMb']);
  });

  it.each(['', '.', 'a.', '.a', 'a..b', 'a b', '"a', 'a"b"'])('refuses %j', (text) => {
    expect(message(() => pathKeys(text))).toMatch(/^ARGUMENT_INVALID: ".*" is not a path/);
  });
});

describe('numericPath', () => {
  it('finds numbers by index and by name, with limits and what stands there', () => {
    const byName = numericPath('workloads."office hours".requests', scenario);
    expect(byName).toMatchObject({ at: 'workloads.0.requests', value: 30_000_000, whole: true, min: 0, unit: 'count' });
    expect(numericPath('designs.Lambda.services.lambda.memoryMb', scenario)).toMatchObject({
      at: 'designs.0.services.0.memoryMb',
      value: 1024,
      min: 128,
      max: 10_240,
    });
    expect(numericPath('designs.1.services.worker.share', scenario).value).toBe(0.5);
    expect(numericPath('workloads.0.shape.peakToMean', scenario)).toMatchObject({ value: 3, min: 1, whole: false });
    expect(numericPath('workloads.1.requestsPerSecond', scenario).value).toBeUndefined();
  });

  it.each([
    ['workloads.0.request', 'Did you mean "requests"?'],
    ['workloads.7.requests', 'there is no "7"'],
    ['workloads."office hour".requests', 'Did you mean "office hours"?'],
    ['workload.0.requests', 'Did you mean "workloads"?'],
    ['designs.0.services.0.memory', 'Did you mean "memoryMb"?'],
    ['designs.0.services.0.architecture', 'is not a number Numbers here: requests'],
    ['designs.0.services.0', 'there is no ""'],
    ['workloads.0.requests.x', 'is not a number'],
    ['workloads.0.shape.peakToMeen', 'Did you mean "peakToMean"?'],
    ['workloads.both.requests', 'belongs to the workloads of the mix Name one of them: workloads."office hours"'],
    ['workloads.0.__proto__', 'there is no "__proto__"'],
  ])('refuses %s', (text, part) => {
    expect(message(() => numericPath(text, scenario))).toContain(part);
  });

  it('reads values with suffixes, within the limits of the field', () => {
    const requests = numericPath('workloads.0.requests', scenario);
    expect(valueFor(requests, '1.5M')).toBe(1_500_000);
    expect(message(() => valueFor(requests, '1.5'))).toContain('must be a whole number');
    expect(message(() => valueFor(requests, 'many'))).toContain('"many" is not a number');
    const memory = numericPath('designs.0.services.0.memoryMb', scenario);
    expect(valueFor(memory, '1GB')).toBe(1024);
    expect(message(() => checkedValue(memory, 64))).toContain('takes whole numbers from 128 to 10240');
  });
});

describe('withValue', () => {
  it('changes one number and nothing else', () => {
    const before = structuredClone(scenario.workloads[0]?.requests);
    const changed = withValue(scenario, numericPath('workloads.0.requests', scenario), 5);
    expect(changed.workloads[0]?.requests).toBe(5);
    expect(scenario.workloads[0]?.requests).toBe(before);
    expect(changed.designs).toBe(scenario.designs);
    expect(changed.workloads[1]).toBe(scenario.workloads[1]);
  });

  it('works a mix out anew', () => {
    const changed = withValue(scenario, numericPath('workloads.0.requests', scenario), 5);
    expect(changed.workloads[2]?.requests).toBe(5 + 2 * 730 * 3600);
  });

  it('turns a rate into the requests of the month', () => {
    const changed = withValue(scenario, numericPath('workloads.1.requestsPerSecond', scenario), 0.1);
    expect(changed.workloads[1]?.requests).toBe(262_800);
  });

  it('sets shapes and shared fields', () => {
    const shape = withValue(scenario, numericPath('workloads.0.shape.peakToMean', scenario), 2).workloads[0]?.shape;
    expect(shape).toMatchObject({ type: 'daily', peakToMean: 2, peakHour: 14 });
    const share = withValue(scenario, numericPath('designs.1.services.worker.share', scenario), 0.25);
    expect(share.designs[1]?.services[1]?.shared.share).toBe(0.25);
  });

  it('checks across fields, by the rules of the reader', () => {
    const cpu = numericPath('workloads.0.cpuMs', scenario);
    expect(message(() => withValue(scenario, cpu, 121))).toContain('is more than durationMs (120)');
    const duration = numericPath('workloads.0.durationMs', scenario);
    expect(message(() => withValue(scenario, duration, 30))).toContain('is more than durationMs (30)');
    const most = numericPath('designs.1.services.0.maxTasks', scenario);
    expect(message(() => withValue(scenario, most, 1))).toContain('is below minTasks (2)');
    const vcpu = numericPath('designs.1.services.0.vcpu', scenario);
    expect(message(() => withValue(scenario, vcpu, 3))).toContain('Fargate has no 3 vCPU');
  });
});
