import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadPriceBook } from '../../src/index.js';
import { scenarioJsonSchema } from '../../src/scenario/json-schema.js';
import { loadServices, SERVICE_IDS } from '../../src/services/index.js';
import { runInProcess } from '../run-in-process.js';
import { refreshBlocks } from './blocks.js';
import { PAGES } from './pages.js';

/** `npm run docs` sets it: what is stale is written instead of reported. */
const UPDATE = process.env.UPDATE_DOCS !== undefined;

function expectFresh(path: string, fresh: string): void {
  if (UPDATE) writeFileSync(path, fresh);
  else expect(readFileSync(path, 'utf8'), `${path} is stale: npm run docs`).toBe(fresh);
}

/** Words of a command line; double quotes hold a word together. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word);
}

async function run(command: string): Promise<string> {
  const { stdout, stderr, code } = await runInProcess(wordsOf(command));
  expect(code, stderr).toBe(0);
  return stdout;
}

describe('what is generated is fresh', { timeout: 60_000 }, () => {
  it.each(Object.entries(PAGES))('%s', async (path, generated) => {
    expectFresh(path, await refreshBlocks(readFileSync(path, 'utf8'), { run, generated }));
  });

  it('the numbers that README.md shows between its own markers', async () => {
    const { stdout, code } = await runInProcess(['docs', UPDATE ? 'update' : 'check', 'README.md']);
    expect(code, `README.md is stale: npm run docs\n${stdout}`).toBe(0);
  });

  it('scenarios/scenario.schema.json is the schema of the reader', async () => {
    expectFresh(
      'scenarios/scenario.schema.json',
      `${JSON.stringify(scenarioJsonSchema(await loadServices()), null, 2)}\n`,
    );
  });
});

it('README.md states the numbers of services and regions, and the oldest Node.js, as they are', () => {
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } };
  const readme = readFileSync('README.md', 'utf8');
  expect(readme).toContain(`${SERVICE_IDS.length} services`);
  expect(readme).toContain(`${loadPriceBook().regions.length} regions`);
  expect(readme).toContain(`Node.js ${engines.node.replace('>=', '')} or later`);
});
