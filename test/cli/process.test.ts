import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyProgram, PROGRAM, runBuilt } from '../run-built.js';

const ROOT = join(import.meta.dirname, '../..');

describe('the program in a process of its own', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'crossover-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('runs from any folder, through a link as npm makes one', () => {
    const link = join(folder, 'crossover');
    symlinkSync(PROGRAM, link);
    const { status, stdout } = spawnSync(process.execPath, [link, 'services'], { cwd: folder, encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stdout).toContain('lambda');
  });

  it('says what to do where it has not been built', () => {
    cpSync(join(ROOT, 'bin'), join(folder, 'bin'), { recursive: true });
    const { status, stderr } = spawnSync(process.execPath, [join(folder, 'bin/run.js')], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toBe('crossover is not built: run npm run build.\n');
  });

  it
    .skipIf(!existsSync('/dev/full'))
    .each([
      'compare scenarios/steady-api.yaml',
      'compare scenarios/steady-api.yaml --json',
      'report scenarios/steady-api.yaml -o -',
      'sweep scenarios/steady-api.yaml --vary workloads.0.requests=1M..9M:1M',
      '--help',
    ])('says that the disk is full: %s > /dev/full', (command) => {
    const script = `"${process.execPath}" "${PROGRAM}" ${command} > /dev/full`;
    const { status, stderr } = spawnSync('bash', ['-c', script], { cwd: ROOT, encoding: 'utf8' });
    expect(stderr).toBe('Error: The result cannot be written: the disk is full\n  Write it to another place.\n');
    expect(status).toBe(2);
  });

  it.each([
    ['of another length', ' ', 0],
    ['of the same length, by its date', '', 3600],
  ])('refuses a price file that was changed after the build, %s', (_what, more, secondsLater) => {
    copyProgram(folder);
    const file = join(folder, 'pricing', 'lambda.json');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, `${text.replaceAll('0.0000166667', '0.0000166668')}${more}`);
    const at = Date.now() / 1000 + secondsLater;
    utimesSync(file, at, at);
    const { status, stderr } = run(folder, ['compare', join(ROOT, 'scenarios/lambda-or-one-small-task.yaml')]);
    expect(status).toBe(2);
    expect(stderr).toContain('pricing/lambda.json is not the file that pricing/index.json names');
  });

  it('reads a price book that was changed after the build, with its index', () => {
    copyProgram(folder);
    const file = join(folder, 'pricing', 'index.json');
    writeFileSync(file, `${readFileSync(file, 'utf8')}\n`);
    const argv = ['compare', join(ROOT, 'scenarios/lambda-or-one-small-task.yaml'), '--json'];
    const [changed, built] = [run(folder, argv), runBuilt(argv)].map(({ stdout }) => JSON.parse(stdout));
    expect(changed.priceBook.id).not.toBe(built.priceBook.id);
    expect(changed.scenarios).toEqual(built.scenarios);
  });

  it('shows a mistake without a stack, and exits with 2', () => {
    const { code, stdout, stderr } = runBuilt(['compare', 'no-such-file.yaml']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toContain('    at ');
  });

  it('ends quietly when nobody reads on', () => {
    const shell = `"$0" "$1" services | true; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', shell, process.execPath, PROGRAM], { encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: '0\n', stderr: '' });
  });

  it('writes all to a reader that is slow', () => {
    const shell = `"$0" "$1" scenario schema | (sleep 1; cmp - scenarios/scenario.schema.json)`;
    const { status, stdout } = spawnSync('bash', ['-c', shell, process.execPath, PROGRAM], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });

  it('does not take a missing argument from standard input', () => {
    expect(runBuilt(['services'], { input: 'lambda\n' })).toEqual(runBuilt(['services']));
  });

  it('uses no colours in a pipe', () => {
    expect(
      runBuilt(['--help'], { env: { ...process.env, FORCE_COLOR: undefined, TERM: 'xterm-256color' } }).stdout,
    ).not.toContain('\x1b');
  });
});

function run(folder: string, argv: readonly string[]) {
  return spawnSync(process.execPath, [join(folder, 'bin/run.js'), ...argv], { encoding: 'utf8' });
}
