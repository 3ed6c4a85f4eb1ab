import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PROGRAM, runBuilt } from '../../run-built.js';
import { runInProcess } from '../../run-in-process.js';

const DRIVER = join(import.meta.dirname, 'pseudo-terminal.py');
const hasPython = spawnSync('python3', ['-c', 'import pty, fcntl, termios']).status === 0;
if (!hasPython) console.warn('python3 is not here: the interview is not tried on a pseudo-terminal');

/** A machine that does much else besides is slow to answer. */
const PATIENCE_MS = 120_000;
const ENTER = '\r';
const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const DOWN = '\u001b[B';

/** What to wait for, and what to type then. */
type Step = readonly [text: string, keys: string];

const WORK: readonly Step[] = [
  ['What kind of work', ENTER],
  ['How many requests', `30M${ENTER}`],
  ['spread over the month', ENTER],
  ['daily peak', ENTER],
  ['How long does one request take', `200ms${ENTER}`],
  ['How much of that is CPU', ENTER],
  ['How much memory', ENTER],
  ['In which AWS region', ENTER],
];
const DESIGNS: readonly Step[] = [
  ['Which design first', ENTER],
  ['What next', ENTER],
  ['What next', ENTER],
  ['What next', ENTER],
];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crossover-terminal-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function drive(steps: readonly Step[], { flags = [] as string[], env = {} as Record<string, string> } = {}) {
  const argv = [process.execPath, PROGRAM, 'estimate', ...flags];
  const job = { argv, cwd: folder, env: { NO_COLOR: '1', TERM: 'xterm', ...env }, steps };
  const { stdout, stderr } = spawnSync('python3', [DRIVER], { input: JSON.stringify(job), encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as { code: number; output: string; missing: string | null };
}

/** What is shown: a line that is written over counts as another line, and sequences that move the cursor are gone. */
function shown(output: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences
  const lines = output.replace(/\r\n/g, '\n').replace(/\r|\u001b\[\d*G/g, '\n');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences
  return lines.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '');
}

describe.skipIf(!hasPython)('crossover estimate on a terminal', { timeout: PATIENCE_MS }, () => {
  it('asks, compares, saves and says the command that repeats it', () => {
    const { code, output, missing } = drive([
      ...WORK,
      ...DESIGNS,
      ['Are you done', ENTER],
      ['name of the scenario', `Shop${ENTER}`],
      ['which file', ENTER],
    ]);
    expect(missing).toBeNull();
    expect(code).toBe(0);
    const text = shown(output);
    expect(text).toMatch(/Lambda +\$[\d,.]+ a month/);
    expect(text).toContain('My application (us-east-1, month of 730 hours, free tier applied)');
    expect(text).toContain('crossover compare shop.yaml');
    expect(readFileSync(join(folder, 'shop.yaml'), 'utf8')).toMatch(
      /requests: 30M[\s\S]*durationMs: 200ms[\s\S]*cpuMs: 67ms/,
    );
    const [first = ''] = /\$[\d,.]+ a month/.exec(text.slice(text.indexOf('Cheapest:'))) ?? [];
    expect(runBuilt(['compare', 'shop.yaml'], { cwd: folder }).stdout).toContain(first);
  });

  it.each(['-dash.yaml', 'it\'s $(touch x); "q".yaml', '~home.yaml', '=ls.yaml', 'ünï 🚀.yml'])(
    'the command repeats it, whatever the file is called: %s',
    (file) => {
      const { output, missing } = drive([
        ...WORK,
        ...DESIGNS,
        ['Are you done', ENTER],
        ['name of the scenario', ENTER],
        ['which file', `${file}${ENTER}`],
      ]);
      expect(missing).toBeNull();
      expect(readdirSync(folder)).toEqual([file]);
      const command = /To repeat this comparison: +(.*)/.exec(shown(output))?.[1] ?? '';
      const shell = `crossover() { "${process.execPath}" "${PROGRAM}" "$@"; }\n${command}`;
      const { stdout } = spawnSync('bash', ['-c', shell], { cwd: folder, encoding: 'utf8' });
      const [answer = ''] = /Cheapest: .*/.exec(shown(output).replace(/\r/g, '')) ?? [];
      expect(answer).not.toBe('');
      expect(stdout).toContain(answer);
      expect(readdirSync(folder)).toEqual([file]);
    },
  );

  it('refuses what is no answer at once, and takes another', () => {
    const { code, output, missing } = drive([
      ['What kind of work', ENTER],
      ['How many requests', `lots${ENTER}`],
      ['is not a number', `\u0015${CTRL_C}`],
    ]);
    expect({ code, missing }).toEqual({ code: 130, missing: null });
    expect(shown(output)).toContain('> "lots" is not a number of count: write digits, alone or with one of K M B');
  });

  it.each<[string, readonly Step[]]>([
    ['at the first question', [['What kind of work', CTRL_C]]],
    ['in the middle of an answer', [...WORK.slice(0, 4), ['How long does', `12${CTRL_C}`]]],
    ['among the designs', [...WORK, ['Which design first', ENTER], ['What next', `${DOWN}${CTRL_C}`]]],
    [
      'at the name of the file',
      [
        ...WORK,
        ...DESIGNS,
        ['Are you done', ENTER],
        ['name of the scenario', ENTER],
        ['which file', `x.yaml${CTRL_C}`],
      ],
    ],
    [
      'with Ctrl-D',
      [
        ['What kind of work', ENTER],
        ['How many requests', CTRL_D],
      ],
    ],
  ])('Ctrl-C leaves nothing behind and exits with 130: %s', (_where, steps) => {
    const { code, output, missing } = drive(steps);
    expect({ code, missing }).toEqual({ code: 130, missing: null });
    expect(shown(output)).not.toMatch(/Error|\n {4}at |bug/);
    expect(output.lastIndexOf('\u001b[?25l')).toBeLessThanOrEqual(output.lastIndexOf('\u001b[?25h'));
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says everything without colours too, and in 80 columns', () => {
    const { output } = drive([...WORK, ...DESIGNS, ['Are you done', CTRL_C]]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences
    expect(output).not.toMatch(/\u001b\[(?:[1-9]|[349][0-7])m/);
    for (const line of shown(output).split('\n')) expect([...line].length, line).toBeLessThanOrEqual(80);
  });

  it('takes the flags that say how it is priced', () => {
    const { output, missing } = drive(
      [...WORK, ...DESIGNS, ['Are you done', ENTER], ['name of the scenario', ENTER], ['which file', `no${ENTER}`]],
      {
        flags: ['--no-free-tier', '--region', 'eu-central-1'],
      },
    );
    expect(missing).toBeNull();
    const text = shown(output);
    expect(text).toContain('My application (eu-central-1, month of 730 hours)');
    expect(text).toContain("crossover compare - --no-free-tier <<'END_OF_SCENARIO'");
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('crossover estimate without a file and without a terminal', () => {
  it.each([
    [['estimate'], /questions need a terminal/],
    [['estimate', '--json'], /--json does not ask questions/],
    [['estimate', '--design', 'Fargate'], /--design selects from a file/],
  ])('%j says what to do instead', async (argv, message) => {
    const { status, stderr, stdout } = spawnSync(process.execPath, [PROGRAM, ...argv], { input: '', encoding: 'utf8' });
    expect(status).toBe(2);
    const said = argv.includes('--json') ? stdout : stderr;
    expect(said).toMatch(message);
    expect(said).toContain('crossover scenario new scenario.yaml');
    expect((await runInProcess(argv)).code).toBe(2);
  });
});
