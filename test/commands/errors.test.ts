import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runInProcess } from '../run-in-process.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'crossover-errors-'));
  writeFileSync(join(folder, 'empty.yaml'), '');
  writeFileSync(join(folder, 'binary.yaml'), Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2]));
  writeFileSync(join(folder, 'latin1.yaml'), Buffer.from([0x6e, 0xe9]));
  writeFileSync(join(folder, 'large.yaml'), 'x'.repeat(50 * 2 ** 20));
  writeFileSync(
    join(folder, 'typo.yaml'),
    'version: 1\nname: x\nregion: us-east-1\ndesigns: [{ name: d, services: [{ service: lambda, memoryMB: 1 }] }]\n',
  );
  writeFileSync(
    join(folder, 'no-price.yaml'),
    'version: 1\nname: x\nregion: us-east-1\ndesigns: [{ name: d, services: [{ service: ecs-ec2, instances: 1, instanceType: m5.huge }] }]\n',
  );
  writeFileSync(
    join(folder, 'no-size.yaml'),
    'version: 1\nname: x\nregion: us-east-1\nworkloads: [{ requests: 1M, durationMs: 100 }]\ndesigns: [{ name: d, services: [{ service: ecs-ec2, instanceType: c1.medium }] }]\n',
  );
  writeFileSync(
    join(folder, 'prices.json'),
    '{"offer":"lambda","currency":"USD","meters":{"requests-x86_64":{"unit":"Requests","regions":{"us-east-1":{"usdPerUnit":0.2}}}},"source":"https://example.com","publishedOn":"2026-01-01","confidence":"user"}',
  );
  writeFileSync(join(folder, 'cut.json'), '{"offer":"lambda","curr');
});
afterAll(() => rmSync(folder, { recursive: true }));

const at = (file: string) => join(folder, file);
const SHIPPED = 'scenarios/three-functions.yaml';

const CASES: [name: string, argv: () => string[], code: string, message: RegExp][] = [
  ['no file', () => ['compare'], 'ARGUMENT_INVALID', /file/i],
  [
    'a file that is not there',
    () => ['compare', at('nowhere.yaml')],
    'FILE_NOT_READABLE',
    /nowhere\.yaml does not exist/,
  ],
  ['a folder', () => ['compare', folder], 'FILE_NOT_READABLE', /is a folder/],
  ['an empty file', () => ['compare', at('empty.yaml')], 'SCENARIO_INVALID', /is empty/],
  ['a binary file', () => ['compare', at('binary.yaml')], 'FILE_NOT_READABLE', /is binary/],
  ['a file that is not UTF-8', () => ['compare', at('latin1.yaml')], 'FILE_NOT_READABLE', /not UTF-8/],
  ['50 MB of YAML', () => ['compare', at('large.yaml')], 'FILE_NOT_READABLE', /is 50 MiB; at most 1 MiB/],
  ['an unknown key', () => ['compare', at('typo.yaml')], 'SCENARIO_INVALID', /unknown key "memoryMB"/],
  [
    'a missing price',
    () => ['compare', at('no-price.yaml')],
    'PRICE_NOT_FOUND',
    /ec2 "on-demand-m5\.huge" in us-east-1/,
  ],
  ['a type without sizes', () => ['compare', at('no-size.yaml')], 'INSTANCE_TYPE_UNKNOWN', /"c1\.medium"/],
  ['an unknown region', () => ['compare', SHIPPED, '--region', 'us-esat-1'], 'ARGUMENT_INVALID', /us-esat-1/],
  ['an unknown flag', () => ['compare', SHIPPED, '--regoin', 'x'], 'ARGUMENT_INVALID', /--regoin/],
  ['an unknown format', () => ['compare', SHIPPED, '--format', 'xml'], 'ARGUMENT_INVALID', /xml/],
  ['an unknown command', () => ['comprae', SHIPPED], 'ARGUMENT_INVALID', /comprae/],
  ['an unknown service', () => ['services', 'lamda'], 'ARGUMENT_INVALID', /lamda/],
  ['an unknown offer', () => ['prices', 'show', 'lamda'], 'PRICE_NOT_FOUND', /lamda/],
  ['a limit that is no amount', () => ['compare', SHIPPED, '--max-monthly-usd', 'cheap'], 'ARGUMENT_INVALID', /cheap/],
  [
    'a price that is a number',
    () => ['compare', SHIPPED, '--prices', at('prices.json'), '--region', 'us-east-1'],
    'PRICE_FILE_INVALID',
    /write it as text/,
  ],
  ['a price file cut off', () => ['compare', SHIPPED, '--prices', at('cut.json')], 'PRICE_FILE_INVALID', /is not JSON/],
  ['a design that is not there', () => ['explain', SHIPPED, '--design', 'Fargat'], 'ARGUMENT_INVALID', /Fargat/],
];

describe.each(CASES)('%s', (_name, argv, code, message) => {
  it('exits with 2 and says what, where and what to do, without a stack and without half a result', async () => {
    const { stdout, stderr, code: exit } = await runInProcess(argv());
    expect(exit).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at .+:\d+/);
  });

  it('gives one error document with --json', async () => {
    const { stdout, code: exit } = await runInProcess([...argv(), '--json']);
    expect(exit).toBe(2);
    const { error, ...rest } = JSON.parse(stdout);
    expect(rest).toEqual({});
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(error.hint).toEqual(expect.stringMatching(/\S/));
  });
});

it('exits with 3 after the report when the cheapest feasible design exceeds the limit', async () => {
  const exceeded = await runInProcess(['compare', SHIPPED, '--max-monthly-usd', '27.92']);
  expect(exceeded).toMatchObject({ code: 3, stderr: expect.stringMatching(/27\.93/) });
  expect(exceeded.stdout).toContain('Three functions');
  expect((await runInProcess(['compare', SHIPPED, '--max-monthly-usd', '27.94'])).code).toBe(0);
});
