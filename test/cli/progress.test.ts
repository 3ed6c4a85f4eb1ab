import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { progressText } from '../../src/cli/terminal/progress.js';
import { PROGRAM, runBuilt } from '../run-built.js';

describe('a count of long work', () => {
  it.each([
    ['early on, when nobody knows how fast it goes', 10, 100, 1000, '10 of 100 points'],
    ['with what is left', 25, 100, 10_000, '25 of 100 points, about 30 s left'],
    ['of much work', 1000, 100_000, 10_000, '1,000 of 100,000 points, about 17 min left'],
    ['near its end', 99, 100, 60_000, '99 of 100 points'],
    ['with a step half done', 1.5, 3, 6000, '1 of 3 points, about 6 s left'],
    ['before the first step', 0, 3, 6000, '0 of 3 points'],
    ['of one step, in percent', 0.25, 1, 6000, '25%, about 18 s left'],
    ['without an end in sight', 1234, Number.NaN, 6000, '1,234 points'],
  ])('%s', (_what, done, total, spentMs, text) => {
    expect(progressText({ done, total, what: 'points' }, spentMs)).toBe(text);
  });
});

const DRIVER = join(import.meta.dirname, 'interview/pseudo-terminal.py');
const hasPython = spawnSync('python3', ['-c', 'import pty, fcntl, termios']).status === 0;

/** Simulated second by second, or nearly so, on as many designs as it takes to last a second or two. */
const heavy = (designs: number, stepSeconds: number) => `version: 1
name: heavy
region: us-east-1
stepSeconds: ${stepSeconds}
workloads:
  - name: day
    requests: 30M
    durationMs: 100
    # No hour is like another: hours that repeat would be simulated once.
    shape: { type: product, parts: [{ type: daily, peakToMean: 3 }, { type: noise, variation: 0.3 }] }
designs:
${Array.from({ length: designs }, (_, index) => `  - { name: d${index}, services: [{ service: lambda, memoryMb: ${512 + index} }] }`).join('\n')}
`;
const MARKERS = Array.from(
  { length: 3 },
  (_, index) => `<!-- crossover:chart heavy.yaml d${index} of=hours to="${index}.svg" -->\n<!-- /crossover -->\n`,
).join('\n');

describe('on a terminal', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'crossover-progress-'));
    writeFileSync(join(folder, 'heavy.yaml'), heavy(6, 1));
    // Curves price it two dozen times.
    writeFileSync(join(folder, 'curved.yaml'), heavy(2, 2));
    writeFileSync(join(folder, 'a.md'), MARKERS);
    const row = (index: number) => `f${index},100000,100,512`;
    const rows = Array.from({ length: 600_000 }, (_, index) => row(index));
    writeFileSync(join(folder, 'fleet.csv'), `name,requests,durationMs,memoryMb\n${rows.join('\n')}\n`);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.skipIf(!hasPython).each([
    ['compare heavy.yaml heavy.yaml', /[0-2] of 2 scenarios/],
    ['compare curved.yaml --format svg --chart curves', /\d+%/],
    ['explain heavy.yaml', /\d+%/],
    ['simulate heavy.yaml', /\d+ of 6 results/],
    ['docs update a.md', /\d+%/],
    ['report curved.yaml -o out.html', /\d+%/],
    ['fleet fleet.csv', /\d+ of \d+ MiB/],
  ])(
    '%s shows how far it is, and takes it away',
    (command, far) => {
      const job = {
        argv: [process.execPath, PROGRAM, ...command.split(' ')],
        cwd: folder,
        env: { NO_COLOR: '1' },
        steps: [],
      };
      const { stdout } = spawnSync('python3', [DRIVER], { input: JSON.stringify(job), encoding: 'utf8' });
      const { output, code } = JSON.parse(stdout) as { output: string; code: number };
      expect(code).toBe(0);
      const counts = output.split('\r').filter((line) => far.test(line) && line.endsWith('\u001b[K'));
      expect(counts.length).toBeGreaterThan(0);
      // The last count is wiped away before anything else is written.
      expect(output).toContain(`${counts.at(-1)}\r\u001b[K`);
    },
    60_000,
  );

  it('and nowhere else', () => {
    const { code, stderr } = runBuilt(['explain', 'heavy.yaml', '--format', 'csv'], { cwd: folder, timeout: 60_000 });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  }, 60_000);
});
