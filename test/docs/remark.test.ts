import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import { afterAll, describe, expect, it } from 'vitest';
import crossoverRemark from '../../src/remark.js';
import { PLAIN, SHOP } from './sources.js';

const folder = mkdtempSync(join(tmpdir(), 'crossover-remark-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'plain.yaml'), PLAIN);
writeFileSync(join(folder, 'shop.yaml'), SHOP);

/** Takes a document through remark as a site generator does, back to text. */
async function built(value: string, name = 'page.md'): Promise<string> {
  const processor = remark().use(remarkGfm);
  if (name.endsWith('.mdx')) processor.use(remarkMdx);
  return String(await processor.use(crossoverRemark).process({ value, path: join(folder, name) }));
}

const close = '<!-- /crossover -->';

describe('the remark plugin', () => {
  it('fills a value within a line, whatever its content was', async () => {
    for (const content of ['', '?', '$9,999.99', '**old** `text`']) {
      const text = await built(`It is <!-- crossover:value plain.yaml Lambda monthlyUsd -->${content}${close} now.`);
      expect(text).toMatch(/-->\\?\$1\.87<!-- \/crossover -->/);
      expect(text).not.toMatch(/9,999|old/);
    }
  });

  it('fills blocks as tables and lists of the tree', async () => {
    const text = await built(
      `# a\n\n<!-- crossover:table shop.yaml workload=day -->\n\nold\n\n- list\n\n${close}\n\n- <!-- crossover:assumptions plain.yaml -->\n  ${close}\n`,
    );
    expect(text).not.toContain('old');
    expect(text).toMatch(/\| +Rank \| Design +\|/);
    expect(text).toMatch(/\| +1 \| Lambda +\| +\\?\$16\.87 \| cheapest +\|/);
    expect(text).toMatch(/\n {2}[*-] architecture x86\\?_64: what Lambda gives/);
  });

  it('fills a value at the start of a line, which is HTML', async () => {
    const text = await built(`<!-- crossover:value plain.yaml Lambda monthlyUsd -->?${close} a month`);
    expect(text).toMatch(/-->\$1\.87<!-- \/crossover sha256:/);
  });

  it.each([
    ['apart', '{/* crossover:table plain.yaml */}\n\nold\n\n{/* /crossover */}\n'],
    ['one after the other', '{/* crossover:table plain.yaml */}\n{/* /crossover */}\n'],
    ['within JSX', '<Box>\n  {/* crossover:table plain.yaml */}\n\n  {/* /crossover */}\n</Box>\n'],
  ])('fills MDX comments %s', async (_how, document) => {
    const text = await built(
      `${document}\nIt is {/* crossover:value plain.yaml Lambda monthlyUsd */}?{/* /crossover */}.`,
      'page.mdx',
    );
    expect(text).not.toContain('old');
    expect(text).toMatch(/\| +1 \| Lambda +\| +\\?\$1\.87 \| cheapest +\|/);
    expect(text).toMatch(/It is .*\$1\.87.*\./);
  });

  it('shows a chart from the file that crossover docs update writes', async () => {
    const text = await built(`<!-- crossover:chart plain.yaml to="costs.svg" -->\n\n${close}\n`);
    expect(text).toMatch(/!\[Monthly cost of plain, by design and service\. Cheapest: .*\]\(costs\.svg\)/);
    const hours = await built(`<!-- crossover:chart plain.yaml of=hours to="hours.svg" -->\n\n${close}\n`);
    expect(hours).toMatch(/!\[plain, hour by hour\. Lambda, \\?\$1\.87 a month: .*\]\(hours\.svg\)/);
  });

  it('leaves markers in code alone', async () => {
    const document = '```md\n<!-- crossover:table nope.yaml -->\n```\n\n`<!-- crossover:table nope.yaml -->`\n';
    expect(await built(document)).toBe(document);
  });

  it.each([
    ['an unknown scenario', `<!-- crossover:table nope.yaml -->\n\n${close}`, /nope\.yaml does not exist/],
    ['an unknown design', `a <!-- crossover:value plain.yaml X monthlyUsd -->${close}`, /no design "X"/],
    ['a marker that is not closed', '<!-- crossover:table plain.yaml -->', /is not closed/],
    ['an unknown design in HTML', `<!-- crossover:value plain.yaml X monthlyUsd -->${close} b`, /no design "X"/],
  ])('stops at %s, with its line', async (_name, marker, message) => {
    const failure = await built(`# a\n\n${marker}\n`).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      name: expect.stringMatching(/page\.md:3:\d/),
      reason: expect.stringMatching(message),
    });
  });
});
