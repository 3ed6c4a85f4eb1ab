import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runInProcess } from '../run-in-process.js';

const folder = mkdtempSync(join(tmpdir(), 'crossover-fleet-'));
afterAll(() => rmSync(folder, { recursive: true }));

const TWO = 'test/fixtures/fleet/two-functions.csv';
const BY_MINUTE = 'test/fixtures/fleet/by-minute.csv';
const AZURE = '../shared/data/traces/azure2019-500-functions.csv';
const fleet = (...argv: string[]) => runInProcess(['fleet', ...argv]);

/** Writes a fleet and prices it. */
function fleetOf(text: string, ...argv: string[]) {
  const file = join(folder, 'fleet.csv');
  writeFileSync(file, text);
  return fleet(file, ...argv);
}

interface Json {
  readonly rows: number;
  readonly requests: string;
  readonly cheapest: string;
  readonly skipped: { readonly count: number; readonly first: string[] };
  readonly designs: readonly { readonly design: string; readonly monthlyUsd: string | null }[];
  readonly remarks: readonly string[];
}

describe('crossover fleet', () => {
  it('shows totals, the answer, moves and assumptions within the width', async () => {
    const { stdout, code } = await fleet(TWO, '--no-free-tier', '--cpu-share', '0');
    expect(code).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'Cheapest: Lambda arm64, best memory, $2.70 a month; this saves $3.67 a month.',
    );
    expect(stdout).toContain('│ $3.00 │ b   │ Lambda x86_64, 1024 MB → Lambda arm64, 128 MB │');
    expect(stdout).toContain('--cpu-share 0');
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('streams a line a row', async () => {
    const { stdout } = await fleet(TWO, '--cpu-share', '0', '-f', 'csv');
    expect(stdout.trim().split('\n').slice(1)).toEqual([
      // 128 MB of Fargate, 730 h × 0.125 GB × 0.00356, as all of the duration is waiting
      '2,a,,1000000,1.033335,1.033335,128,0.408334,0.866670,128,0.366668,0.324850,shared Fargate service,0.708485',
      '3,b,,10000000,5.333340,5.333340,128,2.416668,4.666680,128,2.333335,0.324850,shared Fargate service,5.008490',
    ]);
  });

  it('scales what was counted in hours to the month, and asks where minutes say so', async () => {
    const asked = JSON.parse((await fleet(BY_MINUTE, '--json')).stdout) as Json;
    expect(asked.requests).toBe('6660');
    expect(asked.remarks[0]).toContain('the 6 minute columns add up to the requests');
    const scaled = JSON.parse((await fleet(BY_MINUTE, '--period', '1h', '--json')).stdout) as Json;
    expect(scaled.requests).toBe(`${6660 * 730}`);
    expect(scaled.remarks).toEqual([]);
  });

  it('knows an export of Compute Optimizer and the list of the CLI by their columns', async () => {
    const optimizer =
      'FunctionArn,NumberOfInvocations,UtilizationMetrics_DurationAverage,UtilizationMetrics_MemoryMaximum,CurrentConfiguration_MemorySize,LookbackPeriodInDays\narn:aws:lambda:us-east-1:1:function:a,1400,12.5,90,512,14\n';
    const { stdout } = await fleetOf(optimizer, '--json');
    expect((JSON.parse(stdout) as Json).requests).toBe(`${Math.round((1400 * 730) / 336)}`);
    // The header as exports have it, all of its columns; the rows are made up: 2,401,200 calls in 14 days.
    const full = JSON.parse((await fleet('test/fixtures/fleet/compute-optimizer.csv', '--json')).stdout) as Json;
    expect(full.requests).toBe(`${Math.round((2_400_000 * 730) / 336) + Math.round((1200 * 730) / 336)}`);
    const both =
      'FunctionName,FunctionArn,MemorySize,Invocations,Duration\na,arn:aws:lambda:us-east-1:1:function:a,512,1,1\n';
    expect((await fleetOf(both, '--json')).code).toBe(0);
    const list =
      'FunctionName,Runtime,MemorySize,Architectures,Calls,Duration\na,nodejs22.x,512,"[""arm64""]",1000000,100\n';
    const mapped = JSON.parse(
      (await fleetOf(list, '--map', 'requests=Calls', '--no-free-tier', '--json')).stdout,
    ) as Json;
    // 50,000 GB-s × 0.0000133334 + 0.20
    expect(mapped.designs[0]?.monthlyUsd).toBe('0.86667');
    const { code, stderr } = await fleetOf(list);
    expect(code).toBe(2);
    expect(stderr).toContain('no column for requests among FunctionName, Runtime');
  });

  it.each([
    ['name,requests,durationMs\na,1,1\n', 'no column for memoryMb'],
    ['name,requests,duration_ms,duration_s,memory\na,1,1,1,128\n', 'both give durationMs, in different units'],
    ['name,requests,requests,durationMs,memory\na,1,1,1,128\n', 'both give requests'],
    ['name,requests,durationMs,memory\na,1,120 ms,128\n', 'line 2: column "durationMs": "120 ms" carries a unit'],
    ['name,requests,durationMs,memory\na,-1,1,128\n', 'column "requests": "-1" is not a number of 0 or more'],
    ['name,requests,durationMs,memory\na,1.5,1,128\n', '1.5 is not a whole number of requests'],
    ['name,requests,durationMs,memory\na,1,900001,128\n', 'Lambda ends a request after 900,000 ms'],
    ['name,requests,durationMs,memory\na,1,1,64\n', '64 MB; a function has 128 to 10,240'],
    ['name,requests,durationMs,memory\na,1,1\n', '3 fields where the first line has 4'],
    ['name,requests,durationMs,memory\n,1,1,128\n', 'the name is empty'],
    ['name,requests,durationMs,memory,architecture\na,1,1,128,mips\n', '"mips" is neither x86_64 nor arm64'],
    ['name,requests,durationMs,memory\n"a,1,1,128\n', 'a quote that is never closed'],
    ['name,requests,durationMs,memory\n', 'has no rows to price'],
    ['', 'is empty'],
    ['name\na\n', 'tabs between: name,requests,durationMs,memoryMb'],
    ['{\n  "Functions": [\n', 'is JSON, not CSV A list of functions does not say how often they run'],
  ])('refuses %j', async (text, message) => {
    const { code, stderr } = await fleetOf(text);
    expect(code).toBe(2);
    expect(stderr.replace(/\s+/g, ' ')).toContain(message);
  });

  it.each([
    [['--map', 'request=Calls'], 'Did you mean "requests"?'],
    [['--map', 'requests'], '--map is "requests"'],
    [['--period', '3w'], '--period is "3w"'],
    [['--cpu-share', '2'], '--cpu-share is "2"'],
    [['--region', 'us-esat-1'], 'Did you mean "us-east-1"?'],
    [['--instance-type', 'm7g.lagre'], 'Did you mean "m7g.large"?'],
  ])('refuses %j', async (argv, message) => {
    const { code, stderr } = await fleet(TWO, ...argv);
    expect(code).toBe(2);
    expect(stderr.replace(/\s+/g, ' ')).toContain(message);
  });

  it('leaves invalid rows out when told, and says so', async () => {
    const rows = 'name,requests,durationMs,memory\na,1000000,100,512\nb,x,1,128\nc,1,1,1\n';
    const { stdout } = await fleetOf(rows, '--skip-invalid');
    expect(stdout).toContain('2 invalid rows are left out of all totals:\n  line 3: column "requests": "x"');
    const json = JSON.parse((await fleetOf(rows, '--skip-invalid', '--json')).stdout) as Json;
    expect(json).toMatchObject({ rows: 1, requests: '1000000', skipped: { count: 2 } });
    const csv = await fleetOf(rows, '--skip-invalid', '-f', 'csv');
    expect(csv.stderr).toContain('2 invalid rows were skipped. The first is line 3');
  });

  it('reads a file larger than one piece as it reads a small one', async () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => `"row ${at},\nsecond line",1000,100,512\n`).join('');
    const { stdout } = await fleetOf(`name,requests,durationMs,memory\n${rows}`, '--no-free-tier', '--json');
    const { rows: count, designs } = JSON.parse(stdout) as Json;
    expect(count).toBe(20_000);
    // 20M × 0.0000002 + 1M GB-s × 0.0000166667
    expect(designs[0]?.monthlyUsd).toBe('20.6667');
  });

  it.skipIf(!existsSync(AZURE))(
    'prices 500 real functions (skipped: the trace is not beside the checkout)',
    async () => {
      const { stdout, code } = await fleet(AZURE, '--period', '8h', '--json');
      expect(code).toBe(0);
      const { rows, cheapest } = JSON.parse(stdout) as Json;
      expect(rows).toBe(500);
      expect(cheapest).toMatch(/^Lambda/);
    },
  );
});
