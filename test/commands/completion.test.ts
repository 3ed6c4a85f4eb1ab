import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/index.js';
import { runInProcess } from '../run-in-process.js';

const folder = mkdtempSync(join(tmpdir(), 'crossover-completion-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function scriptFor(shell: string): Promise<string> {
  const { code, stdout, stderr } = await runInProcess(['completion', shell]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

/** Whether a program is installed. */
const has = (program: string) => spawnSync(program, ['--version']).status === 0;

/** What bash offers for the last of some words. */
function offered(script: string, words: readonly string[]): string[] {
  const call = `COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _crossover; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', `${script}\n${call}`, 'bash', ...words], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.split('\n').filter((line) => line !== '');
}

describe.skipIf(!has('bash'))('the completion of bash', () => {
  it.each<[readonly string[], readonly string[]]>([
    [
      ['crossover', 'comp'],
      ['compare', 'completion'],
    ],
    [['crossover', 'pr'], ['prices']],
    [
      ['crossover', 'prices', ''],
      ['list', 'show', 'check'],
    ],
    [['crossover', 'docs', 'u'], ['update']],
    [['crossover', 'compare', '--adv'], ['--advice']],
    [['crossover', 'compare', '--no-f'], ['--no-free-tier']],
    [
      ['crossover', 'compare', '--format', ''],
      ['table', 'markdown', 'csv', 'json', 'svg'],
    ],
    [['crossover', 'compare', '-f', 'm'], ['markdown']],
    // bash parts words at the equals sign.
    [['crossover', 'compare', '--format', '=', 'cs'], ['csv']],
    [
      ['crossover', 'compare', '--format', '='],
      ['table', 'markdown', 'csv', 'json', 'svg'],
    ],
    [['crossover', 'sweep', 'x.yaml', '--format', 'js'], ['jsonl']],
    [['crossover', 'completion', 'b'], ['bash']],
    // Files: bash's own.
    [['crossover', 'compare', 'sce'], []],
    [['crossover', 'prices', 'show', 'lam'], []],
    // Hidden: for workers of a sweep.
    [['crossover', 'sweep', 'x.yaml', '--part'], []],
    [['crossover', 'nonsense', '--'], []],
  ])('%j', async (words, expected) => {
    expect(offered(await scriptFor('bash'), words)).toEqual(expected);
  });

  it('knows every command, and the flags of each', async () => {
    const script = await scriptFor('bash');
    for (const [id, load] of Object.entries(COMMANDS)) {
      const words = id.split(':');
      expect(offered(script, ['crossover', ...words])).toContain(words.at(-1));
      const command = await load();
      const shown = Object.entries({ ...command.baseFlags, ...command.flags }).filter(([, { hidden }]) => !hidden);
      const flags = offered(script, ['crossover', ...words, '--']);
      expect(flags).toEqual(expect.arrayContaining(shown.map(([name]) => `--${name}`)));
    }
  });
});

describe.skipIf(!has('fish'))('the completion of fish', () => {
  /** What fish offers for the last word of a command line. */
  const offeredByFish = async (line: string) => {
    const commands = `${await scriptFor('fish')}\ncomplete -C '${line}'`;
    const { stdout, stderr } = spawnSync('fish', ['--no-config', '-c', commands], { encoding: 'utf8' });
    expect(stderr).toBe('');
    return stdout.split('\n').flatMap((offer) => offer.split('\t')[0] || []);
  };

  it.each<[string, readonly string[]]>([
    ['crossover comp', ['compare', 'completion']],
    ['crossover docs ', ['update', 'check']],
    ['crossover compare --adv', ['--advice']],
    ['crossover compare --format ', ['table', 'markdown', 'csv', 'json', 'svg']],
    ['crossover completion ', ['bash', 'zsh', 'fish']],
  ])('%s', async (line, expected) => {
    expect((await offeredByFish(line)).sort()).toEqual([...expected].sort());
  });
});

describe.each(['bash', 'zsh', 'fish'])('the script for %s', (shell) => {
  it.skipIf(!has(shell))('is read by its shell, and its template too', async () => {
    const script = join(folder, `script.${shell}`);
    writeFileSync(script, await scriptFor(shell));
    for (const file of [script, `src/cli/completion/completion.${shell}`]) {
      const { status, stderr } = spawnSync(shell, ['-n', file], { encoding: 'utf8' });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    }
  });

  it('names every command', async () => {
    const script = await scriptFor(shell);
    for (const id of Object.keys(COMMANDS)) for (const word of id.split(':')) expect(script).toContain(word);
  });
});

it.skipIf(!has('shellcheck'))('shellcheck finds nothing in the script for bash', async () => {
  const { stdout } = spawnSync('shellcheck', ['-'], { input: await scriptFor('bash'), encoding: 'utf8' });
  expect(stdout).toBe('');
});

it('refuses another shell', async () => {
  const { code, stderr } = await runInProcess(['completion', 'tcsh']);
  expect(code).toBe(2);
  expect(stderr).toContain('bash, zsh, fish');
});
