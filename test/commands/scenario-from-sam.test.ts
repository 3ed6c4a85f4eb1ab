import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runInProcess } from '../run-in-process.js';

const TEMPLATE = 'test/fixtures/templates/shop.sam.yaml';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'crossover-sam-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('writes a scenario from a template, which can be checked and compared', async () => {
  const file = join(folder, 'shop.yaml');
  const made = await runInProcess(['scenario', 'new', file, '--from-sam', TEMPLATE, '--region', 'eu-west-1']);
  expect(made).toMatchObject({ code: 0, stderr: '' });
  expect(made.stdout).toMatch(/Wrote .*shop\.yaml/);
  expect(made.stdout).toMatch(/\d+ services; \d+ resource types left out; \d+ numbers to replace/);
  expect(readFileSync(file, 'utf8')).toContain('region: eu-west-1');
  expect((await runInProcess(['scenario', 'check', file])).code).toBe(0);
  const compared = await runInProcess(['compare', file, '--json']);
  expect(JSON.parse(compared.stdout).scenarios[0].results).toHaveLength(5);
});

it('keeps an existing file, and takes parameters', async () => {
  const file = join(folder, 'kept.yaml');
  writeFileSync(file, 'mine');
  const argv = [
    'scenario',
    'new',
    file,
    '--from-sam',
    TEMPLATE,
    '--parameter',
    'Stage=prod',
    '--parameter',
    'OrderMemory=2048',
  ];
  expect((await runInProcess(argv)).code).toBe(2);
  expect(readFileSync(file, 'utf8')).toBe('mine');
  expect((await runInProcess([...argv, '--force'])).code).toBe(0);
  expect(readFileSync(file, 'utf8')).toContain('memoryMb: 2048');
});

it('lists remarks as JSON', async () => {
  const { stdout } = await runInProcess(['scenario', 'new', '--from-sam', TEMPLATE, '--json']);
  const { text, remarks, services } = JSON.parse(stdout);
  expect(text).toContain('PLACEHOLDER');
  expect(services).toBeGreaterThan(10);
  expect(remarks).toContainEqual(expect.objectContaining({ kind: 'left-out', at: 'Search' }));
});

it.each([
  [['--from-sam', 'nowhere.yaml'], 'FILE_NOT_READABLE'],
  [['--from-sam', TEMPLATE, '--parameter', 'Stage'], 'ARGUMENT_INVALID'],
  [['--from-sam', TEMPLATE, '--parameter', 'Stge=prod'], 'TEMPLATE_INVALID'],
  [['--from-sam', 'scenarios/steady-api.yaml'], 'TEMPLATE_INVALID'],
])('%j is refused', async (argv, code) => {
  const refused = await runInProcess(['scenario', 'new', ...argv, '--json']);
  expect(refused.code).toBe(2);
  expect(JSON.parse(refused.stdout).error.code).toBe(code);
});
