import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PROGRAM } from '../run-built.js';
import { runInProcess } from '../run-in-process.js';

const scenario = (requests: string) => `version: 1
name: Watched
region: us-east-1
freeTier: false
workloads: [{ name: work, ${requests}, durationMs: 100, memoryMb: 20 }]
designs: [{ name: Lambda, services: [{ service: lambda, memoryMb: 128, durationMs: 100, coldStarts: 0 }] }]
`;
const TRACED = 'shape: { type: trace, file: hours.csv }';
const hours = (each: number) =>
  `${['time,requests', ...Array.from({ length: 24 }, (_, hour) => `${hour * 3600},${each}`)].join('\n')}\n`;

describe('crossover compare --watch', () => {
  let folder: string;
  let child: ChildProcess | undefined;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'crossover-watch-'));
  });
  afterEach(() => {
    child?.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  /** Writes as most editors do: a new file takes the old name. */
  function save(name: string, text: string): void {
    writeFileSync(join(folder, `${name}.new`), text);
    renameSync(join(folder, `${name}.new`), join(folder, name));
  }

  function watch(...argv: string[]) {
    const started = spawn(process.execPath, [PROGRAM, 'compare', 'a.yaml', '--watch', ...argv], { cwd: folder });
    child = started;
    let [out, err] = ['', ''];
    started.stdout.on('data', (chunk) => {
      out += chunk;
    });
    started.stderr.on('data', (chunk) => {
      err += chunk;
    });
    return {
      /** What was said since the last time, once it has been said that files are watched. */
      next: async () => {
        await expect.poll(() => err, { timeout: 15_000, interval: 20 }).toContain('Press Ctrl-C to stop.');
        const said = { out, err };
        [out, err] = ['', ''];
        return said;
      },
      interrupted: () =>
        new Promise<number | null>((resolve) => {
          started.once('exit', resolve);
          started.kill('SIGINT');
        }),
    };
  }

  it('compares again after each change, through mistakes, until Ctrl-C', async () => {
    save('a.yaml', scenario('requests: 1M'));
    const program = watch();
    const first = await program.next();
    // 1M × $0.20/M + 1M × 0.1 s × 0.125 GB × $0.0000166667 = 0.2 + 0.20833
    expect(first.out).toContain('$0.41');
    expect(first.out).not.toContain('\u001b');
    save('a.yaml', scenario('requests: many'));
    const wrong = await program.next();
    expect(wrong.out).toBe('');
    expect(wrong.err).toContain('workloads.0.requests');
    rmSync(join(folder, 'a.yaml'));
    expect((await program.next()).err).toContain('does not exist');
    save('a.yaml', scenario('requests: 10M'));
    expect((await program.next()).out).toContain('$4.08');
    expect(await program.interrupted()).toBe(130);
  });

  it('watches the traces that a scenario names', async () => {
    save('a.yaml', scenario(TRACED));
    const program = watch('--format', 'csv');
    expect((await program.next()).err).toContain('hours.csv');
    save('hours.csv', hours(1000));
    const { out, err } = await program.next();
    expect(err).not.toContain('Error');
    save('hours.csv', hours(2000));
    const more = await program.next();
    const usd = (text: string) => Number(text.trim().split(',').at(-1));
    expect(usd(out)).toBeGreaterThan(0);
    expect(usd(more.out)).toBeCloseTo(2 * usd(out), 6);
    expect(await program.interrupted()).toBe(130);
  });

  it.each([
    [['-'], 'cannot read standard input again'],
    [['a.yaml', '--json'], 'not one JSON document'],
    [['a.yaml', '--format', 'json'], 'not one JSON document'],
  ])('refuses %j', async (argv, why) => {
    const { code, stdout, stderr } = await runInProcess(['compare', ...argv, '--watch']);
    expect(code).toBe(2);
    expect(`${stdout}${stderr}`).toContain(why);
  });
});
