import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/index.js';
import { HOSTILE_NAMES } from '../render/hostile-names.js';
import { type Outcome, runInProcess } from '../run-in-process.js';

const folder = mkdtempSync(join(tmpdir(), 'crossover-hostile-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What must never reach a terminal or a file, but for the end of a line. */
const UNSAFE = /[^\P{C}\n]|[\u2028\u2029]/u;

/** Names that a scenario may have: those that the reader does not refuse. */
const NAMES = HOSTILE_NAMES.filter((name) => !UNSAFE.test(name) && name.length <= 100);

const designs = NAMES.map((name, index) => ({
  name,
  services: [
    index % 2 === 0
      ? { service: 'lambda', memoryMb: 512 + 64 * index, name }
      : { service: 'fargate', tasks: 1, vcpu: 0.25, memoryGb: 0.5, name },
    { service: 'other', name: `${name}!`, items: [{ name, monthlyUsd: 1 }] },
  ],
}));
const [first = '', second = ''] = NAMES;
const markup = NAMES.find((name) => name.includes('[link]')) ?? '';
const requests = '3M';
const scenario = {
  version: 1,
  name: first,
  region: 'us-east-1',
  freeTier: false,
  workloads: [{ name: markup, requests, durationMs: 200, cpuMs: 200 }],
  designs,
};

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const FILE = written('plain.json', JSON.stringify(scenario));
const RANGES = written(
  'ranges.json',
  JSON.stringify({
    ...scenario,
    workloads: scenario.workloads.map((work) => ({ ...work, requests: { low: '1M', likely: '3M', high: '10M' } })),
  }),
);
/** Its own name and its faults hold what a terminal obeys. */
const BROKEN = written(
  '\u001b[2J\u202e\u200b.json',
  JSON.stringify({ ...scenario, '\u001b[31m\u202e': 1, name: '\u001b[0m' }),
);
const MARKERS = ['# Costs', '', '<!-- crossover:table plain.json -->', '<!-- /crossover -->', ''].join('\n');

/** A fleet whose functions bear the same names. */
const FLEET = written(
  'fleet.csv',
  ['name,requests,durationMs,memoryMb', ...NAMES.map((name) => `"${name.replaceAll('"', '""')}",3000000,200,512`)].join(
    '\n',
  ),
);

const OVER = ['--over', 'workloads.0.requests'];
const BETWEEN = ['--between', first, '--and', second];
const VARY = ['--vary', 'workloads.0.requests=1M..3M:1M'];

/** Every command that shows text of a scenario, in every form that people read. */
const SHOWN: readonly (readonly string[])[] = [
  ...['table', 'markdown', 'csv'].flatMap((format) => [
    ['compare', FILE, '--format', format],
    ['compare', FILE, '--advice', '--format', format],
    ['compare', FILE, FILE, '--format', format],
    ['estimate', FILE, '--format', format],
    ['explain', FILE, '--format', format],
    ['simulate', FILE, '--format', format],
    ['break-even', FILE, ...BETWEEN, ...OVER, '--format', format],
    ['sensitivity', FILE, '--vary', 'workloads.0.requests', '--format', format],
    ['uncertainty', RANGES, '--samples', '80', '--format', format],
  ]),
  ['fleet', FLEET],
  ['fleet', FLEET, '--format', 'csv'],
  ['sweep', FILE, ...VARY],
  ['scenario', 'check', FILE],
];

/** What needs no scenario, is refused, or names what does not exist. */
const SAID: readonly (readonly string[])[] = [
  ['services'],
  ['services', 'lambda'],
  ['services', '\u001b[31mlambada\u202e'],
  ['prices', 'list'],
  ['prices', 'show', 'lambda', '--region', 'us-east-1'],
  ['prices', 'show', '\u001b[31m\u200b'],
  ['compare', BROKEN],
  ['scenario', 'check', BROKEN, FILE],
  ['compare', join(folder, 'gone\u001b[2J\u061c.yaml')],
  ['compare', FILE, '--region', '\u001b]0;title\u0007'],
  ['compare', FILE, '--\u001b[31mformat'],
  ['explain', FILE, '--design', '\u001b[31m\u2028'],
  ['\u001b[31mcompare\u202e'],
  ['docs', 'check', join(folder, 'gone\u001b[2J.md')],
];

function shownAs(argv: readonly string[]): string {
  return argv
    .map((word) => (word === FILE ? 'FILE' : word === FLEET ? 'FLEET' : word))
    .join(' ')
    .replace(/[^ -~]/g, '?');
}

async function runAt(columns: number, argv: readonly string[]): Promise<Outcome> {
  Object.defineProperty(process.stdout, 'columns', { value: columns, configurable: true });
  return runInProcess(argv);
}

afterEach(() => {
  Reflect.deleteProperty(process.stdout, 'columns');
});

it('knows all commands', () => {
  const tried = new Set([...SHOWN, ...SAID].flatMap(([command, sub]) => [command, `${command}:${sub}`]));
  const elsewhere = ['report', 'docs:update', 'scenario:new', 'scenario:schema', 'prices:check', 'completion'];
  expect(Object.keys(COMMANDS).filter((id) => !tried.has(id) && !elsewhere.includes(id))).toEqual([]);
});

describe.each(SHOWN.map((argv) => [shownAs(argv), argv] as const))('crossover %s', (_name, argv) => {
  it('shows the names of a scenario as text', async () => {
    const format = argv.includes('--format') ? argv.at(-1) : argv[0] === 'sweep' ? 'csv' : 'table';
    for (const columns of format === 'table' ? [40, 80, 200] : [80]) {
      const { code, stdout, stderr } = await runAt(columns, argv);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).not.toMatch(UNSAFE);
      // A path stays on its line, to be copied.
      if (format === 'table' && argv[0] !== 'scenario') expectFits(stdout, columns);
      if (format === 'csv') expectNoFormula(stdout);
      if (format === 'markdown') expectNoMarkup(stdout);
    }
  });
});

describe.each(SAID.map((argv) => [shownAs(argv), argv] as const))('crossover %s', (_name, argv) => {
  it('says nothing that a terminal would obey', async () => {
    for (const columns of [40, 80, 200]) {
      const { stdout, stderr } = await runAt(columns, argv);
      expect(`${stdout}${stderr}`).not.toMatch(UNSAFE);
      expect(`${stdout}${stderr}`.length).toBeGreaterThan(10);
      expectFits(stdout, columns);
    }
  });
});

it('documents and pages hold names as text', async () => {
  const document = written('costs.md', MARKERS);
  expect(await runInProcess(['docs', 'update', document])).toMatchObject({ code: 0, stderr: '' });
  expect(await runInProcess(['docs', 'check', document])).toMatchObject({ code: 0, stderr: '' });
  const { stdout } = await runInProcess(['report', FILE, '-o', '-']);
  expect(stdout).not.toContain('<script>alert');
  expect(stdout).not.toContain('<img src=x');
});

/** Addresses and hashes stay on their line, to be copied. */
const UNBROKEN = /^(?:Source|Prices): |sha256:/;

function expectFits(text: string, columns: number): void {
  const tooWide = text.split('\n').filter((line) => !UNBROKEN.test(line) && stringWidth(line) > columns);
  expect(tooWide).toEqual([]);
}

/** Fields that a spreadsheet would compute; numbers may be negative. */
function expectNoFormula(csv: string): void {
  const fields = [...csv.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",\n]*))/gm)].map(
    ([, quoted, bare]) => quoted ?? bare ?? '',
  );
  expect(fields.filter((field) => /^[=+\-@\t\r]/.test(field) && !/^-\d+(\.\d+)?$/.test(field))).toEqual([]);
}

function expectNoMarkup(markdown: string): void {
  expect(markdown).not.toMatch(/<(?:script|img|b)\b/);
  expect(markdown).not.toMatch(/(?<!\\)\[link(?<!\\)\]/);
  expect(markdown).not.toMatch(/(?<!\\)`code/);
}
