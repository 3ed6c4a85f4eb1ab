import { Args } from '@oclif/core';
import { describe, expect, it } from 'vitest';
import { BaseCommand } from '../../src/cli/base-command.js';
import { formatFlags, limitFlags, pricingFlags } from '../../src/cli/flags/shared-flags.js';
import { EstimatorError } from '../../src/model/errors.js';
import { runInProcess } from '../run-in-process.js';

/** A command that does whatever its first argument says. */
class Act extends BaseCommand {
  static override args = { what: Args.string({ required: true }) };
  static override flags = { ...formatFlags, ...pricingFlags, ...limitFlags };

  override async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Act);
    if (args.what === 'bug') throw new TypeError('x is not a function');
    if (args.what === 'mistake')
      throw new EstimatorError('SCENARIO_INVALID', 'Two things', 'Mend them.', 'a.yaml', PROBLEMS);
    if (args.what === 'evil') throw new EstimatorError('USAGE_INVALID', `\x1b[2Jno\x07 \u202egpj`, 'Mend it.');
    if (args.what === 'limit') this.checkFailed('Over the limit');
    this.log('done 100%');
    return { prices: flags.prices ?? [], freeTier: flags['free-tier'], limit: flags['max-monthly-usd'] ?? null };
  }
}

const PROBLEMS = [
  { at: 'designs.0.services.1.vcpu', line: 12, message: '3 is not a size of Fargate', hint: '2 or 4' },
  { at: 'region', message: 'missing' },
];

const TABLE = {
  act: async () => Act,
  'prices:show': async () => Act,
  'break-even': async () => Act,
};
const run = (...argv: string[]) => runInProcess(argv, TABLE);

describe('what a user can fix', () => {
  it.each([
    [['atc'], 'Unknown command "atc"', 'Did you mean crossover act?'],
    [['prices', 'shwo'], 'Unknown command "prices shwo"', 'Did you mean crossover prices show?'],
    [['price'], 'Unknown command "price"', 'Did you mean crossover prices?'],
    [['prcies', 'show'], 'Unknown command "prcies"', 'Did you mean crossover prices show?'],
    [['prcies', 'a.yaml'], 'Unknown command "prcies"', 'Did you mean crossover prices?'],
    [['break', 'even'], 'Unknown command "break"', 'Did you mean crossover break-even?'],
    [['breakeven', 'a.yaml'], 'Unknown command "breakeven"', 'Did you mean crossover break-even?'],
    [['api.yaml'], 'Unknown command "api.yaml"', 'crossover compare api.yaml'],
    [['--frmat', 'csv'], 'No command before --frmat', 'The command comes first'],
    [['act'], 'act needs WHAT', 'crossover act --help'],
    [['prices', 'show'], 'prices show needs WHAT', 'crossover prices show --help'],
    [['act', 'a', 'b'], 'act does not take "b"', 'crossover act --help'],
    [['act', 'a', '--frmat', 'csv'], 'Unknown flag --frmat', 'Did you mean --format?'],
    [['act', 'a', '--no-free-teir'], 'Unknown flag --no-free-teir', 'Did you mean --no-free-tier?'],
    [
      ['act', 'a', '--format', 'xml'],
      'Expected --format=xml to be one of: table, markdown, csv, json',
      'crossover act --help',
    ],
    [['act', 'a', '--region'], 'Flag --region expects a value', 'crossover act --help'],
    [['act', 'a', '--max-monthly-usd', 'lots'], '--max-monthly-usd is "lots", not an amount', '250 or 99.95'],
    [['act', 'a', '--max-monthly-usd', '-5'], '--max-monthly-usd is "-5", not an amount', '250 or 99.95'],
  ])('%j says what is wrong and what to do, as text and as JSON', async (argv, message, hint) => {
    const text = await run(...argv);
    expect(text).toMatchObject({ code: 2, stdout: '' });
    expect(text.stderr).toContain(`Error: ${message}\n`);
    expect(text.stderr).toContain(hint);
    expect(text.stderr).not.toContain('    at ');

    const json = await run(...argv, '--json');
    expect(json).toMatchObject({ code: 2, stderr: '' });
    expect(JSON.parse(json.stdout)).toEqual({
      error: { code: 'ARGUMENT_INVALID', message, hint: expect.stringContaining(hint), at: expect.any(String) },
    });
  });

  it('lists every problem with its line, its place and its hint', async () => {
    const { stderr, code } = await run('act', 'mistake');
    expect(code).toBe(2);
    expect(stderr).toBe(
      [
        'Error: a.yaml: Two things',
        '  line 12: designs.0.services.1.vcpu: 3 is not a size of Fargate',
        '      2 or 4',
        '  region: missing',
        '  Mend them.',
        '',
      ].join('\n'),
    );
  });

  it.each([['--json'], ['--format', 'json'], ['--format=json'], ['-f', 'json'], ['-fjson']])(
    'is one document with %s %s',
    async (...flag) => {
      const { stdout, stderr, code } = await run('act', 'mistake', ...flag.filter((word) => word !== undefined));
      expect(code).toBe(2);
      expect(stderr).toBe('');
      expect(JSON.parse(stdout)).toEqual({
        error: {
          code: 'SCENARIO_INVALID',
          message: 'Two things',
          hint: 'Mend them.',
          at: 'a.yaml',
          problems: PROBLEMS,
        },
      });
    },
  );

  it('cannot send escape sequences to the terminal', async () => {
    const { stderr } = await run('act', 'evil');
    expect(stderr).toContain('Error: \\u{1b}[2Jno\\u{7} \\u{202e}gpj\n');
  });
});

describe('a bug', () => {
  it('shows its stack and asks for a report', async () => {
    const { stderr, stdout, code } = await run('act', 'bug');
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/TypeError: x is not a function\n {4}at .*\n[\s\S]*This is a bug/);
  });

  it('is a document with --json', async () => {
    const { stdout, code } = await run('act', 'bug', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout).error).toMatchObject({ code: 'BUG', message: 'x is not a function', at: null });
  });
});

describe('a result', () => {
  it('is logged as text', async () => {
    expect(await run('act', 'well')).toEqual({ code: 0, stdout: 'done 100%\n', stderr: '' });
  });

  it('is one document with --json, and nothing else', async () => {
    const argv = [
      'act',
      '--prices',
      'a.json',
      'well',
      '--prices',
      'b.json',
      '--no-free-tier',
      '--max-monthly-usd',
      '99.95',
    ];
    const { stdout, stderr, code } = await run(...argv, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({ prices: ['a.json', 'b.json'], freeTier: false, limit: '99.95' });
  });

  it('is printed when a limit fails, and the exit code is 3', async () => {
    expect(await run('act', 'limit')).toEqual({ code: 3, stdout: 'done 100%\n', stderr: 'Over the limit\n' });
    const { code, stdout } = await run('act', 'limit', '--json');
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toHaveProperty('limit', null);
  });
});

describe('help', () => {
  it.each([[['act', '--help']], [['act', '-h']], [['help', 'act']]])('%j shows the command', async (argv) => {
    const { code, stdout } = await run(...argv);
    expect(code).toBe(0);
    expect(stdout).toContain('$ crossover act WHAT');
  });

  it.each([[[]], [['--help']], [['help']]])('%j lists the commands', async (argv) => {
    const { code, stdout } = await run(...argv);
    expect(code).toBe(0);
    expect(stdout).toMatch(/COMMANDS\n\s+act/);
  });

  it('shows a topic', async () => {
    expect((await run('prices')).stdout).toContain('prices show');
    expect((await run('prices', '--json')).code).toBe(2);
  });
});
