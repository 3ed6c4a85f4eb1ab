import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readScenarioFile } from '../../src/io/scenario-files.js';
import { EstimatorError } from '../../src/model/errors.js';
import { readScenario } from '../../src/scenario/read-scenario.js';
import type { Scenario } from '../../src/scenario/scenario.js';

const DESIGNS = [{ name: 'Lambda', services: [{ service: 'lambda' }] }];

function read(workloads: readonly object[], more: object = {}): Promise<Scenario> {
  const file = { version: 1, name: 'test', region: 'us-east-1', workloads, designs: DESIGNS, ...more };
  return readScenario(JSON.stringify(file));
}

const work = (shape: object, more: object = { requests: '1M' }) => ({ name: 'work', durationMs: 100, shape, ...more });

/** `path: message` of each problem. */
async function problemsOf(reading: Promise<Scenario>): Promise<string[]> {
  const error = await reading.then(
    () => undefined,
    (refused: unknown) => refused,
  );
  if (!(error instanceof EstimatorError)) throw new Error('it was not refused');
  return (error.problems ?? [{ at: error.at ?? '', message: error.message }]).map(
    ({ at, message }) => `${at}: ${message}`,
  );
}

describe('the shape of a workload', () => {
  it('is steady when nothing is said', async () => {
    const { workloads } = await read([{ name: 'work', requests: 5, durationMs: 100 }]);
    expect(workloads[0]?.shape).toEqual({ type: 'steady' });
  });

  it.each([
    [
      { type: 'daily', peakToMean: 3 },
      { type: 'daily', peakHour: 14, peakToMean: 3, weekendFactor: 1 },
    ],
    [
      { type: 'spikes', count: 3, length: '10m', factor: 20 },
      { type: 'spikes', count: 3, lengthS: 600, factor: 20, seed: 1 },
    ],
    [
      { type: 'stages', startRate: 5, timeUnit: '1m', stages: [{ target: '1K', duration: '2h' }] },
      {
        type: 'stages',
        startRate: 5,
        timeUnitS: 60,
        stages: [{ target: 1000, durationS: 7200 }],
        afterwards: 'repeat',
      },
    ],
    [
      { type: 'cron', every: '15m', burst: '1K' },
      { type: 'cron', everyS: 900, burst: 1000, offsetS: 0 },
    ],
    [
      { type: 'growth', factor: 2 },
      { type: 'growth', factor: 2 },
    ],
    [
      { type: 'noise', variation: 0.3 },
      { type: 'noise', variation: 0.3, seed: 1, everyS: 60 },
    ],
    [
      {
        type: 'product',
        parts: [
          { type: 'daily', peakToMean: 2 },
          { type: 'growth', factor: 3 },
        ],
      },
      {
        type: 'product',
        parts: [
          { type: 'daily', peakHour: 14, peakToMean: 2, weekendFactor: 1 },
          { type: 'growth', factor: 3 },
        ],
      },
    ],
    [
      {
        type: 'sum',
        parts: [
          { share: 3, shape: { type: 'steady' } },
          { share: 1, shape: { type: 'cron', every: '1h' } },
        ],
      },
      {
        type: 'sum',
        parts: [
          { share: 3, shape: { type: 'steady' } },
          { share: 1, shape: { type: 'cron', everyS: 3600, burst: 1, offsetS: 0 } },
        ],
      },
    ],
  ])('%j', async (written, shape) => {
    expect((await read([work(written)])).workloads[0]?.shape).toEqual(shape);
  });

  it.each([
    [{ type: 'dayly' }, 'workloads.0.shape.type: "dayly" is not allowed: choose steady, daily, weekly, spikes'],
    [{ type: 'daily' }, 'workloads.0.shape.peakToMean: peakToMean is missing'],
    [{ type: 'daily', peakToMean: 0.5 }, 'workloads.0.shape.peakToMean: must be at least 1, not 0.5'],
    [{ type: 'daily', peakToMean: 2, peak: 3 }, 'workloads.0.shape.peak: unknown key "peak"'],
    [{ type: 'weekly', weights: [1, 2] }, 'workloads.0.shape.weights: must be at least 168 entries, not 2'],
    [{ type: 'cron', every: '15 parsecs' }, 'workloads.0.shape.every: "15 parsecs" is not a number of s'],
    [
      { type: 'sum', parts: [{ share: 1, shape: { type: 'stages', stages: [{ target: 1, duraton: 3 }] } }] },
      'workloads.0.shape.parts.0.shape.stages.0.duraton: unknown key "duraton"',
    ],
    [{ type: 'trace', file: 'x.csv' }, 'workloads.0.shape.file: a trace is read from a file'],
    [[], 'workloads.0.shape: must be a map of keys, not []'],
  ])('refuses %j', async (written, problem) => {
    expect((await problemsOf(read([work(written)]))).join('\n')).toContain(problem);
  });

  it('states its volume itself where it can', async () => {
    const cron = { type: 'cron', every: '1h', burst: 100 };
    expect((await read([work(cron, {})], { month: '30d' })).workloads[0]?.requests).toBe(72_000);
    expect((await read([work(cron, { requests: 50 })])).workloads[0]?.requests).toBe(50);
    expect(await problemsOf(read([work({ type: 'growth', factor: 2 }, {})]))).toEqual([
      expect.stringContaining('workloads.0.requests: is missing'),
    ]);
  });
});

describe('a trace', () => {
  const folder = mkdtempSync(join(tmpdir(), 'crossover-trace-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  function scenarioWith(shape: object, csv: string): string {
    const file = join(folder, 'scenario.json');
    writeFileSync(join(folder, 'web.csv'), csv);
    const workloads = [{ name: 'work', durationMs: 100, shape: { type: 'trace', file: 'web.csv', ...shape } }];
    writeFileSync(
      file,
      JSON.stringify({ version: 1, name: 'test', region: 'us-east-1', month: '2h', workloads, designs: DESIGNS }),
    );
    return file;
  }

  it('is read relative to the scenario, and states its volume', async () => {
    const csv = 'timestamp,requests\n2026-11-01T00:00:00Z,10\n2026-11-01T01:00:00Z,30\n';
    const { workloads } = await readScenarioFile(scenarioWith({}, csv));
    expect(workloads[0]).toMatchObject({ requests: 40, shape: { type: 'trace', fit: 'tile' } });
  });

  it.each([
    ['timestamp,requests\n', 'web.csv has no rows'],
    ['timestamp,requests\n2026-11-01T00:00:00Z,-1\n2026-11-01T01:00:00Z,3\n', 'web.csv line 2'],
    ['when,what\n1,2\n', 'no column for the time'],
  ])('is refused by name and line: %j', async (csv, problem) => {
    expect((await problemsOf(readScenarioFile(scenarioWith({}, csv)))).join('\n')).toContain(problem);
  });

  it('that does not exist is refused at its path', async () => {
    const [problem] = await problemsOf(readScenarioFile(scenarioWith({ file: 'none.csv' }, '')));
    expect(problem).toContain('workloads.0.shape.file');
    expect(problem).toContain('none.csv does not exist');
  });
});

describe('a mix', () => {
  const day = { name: 'day', requests: 3000, durationMs: 100, cpuMs: 10, memoryMb: 10 };
  const night = { name: 'night', requests: 1000, durationMs: 500, cpuMs: 50, memoryMb: 50 };

  it('has the requests of its parts, and their mean request', async () => {
    const { workloads } = await read([day, night, { name: 'both', mix: ['day', 'night'] }]);
    expect(workloads[2]).toMatchObject({ name: 'both', requests: 4000, durationMs: 200, cpuMs: 20, memoryMb: 20 });
    expect(workloads[2]?.parts.map(({ name }) => name)).toEqual(['day', 'night']);
  });

  it.each([
    [[day, { name: 'both', mix: ['day', 'nihgt'] }], 'workloads.1.mix.1: no workload "nihgt" that is not a mix'],
    [[day, { name: 'both', mix: ['both'] }], 'workloads.1.mix.0: no workload "both" that is not a mix'],
    [[day, { name: 'both', mix: ['day'], requests: 3 }], 'belongs to the workloads of the mix'],
  ])('refuses %j', async (workloads, problem) => {
    expect((await problemsOf(read(workloads))).join('\n')).toContain(problem);
  });

  it('is served by services of one part', async () => {
    const designs = [{ name: 'one', services: [{ service: 'lambda', of: 'nihgt' }] }];
    expect((await problemsOf(read([day, night], { designs }))).join('\n')).toContain('unknown workload "nihgt"');
  });
});
