import { describe, expect, it } from 'vitest';
import { markdownTable, refreshBlocks } from './blocks.js';

const run = async (command: string) => `first ${command}\nsecond\nthird\n`;
const ran = (what: string, text = '') => `<!-- run: ${what} -->\n${text}<!-- /run -->`;
const generated = (name: string, text = '') => `<!-- generated: ${name} -->\n${text}<!-- /generated -->`;

describe('refreshBlocks()', () => {
  it('replaces what is inside a block and nothing else, and finds it fresh the second time', async () => {
    const sources = { run, generated: { table: async () => '| x |\n' } };
    const page = `a\n\n${ran('services', 'old\n')}\nb\n${generated('table', 'old\n')}\nc $&\n`;
    const fresh = await refreshBlocks(page, sources);
    expect(fresh).toBe(
      `a\n\n${ran('services', '```text\nfirst services\nsecond\nthird\n```\n')}\nb\n${generated('table', '\n| x |\n\n')}\nc $&\n`,
    );
    expect(await refreshBlocks(fresh, sources)).toBe(fresh);
  });

  it('shows the beginning of an output', async () => {
    const fresh = await refreshBlocks(ran('services | until third'), { run, generated: {} });
    expect(fresh).toBe(ran('services | until third', '```text\nfirst services\nsecond\n…\n```\n'));
  });

  it.each([
    [ran('services | until fourth'), {}, 'no line begins with "fourth"'],
    ['<!-- run: services -->\n', {}, 'not closed'],
    [`<!-- run: services -->\n${generated('table')}`, { table: () => '' }, 'not closed'],
    [generated('table'), {}, 'nothing generates "table"'],
    ['text', { table: () => '' }, 'no block for table'],
  ])('refuses %j', async (page, texts, message) => {
    await expect(refreshBlocks(page, { run, generated: texts })).rejects.toThrow(message);
  });
});

it('a cell of a table may hold a bar', () => {
  expect(markdownTable(['a', 'b'], [['x|y', 'z']])).toBe('| a | b |\n|---|---|\n| x\\|y | z |');
});
