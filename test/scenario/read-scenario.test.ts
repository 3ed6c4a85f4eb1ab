import { describe, expect, it } from 'vitest';
import type { EstimatorError } from '../../src/model/errors.js';
import { readScenario } from '../../src/scenario/read-scenario.js';

const REGIONS = ['eu-west-1', 'us-east-1'];

const DESIGNS = `designs:
  - name: Lambda
    services:
      - { service: lambda, memoryMb: 1GB }
`;
const HEAD = `version: 1
name: Checkout
region: us-east-1
`;
const WORKLOAD = `workloads:
  - { name: a, requests: 30M, durationMs: 120 }
`;

async function problemsOf(text: string): Promise<string[]> {
  const error = await refusal(text);
  return error.problems.map(({ at, line, message, hint }) => `${line} ${at}: ${message}${hint ? ` ${hint}` : ''}`);
}

async function refusal(text: string): Promise<EstimatorError> {
  const error = await readScenario(text, { regions: REGIONS }).then(
    () => undefined,
    (thrown: EstimatorError) => thrown,
  );
  expect(error, 'the scenario was read').toBeDefined();
  expect(error).toMatchObject({ name: 'EstimatorError', code: 'SCENARIO_INVALID' });
  return error as EstimatorError;
}

describe('a scenario that is right', () => {
  it('is read with its defaults', async () => {
    const scenario = await readScenario(HEAD + WORKLOAD + DESIGNS, { regions: REGIONS, file: 'x.yaml' });
    expect(scenario).toMatchObject({ name: 'Checkout', file: 'x.yaml', region: 'us-east-1', freeTier: true });
    expect(scenario.month).toMatchObject({ label: '730h', hours: 730 });
    const [workload] = scenario.workloads;
    expect(workload).toMatchObject({
      name: 'a',
      requests: 30_000_000,
      durationMs: 120,
      cpuMs: undefined,
      trigger: 'http',
    });
    expect([...(workload?.given ?? [])]).toEqual(['name', 'requests', 'durationMs']);
    const [service] = scenario.designs[0]?.services ?? [];
    expect(service).toMatchObject({
      name: 'lambda',
      at: 'designs.0.services.0',
      input: { memoryMb: 1024, architecture: 'x86_64' },
    });
    expect([...(service?.given ?? [])]).toEqual(['service', 'memoryMb']);
  });

  it('is the same in JSON, with a BOM, and with CRLF', async () => {
    const yaml = HEAD + DESIGNS;
    const json = JSON.stringify({
      version: 1,
      name: 'Checkout',
      region: 'us-east-1',
      designs: [{ name: 'Lambda', services: [{ service: 'lambda', memoryMb: '1GB' }] }],
    });
    const expected = await readScenario(yaml);
    for (const text of [json, `\uFEFF${yaml}`, yaml.replaceAll('\n', '\r\n')]) {
      expect(await readScenario(text)).toEqual(expected);
    }
  });

  it('may use anchors and aliases', async () => {
    const text = `${HEAD}designs:
  - name: one
    services: &services
      - { service: lambda }
  - { name: two, services: *services }
`;
    expect((await readScenario(text)).designs.map((design) => design.services.length)).toEqual([1, 1]);
  });

  it('turns a rate into whole requests of the month', async () => {
    const rate = HEAD + WORKLOAD.replace('requests: 30M', 'requestsPerSecond: 0.5') + DESIGNS;
    expect((await readScenario(rate)).workloads[0]?.requests).toBe(1_314_000);
  });

  it('numbers services without a name, and lets each have its share', async () => {
    const text = `${HEAD}designs:
  - name: d
    services:
      - { service: lambda, share: 0.2, perRequest: 3 }
      - { service: lambda }
      - { service: fargate, name: web, durationMs: 2s, memoryMb: 64MB }
`;
    const [design] = (await readScenario(text)).designs;
    expect(design?.services.map(({ name }) => name)).toEqual(['lambda', 'lambda-2', 'web']);
    expect(design?.services[0]?.shared).toMatchObject({ share: 0.2, perRequest: 3 });
    expect(design?.services[2]?.shared).toMatchObject({ durationMs: 2000, memoryMb: 64 });
  });

  it('takes discounts and usage elsewhere', async () => {
    const text = `${HEAD}discountPercent: { all: 5, lambda: 12.5 }\naccount: { duration-x86_64: 5B, lambda.requests-arm64: 2M }\n${DESIGNS}`;
    const { discounts, account } = await readScenario(text);
    expect([...discounts].map(([key, off]) => `${key} ${off}`)).toEqual(['all 5', 'lambda 12.5']);
    expect([...account].map(([key, used]) => `${key} ${used}`)).toEqual([
      'duration-x86_64 5000000000',
      'lambda.requests-arm64 2000000',
    ]);
    expect([...(await readScenario(`${HEAD}discountPercent: 7\n${DESIGNS}`)).discounts.keys()]).toEqual(['all']);
  });
});

describe('every problem at once', () => {
  it('with path, line, value, what is allowed, and the nearest known word', async () => {
    const problems = await problemsOf(`version: 1
name: Checkout
regoin: eu-west-1
region: us-esat-1
month: 40d
freeTier: yes
workloads:
  - { name: a, requests: 9007199254740993, durationMs: 120sec }
  - { name: b, requests: 3.5, durationMs: 100, cpuMs: -4 }
designs:
  - name: d
    services:
      - { service: lamda }
      - { service: lambda, memoryMB: 128, memoryMb: 20GB, architecture: arm }
      - { service: fargate, vcpu: 1, memoryGb: 16 }
`);
    expect(problems).toEqual([
      '3 regoin: unknown key "regoin" Did you mean "region"?',
      '4 region: unknown region "us-esat-1" Did you mean "us-east-1"?',
      '5 month: "40d" is not a month: write 730h, 30d, 31d or a calendar month such as 2026-11',
      '6 freeTier: must be true or false, not "yes"',
      '8 workloads.0.durationMs: "120sec" is not a number of ms: write digits, alone or with one of ms s m h d',
      '8 workloads.0.requests: 9007199254740993 is above 2^53 and would be rounded',
      '9 workloads.1.requests: must be a whole number, not 3.5',
      '9 workloads.1.cpuMs: must be above 0, not -4',
      '13 designs.0.services.0.service: unknown service "lamda" Did you mean "lambda"?',
      '14 designs.0.services.1.memoryMb: must be at most 10240, not 20480',
      '14 designs.0.services.1.architecture: "arm" is not allowed: choose x86_64, arm64 Did you mean "arm64"?',
      '14 designs.0.services.1.memoryMB: unknown key "memoryMB" Did you mean "memoryMb"?',
      '15 designs.0.services.2.memoryGb: Fargate has no 1 vCPU with 16 GB; the nearest sizes are 1 vCPU with 8 GB or 2 vCPU with 16 GB',
    ]);
  });

  it('one problem alone is the message, with its path', async () => {
    expect(await refusal(`${HEAD}timezone: Mars/Olympus\n${DESIGNS}`)).toMatchObject({
      message: 'line 4: "Mars/Olympus" is not an IANA time zone such as Europe/Berlin',
      at: 'timezone',
    });
  });
});

describe('a scenario that cannot be read', () => {
  it.each([
    ['nothing', '', /is empty/],
    ['a list', '[]', /must be a map of keys, not \[\]/],
    ['a word', 'hello', /must be a map of keys, not "hello"/],
    ['null', 'null', /must be a map of keys, not null/],
    ['two documents', 'a: 1\n---\nb: 2', /holds 2 documents/],
    ['a duplicate key', `${HEAD}name: again\n${DESIGNS}`, /line 4: duplicate key "name"/],
    ['a tab', '\tname: x', /line 1: tabs are not allowed/],
    ['an open bracket', 'name: [', /line 1: unexpected end/],
    ['a key that is no text', '1: x', /line 1: a key must be text/],
    ['a list for a key', '? [a]\n: x', /line 1: a key must be text/],
    ['an unknown tag', 'name: !env HOME', /line 1: unknown scalar tag/],
    ['a line end of its own kind', 'name: x\rname: y', /line 2: duplicate key "name"/],
    ['more than 1 MiB', `name: ${'x'.repeat(2 ** 20)}`, /at most 1 MiB/],
    ['an alias to nothing', 'name: *nowhere', /nowhere/],
    ['an alias inside what it names', 'name: &a [1, { b: *a }]', /\*a is inside the value that it names/],
    [
      'an alias bomb',
      [
        'a: &a [x,x,x,x,x,x,x,x,x,x]',
        ...['b', 'c', 'd', 'e'].map((key, index) => `${key}: &${key} [${`*${'abcd'[index]},`.repeat(9)}]`),
      ].join('\n'),
      /line 5: aliases repeat more than 50000 values/,
    ],
  ])('%s', async (_name, text, message) => {
    expect((await refusal(text)).message).toMatch(message);
  });
});

describe('single faults', () => {
  const service = (fields: string) => `${HEAD}designs:\n  - { name: d, services: [{ service: lambda, ${fields} }] }\n`;
  it.each([
    ['1e400', service('requests: 1e400'), 'requests: "1e400" is not a number of count'],
    ['NaN', service('requests: .nan'), 'requests: .nan is not a finite number'],
    ['infinity', service('durationMs: .inf'), 'durationMs: .inf is not a finite number'],
    ['a list for a number', service('requests: [1]'), 'requests: must be a number, not [1]'],
    ['null for a number', service('requests: null'), 'requests: must be a number, not null'],
    ['text for a number', service('requests: lots'), 'requests: "lots" is not a number of count'],
    ['2^53 + 1 with a suffix', service('requests: 9007199255M'), 'requests: "9007199255M" is not a number of count'],
    [
      'provisioned hours alone',
      service('provisionedHours: 10'),
      'provisionedHours: needs provisionedConcurrency as a number above 0',
    ],
    ['an unknown key in a proto', service('__proto__: { a: 1 }'), '__proto__: unknown key "__proto__"'],
    ['an unknown key of Object', service('constructor: 1'), 'constructor: unknown key "constructor"'],
    ['another version', HEAD.replace('version: 1', 'version: 2') + DESIGNS, 'version: 2 is not allowed: choose 1'],
    ['no designs', `${HEAD}designs: []`, 'designs: must be at least 1 entry, not 0'],
    ['no services', `${HEAD}designs: [{ name: d, services: [] }]`, 'services: must be at least 1 entry, not 0'],
    ['no service id', `${HEAD}designs: [{ name: d, services: [{ memoryMb: 1 }] }]`, 'service: service is missing'],
    [
      'a service that is a word',
      `${HEAD}designs: [{ name: d, services: [lambda] }]`,
      '0: must be a map of keys, not "lambda"',
    ],
    [
      'two designs of one name',
      `${HEAD}designs:\n${'  - { name: d, services: [{ service: lambda }] }\n'.repeat(2)}`,
      'designs.1.name: "d" is the name of designs.0 already',
    ],
    [
      'two services of one name',
      `${HEAD}designs: [{ name: d, services: [{ service: lambda, name: x }, { service: fargate, name: x }] }]`,
      'services.1.name: "x" is the name of another service',
    ],
    [
      'a name that steers a terminal',
      HEAD.replace('Checkout', '"a\\e[2Jb"') + DESIGNS,
      'name: may not hold control characters',
    ],
    ['no volume', HEAD + WORKLOAD.replace('requests: 30M, ', '') + DESIGNS, 'requests: is missing: give requests'],
    [
      'two volumes',
      HEAD + WORKLOAD.replace('requests', 'requestsPerSecond: 1, requests') + DESIGNS,
      'requestsPerSecond: give either',
    ],
    [
      'more CPU than time',
      HEAD + WORKLOAD.replace('durationMs: 120', 'durationMs: 120, cpuMs: 121') + DESIGNS,
      'cpuMs: is more than durationMs (120)',
    ],
    ['a discount above 100', `${HEAD}discountPercent: 101\n${DESIGNS}`, 'discountPercent'],
    [
      'a discount for nothing',
      `${HEAD}discountPercent: { fargate: 5 }\n${DESIGNS}`,
      'discountPercent.fargate: no design uses',
    ],
    ['an unknown meter', `${HEAD}account: { duration-x86: 5 }\n${DESIGNS}`, 'account.duration-x86: unknown meter'],
    [
      'an unknown shape',
      HEAD + WORKLOAD.replace('requests', 'shape: { type: dialy }, requests') + DESIGNS,
      'workloads.0.shape.type',
    ],
  ])('%s', async (_name, text, expected) => {
    expect((await problemsOf(text)).join('\n')).toContain(expected);
  });
});
