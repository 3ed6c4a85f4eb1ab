import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { runInProcess } from '../run-in-process.js';

const folder = mkdtempSync(join(tmpdir(), 'crossover-colour-'));
afterAll(() => rmSync(folder, { recursive: true }));
/** Lambda ends a request after 15 minutes, so that it cannot do this work. */
const FILE = join(folder, 'long.yaml');
writeFileSync(
  FILE,
  `version: 1
name: Long work
region: us-east-1
workloads: [{ name: work, requests: 10K, durationMs: 1000s, memoryMb: 20 }]
designs:
  - { name: Lambda, services: [{ service: lambda }] }
  - { name: Tasks, services: [{ service: fargate, tasks: 8, vcpu: 1, memoryGb: 2 }] }
`,
);
const SGR = /␛\[[\d;]*m/;

/** The comparison, with such an environment, on a terminal or in a pipe; ␛ stands for the escape. */
async function shown(
  { env = {}, isTTY }: { env?: Record<string, string>; isTTY: boolean },
  ...argv: string[]
): Promise<string> {
  for (const name of ['NO_COLOR', 'FORCE_COLOR', 'TERM', 'CI', 'COLORTERM']) vi.stubEnv(name, undefined);
  for (const [name, value] of Object.entries({ TERM: 'xterm-256color', ...env })) vi.stubEnv(name, value);
  const { stdout } = process;
  const before = { isTTY: stdout.isTTY, hasColors: stdout.hasColors };
  const hasColors = () => process.env.TERM !== 'dumb';
  Object.assign(stdout, { isTTY, hasColors });
  try {
    return (await runInProcess(['compare', FILE, ...argv])).stdout.replaceAll('\u001b', '␛');
  } finally {
    Object.assign(stdout, before);
  }
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('colour', () => {
  it('marks the cheapest and what cannot do the work, and says nothing that the words do not', async () => {
    const coloured = await shown({ isTTY: true });
    const plain = await shown({ isTTY: false });
    expect(coloured.replaceAll(new RegExp(SGR, 'g'), '')).toBe(plain);
    expect(coloured).toMatch(/␛\[32m[^␛]*cheapest/);
    const notFeasible = plain.split('\n').filter((line) => line.includes('│ not feasible')).length;
    expect(coloured.match(/␛\[31mnot feasible/g) ?? []).toHaveLength(notFeasible);
    expect(notFeasible).toBeGreaterThan(0);
  });

  it.each<[string, Parameters<typeof shown>, boolean]>([
    ['a terminal', [{ isTTY: true }], true],
    ['a pipe', [{ isTTY: false }], false],
    ['NO_COLOR', [{ isTTY: true, env: { NO_COLOR: '1' } }], false],
    ['an empty NO_COLOR, which says nothing', [{ isTTY: true, env: { NO_COLOR: '' } }], true],
    ['a terminal without colours', [{ isTTY: true, env: { TERM: 'dumb' } }], false],
    ['FORCE_COLOR in a pipe', [{ isTTY: false, env: { FORCE_COLOR: '1' } }], true],
    ['FORCE_COLOR=0 on a terminal', [{ isTTY: true, env: { FORCE_COLOR: '0' } }], false],
    ['--color in a pipe', [{ isTTY: false }, '--color'], true],
    ['--color against NO_COLOR', [{ isTTY: false, env: { NO_COLOR: '1' } }, '--color'], true],
    ['--no-color against FORCE_COLOR', [{ isTTY: true, env: { FORCE_COLOR: '1' } }, '--no-color'], false],
    ['a table of values', [{ isTTY: true }, '--format', 'csv'], false],
  ])('%s', async (_where, args, coloured) => {
    expect(SGR.test(await shown(...args))).toBe(coloured);
  });
});
