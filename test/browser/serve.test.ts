import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { renameSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PROGRAM } from '../run-built.js';
import { shownTotals, TestBrowser } from './browser.js';
import { STEADY } from './scenarios.js';

let browser: TestBrowser;
let server: ChildProcess;
let file: string;
let url: string;
let said = '';

beforeAll(async () => {
  browser = await TestBrowser.start();
  file = join(browser.folder, 'served.yaml');
  writeFileSync(file, STEADY);
  server = spawn(process.execPath, [PROGRAM, 'report', file, '--serve'], { stdio: ['ignore', 'ignore', 'pipe'] });
  server.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  while (!said.includes('Ctrl-C')) await once(server.stderr as NodeJS.ReadableStream, 'data');
  url = /http:\S+/.exec(said)?.[0] ?? '';
});
afterAll(async () => {
  server?.kill('SIGKILL');
  await browser?.end();
});

it('shows the page and renews it when the file changes, with the changes made on it', async () => {
  const { page, complaints } = await browser.open(url, { hash: '#0:workloads.0.memoryMb=30' });
  const before = await shownTotals(page);
  expect(Object.keys(before)).toHaveLength(3);

  writeFileSync(file, STEADY.replace('30M', '600M'));
  await expect.poll(() => shownTotals(page), { timeout: 20_000 }).not.toEqual(before);
  expect(await page.locator('[data-at="workloads.0.memoryMb"] input[type=text]').inputValue()).toBe('30');

  // Most editors write another file and give it the name.
  writeFileSync(`${file}.tmp`, STEADY.replace('Steady API', 'Another name'));
  renameSync(`${file}.tmp`, file);
  await expect.poll(() => page.locator('h2').innerText(), { timeout: 20_000 }).toBe('Another name');

  // Several changes while a page is made: the last one counts.
  for (const requests of ['40M', '50M', '60M']) {
    writeFileSync(file, STEADY.replace('30M', requests));
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  const field = page.locator('[data-at="workloads.0.requests"] input[type=text]');
  await expect.poll(() => field.inputValue(), { timeout: 20_000 }).toBe('60M');

  writeFileSync(file, 'version: 2');
  await expect.poll(() => page.locator('main').innerText(), { timeout: 20_000 }).toContain('problems in the scenario');
  writeFileSync(file, STEADY);
  await expect.poll(() => page.locator('h2').first().innerText(), { timeout: 20_000 }).toBe('Steady API');
  expect(complaints).toEqual([]);
});

it('answers this machine only, and nothing but the page', async () => {
  expect(new URL(url).hostname).toBe('127.0.0.1');
  expect(await statusOf('/', 'example.com')).toBe(403);
  expect(await statusOf('/../package.json')).toBe(404);
  expect(await statusOf('/')).toBe(200);
});

it('ends cleanly with Ctrl-C, although a page still listens', async () => {
  await browser.open(url);
  server.kill('SIGINT');
  const [code] = (await once(server, 'exit')) as [number];
  expect(code).toBe(130);
});

function statusOf(path: string, host?: string): Promise<number> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    get({ hostname, port, path, ...(host !== undefined && { headers: { host } }) }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).on('error', reject);
  });
}
