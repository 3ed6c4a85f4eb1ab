import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runInterview } from '../../../src/cli/interview/run-interview.js';
import { compare } from '../../../src/estimate/compare.js';
import { loadPriceBook } from '../../../src/io/price-files.js';
import { readScenarioFile } from '../../../src/io/scenario-files.js';
import type { Report } from '../../../src/model/report.js';
import { dollars } from '../../../src/render/money.js';
import { loadServices } from '../../../src/services/index.js';
import { PROGRAM, runBuilt } from '../../run-built.js';
import { type ScriptedPrompter, scriptedPrompter } from './scripted-prompter.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crossover-interview-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

type Script = Parameters<typeof scriptedPrompter>[0];

/** Goes through the interview and saves. */
async function interview(script: Script = {}) {
  const file = join(folder, 'saved.yaml');
  const prompter = scriptedPrompter({ 'which file': [file], ...script });
  const shown: Report[] = [];
  const report = await runInterview({ 'free-tier': true }, (priced) => shown.push(priced), prompter);
  return { prompter, shown, report, file };
}

const totals = ({ scenarios }: Report) =>
  scenarios.flatMap(({ results }) => results.map(({ design, monthlyUsd }) => [design, monthlyUsd.toFixed()]));

describe('with the defaults', () => {
  it('there is a first answer after at most twelve questions', async () => {
    const { prompter, report } = await interview();
    const compared = prompter.asked.indexOf('Are you done?');
    expect(compared).toBeGreaterThan(0);
    expect(compared).toBeLessThanOrEqual(12);
    expect(report.scenarios[0]?.results.map(({ design }) => design)).toEqual(['Lambda', 'Fargate']);
    expect(prompter.refused).toEqual([]);
  });

  it('the designs that are compared lack nothing that their parts need', async () => {
    const { report, file } = await interview();
    const missing = report.scenarios[0]?.results.flatMap((result) => result.missing);
    expect(missing).toEqual([]);
    const [, fargate] = (await readScenarioFile(file)).designs;
    expect(fargate?.services.map(({ name }) => name)).toEqual([
      'alb',
      'fargate',
      'nat-gateway',
      'data-transfer',
      'cloudwatch',
    ]);
  });

  it('every design is followed by the totals so far', async () => {
    const { prompter, report } = await interview();
    const [first = '', second = '', third = ''] = prompter.said.filter((text) => text.includes(' a month'));
    expect(first).toMatch(/^\n {2}Lambda +\$[\d.]+ a month\n/);
    expect(second).toMatch(/Fargate +\$[\d,.]+ a month/);
    expect(second).toMatch(/ {2}cheapest/);
    expect(second).toContain('Missing in Fargate: alb');
    expect(third).not.toContain('Missing');
    for (const { monthlyUsd } of report.scenarios[0]?.results ?? []) expect(third).toContain(dollars(monthlyUsd));
  });

  it('the saved scenario gives the same totals, and the command that repeats it is said', async () => {
    const { report, file, prompter } = await interview();
    const book = loadPriceBook();
    expect(totals(compare([await readScenarioFile(file)], book))).toEqual(totals(report));
    const said = prompter.said.join('\n');
    expect(said).toContain(`crossover compare ${file}`);
    expect(readdirSync(folder)).toEqual(['saved.yaml']);
    expect(JSON.parse(runBuilt(['compare', file, '--json']).stdout).scenarios[0].results).toHaveLength(2);
  });
});

/** What the scenario says of the work. */
async function workload(script: Script) {
  const { file } = await interview(script);
  return (await readScenarioFile(file)).workloads[0];
}

describe('the answers', () => {
  it.each([
    ['30M', 30e6],
    ['500K a month', 500e3],
    ['1_000_000', 1e6],
    ['12/s', 12 * 2_628_000],
    ['0.5 per second', 0.5 * 2_628_000],
    ['2 rps', 2 * 2_628_000],
  ])('%s is a volume', async (typed, requests) => {
    expect(await workload({ 'How many requests': [typed] })).toMatchObject({ requests });
  });

  it.each<[string, Record<string, string[]>, unknown]>([
    ['steady', { 'spread over the month': ['steady'] }, { type: 'steady' }],
    ['daily', { 'daily peak': ['4.5'] }, { type: 'daily', peakToMean: 4.5 }],
    [
      'spikes',
      {
        'spread over the month': ['spikes'],
        'How many spikes': ['3'],
        'How long is a spike': ['2h'],
        'How high is a spike': ['50'],
      },
      { type: 'spikes', count: 3, lengthS: 7200, factor: 50 },
    ],
    ['growth', { 'spread over the month': ['growth'], 'requests grow': ['1.5'] }, { type: 'growth', factor: 1.5 }],
    [
      'a schedule, which states its volume',
      { 'What kind': ['schedule'], 'How often': ['1h'], 'How many jobs': ['7'] },
      { type: 'cron', everyS: 3600, burst: 7 },
    ],
  ])('%s is a shape', async (_name, script, shape) => {
    const read = await workload(script);
    expect(read?.shape).toMatchObject(shape as object);
    if (read?.trigger === 'schedule') expect(read.requests).toBe(730 * 7);
  });

  it('a trace is a shape: named from where the program runs, saved as the scenario needs it', async () => {
    const trace = join(folder, 'trace.csv');
    writeFileSync(
      trace,
      `timestamp,requests\n${Array.from({ length: 48 }, (_, hour) => `${hour * 3600},${hour}`).join('\n')}\n`,
    );
    const { file, prompter } = await interview({
      'spread over the month': ['trace'],
      'Which file?': [join(folder, 'nowhere.csv'), trace],
    });
    expect(prompter.refused).toEqual([expect.stringContaining('There is no file')]);
    expect((await readScenarioFile(file)).workloads[0]?.shape).toMatchObject({ type: 'trace' });
  });

  it('are refused at once where they are no answers', async () => {
    const { prompter } = await interview({
      'How many requests': ['lots', '-5', '1e6', '30m', '99999999999999999999', '30M'],
      'How long does': ['120MB', '0', '2s'],
      'that is CPU': ['3s', '1s'],
      'How much memory': ['0', '20MB'],
      'AWS region': ['us-esat-1', 'us-east-1'],
    });
    expect(prompter.refused).toHaveLength(5 + 2 + 1 + 1 + 1);
    expect(prompter.refused.join('\n')).toMatch(
      /write digits, alone or with one of K M B[\s\S]*longer than the duration of 2s[\s\S]*did you mean us-east-1/,
    );
  });

  it('can be gone back to, before and after the designs', async () => {
    const back = await interview({
      'How long does': ['500ms', '90ms'],
      'that is CPU': ['<', '80ms'],
      'What next': ['Add Fargate', 'Change an earlier answer', 'compare'],
      'Which answer': ['volume'],
      'How many requests': ['1M', '3M'],
    });
    expect((await readScenarioFile(back.file)).workloads[0]).toMatchObject({
      durationMs: 90,
      cpuMs: 80,
      requests: 3e6,
    });
  });

  it('ask again for what a new answer makes wrong', async () => {
    const { file } = await interview({
      'How long does': ['100ms', '10ms'],
      'that is CPU': ['90ms', '5ms'],
      'What next': ['Add Fargate', 'Change an earlier answer', 'compare'],
      'Which answer': ['durationMs'],
    });
    expect((await readScenarioFile(file)).workloads[0]).toMatchObject({ durationMs: 10, cpuMs: 5 });
  });
});

describe('the designs', () => {
  it('are changed by the fields of their services, with the limits of their schema', async () => {
    const { file, prompter } = await interview({
      'What next': ['Change Lambda', 'Add Fargate', 'compare'],
      'AWS Lambda: which setting': ['memoryMb', 'architecture', 'done'],
      'Memory?': ['64', '20GB', '2GB'],
      Architecture: ['x86_64'],
    });
    expect(prompter.refused).toEqual([
      expect.stringContaining('at least 128'),
      expect.stringContaining('at most 10240'),
    ]);
    const [lambda] = (await readScenarioFile(file)).designs[0]?.services ?? [];
    expect(lambda?.input).toMatchObject({ memoryMb: 2048, architecture: 'x86_64' });
  });

  it('are only done when their settings fit together', async () => {
    const { prompter, file } = await interview({
      'What next': ['Add Fargate', 'Change Fargate', 'compare'],
      'Fargate (Amazon ECS): which setting': ['vcpu', 'memoryGb', 'done'],
      'vCPU of a task': ['4'],
      'Memory of a task': ['8'],
    });
    expect(prompter.said.join('\n')).toMatch(/! memoryGb .*4 vCPU/);
    expect((await readScenarioFile(file)).designs[1]?.services[0]?.input).toMatchObject({ vcpu: 4, memoryGb: 8 });
  });

  it('can stand twice, be taken out, and share services', async () => {
    const { file, report } = await interview({
      'What next': ['Add another Lambda', 'Add Fargate', 'Add a service', 'design 1', 'compare'],
      'Which service': ['aurora-serverless'],
      'Aurora Serverless v2: which setting': ['storageGb', 'done'],
      'Storage?': ['100'],
      'AWS Lambda: which setting': ['remove'],
    });
    const { designs } = await readScenarioFile(file);
    expect(designs.map(({ name, services }) => [name, services.map((service) => service.name)])).toEqual([
      ['Lambda', ['lambda', 'aurora-serverless']],
      ['Fargate', ['fargate', 'aurora-serverless']],
    ]);
    expect(report.scenarios[0]?.results[0]?.lines.some(({ meter }) => meter === 'storage-standard')).toBe(true);
  });

  it('that cannot be priced say why, and are mended', async () => {
    const { prompter, report } = await interview({
      'Which design': ['add ecs-ec2'],
      'ECS on EC2: which setting': ['instanceType', 'done', 'instanceType', 'done'],
      'Instance type': ['huge', 'm5.huge', 'm5.xlarge'],
      'What next': ['Change ECS', 'design 0', 'compare'],
    });
    expect(prompter.refused).toEqual([expect.stringContaining('looks like')]);
    expect(prompter.said.join('\n')).toMatch(/ {2}! .*m5\.huge/);
    expect(report.scenarios[0]?.results).toHaveLength(1);
  });

  it('may hold any service, each with its own fields', { timeout: 120_000 }, async () => {
    for (const { id } of await loadServices()) {
      if (['lambda', 'fargate', 'ecs-ec2'].includes(id)) continue;
      const prompter: ScriptedPrompter = scriptedPrompter({
        'which file': ['no'],
        'What next': ['Add a service', 'compare'],
        'Which service': [id],
      });
      const answer = runInterview({ 'free-tier': true }, () => {}, prompter);
      await expect(answer, id).resolves.toBeDefined();
    }
  });
});

describe('the scenario', () => {
  it('is not written over another file unasked', async () => {
    const taken = join(folder, 'taken.yaml');
    writeFileSync(taken, 'mine');
    const other = join(folder, 'other.yaml');
    await interview({ 'which file': [taken, other], 'taken.yaml already exists': ['other'] });
    expect(readFileSync(taken, 'utf8')).toBe('mine');
    expect(readdirSync(folder).sort()).toEqual(['other.yaml', 'taken.yaml']);
    await interview({ 'which file': [taken], 'taken.yaml already exists': ['overwrite'] });
    expect(readFileSync(taken, 'utf8')).toContain('version: 1');
  });

  it('is asked for again where it cannot be written', async () => {
    const { prompter } = await interview({ 'which file': [join(folder, 'no/such/x.yaml'), join(folder, 'x.yaml')] });
    expect(prompter.said.join('\n')).toMatch(/its folder\s+does not exist/);
    expect(readdirSync(folder)).toEqual(['x.yaml']);
  });

  it('need not be saved: the command that is said has it inside, and runs', async () => {
    const { prompter, report } = await interview({
      'which file': ['no'],
      'name of the scenario': [`Bob's "$HOME" \`app\``],
    });
    expect(readdirSync(folder)).toEqual([]);
    const command = /crossover compare - [\s\S]*END_OF_SCENARIO\n/.exec(prompter.said.join('\n'))?.[0] ?? '';
    const shell = `crossover() { "${process.execPath}" "${PROGRAM}" "$@" --json; }\n${command}`;
    const { stdout } = spawnSync('bash', ['-c', shell], { encoding: 'utf8' });
    const { scenarios } = JSON.parse(stdout);
    expect(scenarios[0].name).toBe(`Bob's "$HOME" \`app\``);
    const results: { design: string; monthlyUsd: string }[] = scenarios[0].results;
    expect(results.map(({ design, monthlyUsd }) => [design, monthlyUsd])).toEqual(totals(report));
  });

  it('can be gone on with after the comparison', async () => {
    const { shown } = await interview({
      'Are you done': ['change', 'save'],
      'What next': ['Add Fargate', 'compare', 'Add ECS', 'compare'],
    });
    expect(shown.map(({ scenarios }) => scenarios[0]?.results.length)).toEqual([2, 3]);
  });
});
