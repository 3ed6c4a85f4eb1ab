import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scenarioJsonSchema } from '../src/scenario/json-schema.js';
import { loadServices } from '../src/services/index.js';
import { refreshBlocks, refreshSections } from './readme-blocks.js';
import { runInProcess } from './run-in-process.js';
import { servicesTable } from './services-table.js';
import { publishedTable } from './truth/published-table.js';

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

describe('what is generated is fresh', () => {
  it('README.md shows what the program prints', async () => {
    const run = async (command: string) => {
      const { stdout, stderr, code } = await runInProcess(wordsOf(command));
      expect(code, stderr).toBe(0);
      return stdout;
    };
    const withSections = refreshSections(readFileSync('README.md', 'utf8'), {
      services: await servicesTable(),
      'published calculations': publishedTable(),
    });
    expectFresh('README.md', await refreshBlocks(withSections, run));
  });

  it('scenarios/scenario.schema.json is the schema of the reader', async () => {
    expectFresh(
      'scenarios/scenario.schema.json',
      `${JSON.stringify(scenarioJsonSchema(await loadServices()), null, 2)}\n`,
    );
  });
});

describe('refreshBlocks()', () => {
  const block = '<!-- run: services -->\n```text\nold\n```';

  it('replaces what stands under a marker, and nothing else', async () => {
    const refreshed = await refreshBlocks(`a\n${block}\nb`, async (command) => `new ${command}\n`);
    expect(refreshed).toBe('a\n<!-- run: services -->\n```text\nnew services\n```\nb');
    expect(await refreshBlocks(refreshed, async (command) => `new ${command}\n`)).toBe(refreshed);
  });

  it('refuses a text in which nothing would be checked', async () => {
    await expect(refreshBlocks('nothing', async () => '')).rejects.toThrow('no <!-- run');
    await expect(refreshBlocks(`${block}\n<!-- run: x -->\nno block`, async () => '')).rejects.toThrow(
      'has no ```text',
    );
  });
});
