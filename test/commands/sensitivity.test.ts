import { describe, expect, it } from 'vitest';
import { runInProcess } from '../run-in-process.js';

const FILE = 'test/fixtures/small-task.yaml';
const ASKED = ['sensitivity', FILE, '--workload', '4M a month'];

interface Input {
  readonly input: string;
  readonly swingUsd: string;
  readonly low: { readonly value: string; readonly differenceUsd: string };
  readonly high: { readonly value: string; readonly differenceUsd: string };
  readonly flip: { readonly at: string; readonly cheaper: string } | null;
}

describe('crossover sensitivity', () => {
  it('comes to what is worked out by hand, largest swing first', async () => {
    const { stdout, code } = await runInProcess([...ASKED, '--json']);
    expect(code).toBe(0);
    const { between, differenceUsd, inputs } = JSON.parse(stdout) as {
      between: string[];
      differenceUsd: string;
      inputs: Input[];
    };
    expect(between).toEqual(['Lambda 512 MB', 'One task of 0.25 vCPU']);
    // 9.010025 − 4M × (0.0000002 + 0.1 × 0.0000166667)
    expect(differenceUsd).toBe('1.543345');
    const of = (name: string) => inputs.find(({ input }) => input === name) as Input;
    const requests = of('workloads.1.requests');
    expect(requests.low).toMatchObject({ value: '3600000', differenceUsd: '2.290013' });
    expect(requests.high).toMatchObject({ value: '4400000', differenceUsd: '0.796677' });
    expect(requests.flip).toMatchObject({ at: '4826791', cheaper: 'One task of 0.25 vCPU' });
    // ⌈ms⌉: 4M × 0.5 GB × ms / 1000 × 0.0000166667 + 0.8 is more than 9.010025 from 247 ms on, so just above 246.
    expect(of('designs.0.services.0.durationMs').flip?.at).toBe('246.001');
    expect(of('workloads.1.requestKb')).toMatchObject({ swingUsd: '0', flip: null });
    const swings = inputs.map(({ swingUsd }) => Number(swingUsd));
    expect(swings).toEqual([...swings].sort((a, b) => b - a));
    expect(inputs[0]?.input).toBe('designs.1.services.0.tasks');
  });

  it('takes the ends of a range where the scenario has one', async () => {
    const { stdout } = await runInProcess(['sensitivity', 'test/fixtures/uncertain.yaml', '--json']);
    const { inputs } = JSON.parse(stdout) as { inputs: (Input & { from: string })[] };
    const requests = inputs.find(({ input }) => input === 'workloads.0.requests');
    expect(requests).toMatchObject({ from: 'range', low: { value: '1000000' }, high: { value: '10000000' } });
  });

  it('takes the inputs and the share that are asked for', async () => {
    const asked = [...ASKED, '--vary', 'workloads."4M a month".requests', '--percent', '50', '-f', 'csv'];
    const rows = (await runInProcess(asked)).stdout.trim().split('\n');
    expect(rows).toHaveLength(2);
    expect(rows[1]).toContain('workloads.1.requests,4000000,2000000,6000000,5.276685,-2.189995');
  });

  it('draws every input within the width, and names those without effect', async () => {
    const { stdout } = await runInProcess(ASKED);
    expect(stdout).toContain('up at 4,826,791 (+20.7%)');
    expect(stdout.replace(/\s+/g, ' ')).toContain('Without effect on the difference: workloads.1.memoryMb');
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('needs two designs that can do the work', async () => {
    const { code, stderr } = await runInProcess(['sensitivity', FILE]);
    expect(code).toBe(2);
    expect(stderr).toContain('Choose one with --workload');
  });
});
