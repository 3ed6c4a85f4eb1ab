import { describe, expect, it } from 'vitest';
import { runInProcess } from '../run-in-process.js';

const FILE = 'test/fixtures/small-task.yaml';
const ASKED = ['break-even', FILE, '--between', '0', '--and', '1', '--over'];

describe('crossover break-even', () => {
  it('answers in a sentence, within the width', async () => {
    const { stdout, code } = await runInProcess([...ASKED, 'workloads.0.requests']);
    expect(code).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'Lambda 512 MB is cheaper below 4,826,791, One task of 0.25 vCPU from there on',
    );
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('gives programs every crossing as decimal text', async () => {
    const { stdout } = await runInProcess([...ASKED, 'workloads."1M a month".requests', '--to', '10M', '--json']);
    const found = JSON.parse(stdout);
    expect(found).toMatchObject({
      schemaVersion: 1,
      over: 'workloads.0.requests',
      method: 'exact',
      complete: true,
      to: '10000000',
    });
    expect(found.crossings).toMatchObject([{ at: '4826791', before: 'Lambda 512 MB', after: 'One task of 0.25 vCPU' }]);
    expect(found.crossings[0].monthlyUsd['One task of 0.25 vCPU']).toBe('9.010025');
  });

  it('draws the line between two designs in a plane, as CSV too', async () => {
    const plane = ['workloads.0.requests=0..1B', '--over', 'designs.0.services.0.durationMs=100..300', '--points', '3'];
    const { stdout } = await runInProcess([...ASKED, ...plane, '--json']);
    const { frontier, along } = JSON.parse(stdout);
    expect(along).toBe('designs.0.services.0.durationMs');
    expect(frontier.map((row: { at: string }) => row.at)).toEqual(['100', '200', '300']);
    expect(frontier[1].crossings).toEqual([{ at: '4826791', before: 'Lambda 512 MB', after: 'One task of 0.25 vCPU' }]);
    const csv = await runInProcess([...ASKED, ...plane, '-f', 'csv']);
    expect(csv.stdout.split('\n')).toContain('200,0,4826790,Lambda 512 MB');
  });

  it.each([
    ['workloads.0.request', 'Did you mean "requests"?'],
    ['designs.0.services.0.architecture', 'is not a number'],
    ['workloads.0.requests=5M..1M', 'goes from 5000000 to 1000000'],
    ['workloads.0.requests=5M', 'Give both ends'],
    ['workloads.0.requests=a..b', '"a" is not a number'],
    ['workloads.0.durationMs=0..5', 'must be above 0'],
  ])('refuses %s', async (over, message) => {
    const { code, stderr } = await runInProcess([...ASKED, over]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('refuses a design that is not there', async () => {
    const asked = ['break-even', FILE, '--between', 'Lamda 512 MB', '--and', '1', '--over', 'workloads.0.requests'];
    expect((await runInProcess(asked)).stderr).toContain('Did you mean "Lambda 512 MB"?');
  });
});
