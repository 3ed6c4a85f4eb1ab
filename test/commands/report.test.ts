import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { policyHash } from '../../src/io/page-script.js';
import { Decimal } from '../../src/model/decimal.js';
import { dollars } from '../../src/render/money.js';
import { runBuilt } from '../run-built.js';
import { runInProcess } from '../run-in-process.js';

const folder = mkdtempSync(join(tmpdir(), 'crossover-report-'));
afterAll(() => rmSync(folder, { recursive: true }));
const html = join(folder, 'report.html');

describe('crossover report', () => {
  it('writes one file that may load nothing but what its hashes name', async () => {
    const { code, stdout } = await runInProcess(['report', 'scenarios/steady-api.yaml', '-o', html]);
    expect(code).toBe(0);
    expect(stdout).toContain(`Wrote ${html}`);
    expect(readdirSync(folder)).toEqual(['report.html']);
    const page = readFileSync(html, 'utf8');
    expect(page.length).toBeLessThan(900_000);
    const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]+)">/
      .exec(page)?.[1]
      ?.replaceAll('&#39;', "'");
    const script = /<script>([\s\S]*?)<\/script>/.exec(page)?.[1] ?? '';
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
    expect(policy).toBe(
      `default-src 'none'; script-src 'sha256-${policyHash(script)}'; style-src 'sha256-${policyHash(style)}'; img-src data:; base-uri 'none'; form-action 'none'`,
    );
    const markup = page.replace(script, '').replace(style, '');
    expect(
      [...markup.matchAll(/<(?:link|img|iframe|object|embed|base)\b[^>]*>/g)].map(([tag]) => tag.slice(0, 40)),
    ).toEqual(['<link rel="icon" href="data:image/svg+xm']);
    expect(markup).not.toMatch(/\s(?:style|on\w+)=|url\(http|@import/);
  });

  it('is the same page from the built program', async () => {
    await runInProcess(['report', 'scenarios/mixture.yaml', '-o', html]);
    const { code, stdout } = runBuilt(['report', 'scenarios/mixture.yaml', '-o', '-']);
    expect(code).toBe(0);
    expect(stdout.trimEnd()).toBe(readFileSync(html, 'utf8').trimEnd());
  });

  it('holds several scenarios, priced as the flags say', async () => {
    const files = ['scenarios/steady-api.yaml', 'scenarios/scheduled-jobs.yaml'];
    const flags = ['--region', 'eu-west-1', '--no-free-tier', '--complete'];
    const { code } = await runInProcess(['report', ...files, ...flags, '-o', html, '--json']);
    expect(code).toBe(0);
    const page = readFileSync(html, 'utf8');
    expect(page).toContain('<h2 id="s1-name"><bdi>Scheduled jobs</bdi></h2>');
    expect(page).toContain('eu-west-1, month of 730 hours<');
    const { scenarios } = JSON.parse((await runInProcess(['compare', ...files, ...flags, '--json'])).stdout);
    for (const { results } of scenarios) {
      for (const { monthlyUsd } of results) expect(page).toContain(`>${dollars(new Decimal(monthlyUsd))}</td>`);
    }
  });

  it('shows a trace that is too long for it without fields', async () => {
    const rows = Array.from({ length: 43_800 }, (_, minute) => {
      const at = new Date(Date.UTC(2026, 0, 1) + minute * 60_000).toISOString();
      return `${at},${100_000 + (minute % 977)}`;
    });
    writeFileSync(join(folder, 'trace.csv'), `time,count\n${rows.join('\n')}\n`);
    const file = join(folder, 'traced.yaml');
    const workload = '{ name: a, durationMs: 100, cpuMs: 50, shape: { type: trace, file: trace.csv } }';
    writeFileSync(
      file,
      `version: 1\nname: x\nregion: us-east-1\nworkloads: [${workload}]\ndesigns: [{ name: d, services: [{ service: lambda }] }]\n`,
    );
    const { code, stderr } = await runInProcess(['report', file, '-o', html]);
    expect(code).toBe(0);
    expect(stderr).toContain('its trace is too long');
    expect(readFileSync(html, 'utf8')).not.toContain('class="field"');
  });

  it('keeps a page with many designs short enough, and says what it left out', async () => {
    const sizes = [512, 1024, 1536, 2048, 2560, 3072, 3584, 4096, 5120, 6144, 7168, 8192];
    const designs = sizes.map(
      (mb) =>
        `  - { name: "design of ${mb} MB", services: [{ service: lambda, memoryMb: ${mb} }, { service: fargate, maxTasks: 9 }] }`,
    );
    const shape = 'shape: { type: product, parts: [{ type: daily, peakToMean: 4 }, { type: noise, variation: 0.5 }] }';
    const workloads = [1, 2, 3].map(
      (at) => `  - { name: w${at}, requests: ${at}M, durationMs: 90, cpuMs: 60, ${shape} }`,
    );
    const file = join(folder, 'many.yaml');
    const text = ['version: 1', 'name: Many', 'region: us-east-1', 'stepSeconds: 300'];
    writeFileSync(file, [...text, 'workloads:', ...workloads, 'designs:', ...designs, ''].join('\n'));
    const { code, stderr } = await runInProcess(['report', file, '-o', html]);
    expect(code).toBe(0);
    expect(stderr).toContain('the hours of only the cheapest design of each workload');
    const page = readFileSync(html, 'utf8');
    expect(page.length).toBeLessThan(900_000);
    for (const mb of sizes) expect(page).toContain(`<bdi>design of ${mb} MB</bdi>`);
  }, 120_000);

  it.each([
    [['report', 'scenarios/mixture.yaml'], 'needs --output or --serve'],
    [['report', 'scenarios/mixture.yaml', '--serve', '-o', html], 'not both'],
    [['report', '-', '--serve'], 'standard input'],
    [['report', 'scenarios/mixture.yaml', '-o', '/no/such/folder/x.html'], 'cannot be written'],
    [['report', 'no-such-file.yaml', '-o', html], 'does not exist'],
    [['report', '-o', html], 'needs FILE'],
    [['report', 'scenarios/mixture.yaml', '--port', 'x', '--serve'], '--port'],
  ])('%j is refused with what to do', async (argv, says) => {
    const { code, stderr, stdout } = await runInProcess(argv);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(says);
  });

  it('leaves the old page where the new one cannot be made', async () => {
    writeFileSync(html, 'old');
    expect((await runInProcess(['report', 'no-such-file.yaml', '-o', html])).code).toBe(2);
    expect(readFileSync(html, 'utf8')).toBe('old');
  });
});

describe('charts as files', () => {
  it.each([
    ['compare scenarios/steady-api.yaml --format svg', 'Monthly cost of Steady API, by design'],
    ['compare scenarios/steady-api.yaml --format svg --chart totals', 'Monthly cost of Steady API, by design'],
    ['compare scenarios/steady-api.yaml --format svg --chart curves', 'Monthly cost of Steady API against requests, '],
    ['simulate scenarios/steady-api.yaml --format svg', 'Steady API, hour by hour'],
  ])('%s', async (command, title) => {
    const argv = command.split(' ');
    const { code, stdout } = await runInProcess(argv);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(stdout).toContain(`<title id="chart-title">${title}`);
    expect(runBuilt(argv).stdout).toBe(stdout);
  });

  it('are refused where there is nothing to draw', async () => {
    const { code, stderr } = await runInProcess(['explain', 'scenarios/steady-api.yaml', '--format', 'svg']);
    expect(code).toBe(2);
    expect(stderr).toContain('--format');
  });

  it('of curves take the flags of the command, and standard input, which is read once', () => {
    const compare = ['compare', '-', '--format', 'svg', '--chart', 'curves'];
    const input = readFileSync('scenarios/lambda-or-one-small-task.yaml', 'utf8');
    const { stdout } = runBuilt(compare, { input });
    expect(stdout.match(/role="img"/g)).toHaveLength(3);
    // Without the free tier the small task is cheaper sooner.
    const crossing = (svg: string) => /At ([\d,]+) requests/.exec(svg)?.[1]?.replaceAll(',', '');
    const withFreeTier = runBuilt([...compare, '--free-tier'], { input: input.replace('freeTier: false', '') });
    expect(Number(crossing(withFreeTier.stdout))).toBeGreaterThan(Number(crossing(stdout)));
  });

  it.each([
    [['scenarios/steady-api.yaml', '--chart', 'curves'], 'Add --format svg'],
    [['-', '--format', 'svg', '--chart', 'curves'], 'has no workload'],
  ])('compare %j is refused', (argv, message) => {
    const input = 'version: 1\nname: a\nregion: us-east-1\ndesigns: [{ name: b, services: [{ service: s3 }] }]\n';
    expect(runBuilt(['compare', ...argv], { input })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(message),
    });
  });
});
