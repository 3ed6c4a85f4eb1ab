import { describe, expect, it } from 'vitest';
import type { Sources } from '../../src/docs/priced-scenario.js';
import { updateDocument } from '../../src/docs/update-document.js';
import { compareScenario } from '../../src/estimate/compare.js';
import { printable } from '../../src/render/safe-text.js';
import { HOSTILE_NAMES } from '../render/hostile-names.js';
import { all, parseXml, textOf } from '../render/xml.js';
import { SOURCES } from './sources.js';

const markdown = (words: string, sources: Sources = SOURCES) =>
  updateDocument(`<!-- crossover:chart ${words} to="c.svg" -->\n<!-- /crossover -->\n`, sources, {
    format: 'markdown',
  });

async function drawn(words: string, sources: Sources = SOURCES) {
  const { text, charts, problems } = await markdown(words, sources);
  expect(problems).toEqual([]);
  const [chart] = charts;
  const svg = parseXml((chart?.text ?? '').replace(/<!--.*-->\n$/, '').trim());
  return { text, svg, texts: all(svg, { name: 'text' }).map(textOf) };
}

describe('a chart of curves', () => {
  it('marks where the designs cross, and says it in words', async () => {
    // Lambda 0.0000168667 a request, the tasks 72.0802 a month: 72.0802 / 0.0000168667 = 4,273,521.2
    const { text, svg, texts } = await drawn('shop.yaml of=curves workload=day');
    expect(text).toContain('![Monthly cost of shop against requests. day: From 10,000 to 4,273,522 requests Lambda is');
    expect(text).toContain('At 4,273,522 requests, \\$72.08 a month, Four tasks becomes cheaper than Lambda.');
    expect(texts).toContain('4.27M');
    expect(all(svg, { name: 'circle', kind: 'break-even' })).toHaveLength(1);
    expect(texts).toContain('shop, day: cost against requests');
  });

  it('has a chart for each workload, where none is named', async () => {
    const { svg, texts } = await drawn('shop.yaml of=curves');
    expect(svg.attributes.role).toBe('group');
    expect(all(svg, { name: 'svg' }).map(({ attributes }) => attributes.role)).toEqual(['img', 'img']);
    expect(texts).toContain('shop, night: cost against requests');
  });

  it('is refused without a workload', async () => {
    expect((await markdown('plain.yaml of=curves')).problems).toMatchObject([
      { line: 1, message: expect.stringContaining('no requests'), hint: expect.stringContaining('of=totals') },
    ]);
  });
});

describe('a chart of hours', () => {
  it('shows the designs that it names, their requests and their costs', async () => {
    const { text, svg } = await drawn('shop.yaml Lambda of=hours workload=day');
    // 1M / 730 h, and 16.8667 / 730 h.
    expect(text).toContain(
      '![shop, hour by hour. day on Lambda, \\$16.87 a month: requests 1,370 on average, 1,370 at most; cost \\$0.02',
    );
    expect(textOf(svg)).not.toContain('Four tasks');
    expect(textOf((await drawn('shop.yaml of=hours')).svg)).toContain('night on Four tasks, $72.08 a month');
  });
});

describe('a chart of totals', () => {
  it('is the default', async () => {
    const [said, unsaid] = [await drawn('shop.yaml of=totals'), await drawn('shop.yaml')];
    expect(said.text.replace(/of=totals |sha256:\w+/g, '')).toBe(unsaid.text.replace(/sha256:\w+/g, ''));
    expect(said.texts).toEqual(unsaid.texts);
  });
});

it.each([
  ['of=curve', 'unknown chart "curve"', 'Did you mean of=curves?'],
  ['of=pie', 'unknown chart "pie"', 'One of totals, curves, hours.'],
  ['"Nine tasks" of=hours', 'the scenario has no design "Nine tasks"', 'Known: '],
  ['of=hours workload=noon', 'the scenario has no workload "noon"', 'Known: '],
])('%s is refused', async (words, message, hint) => {
  const { problems, charts } = await markdown(`shop.yaml ${words}`);
  expect(problems).toMatchObject([{ line: 1, message, hint: expect.stringContaining(hint) }]);
  expect(charts).toEqual([]);
});

it('is drawn in HTML with ids of its own, however many there are, and a second run changes nothing', async () => {
  const markers = ['', 'of=totals', 'of=curves', 'of=hours', 'Lambda of=hours', 'of=hours workload=day'].map(
    (words) => `<!-- crossover:chart shop.yaml ${words} -->\n<!-- /crossover -->`,
  );
  const { text } = await updateDocument(`<p>Costs</p>\n${markers.join('\n')}\n`, SOURCES, { format: 'html' });
  const ids = [...text.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id);
  expect(ids.length).toBeGreaterThan(12);
  expect(new Set(ids).size).toBe(ids.length);
  const again = await updateDocument(text, SOURCES, { format: 'html' });
  expect(again.text).toBe(text);
  expect(again.markers.map(({ state }) => state)).toEqual(markers.map(() => 'current'));
});

it.each(HOSTILE_NAMES)('%j as a name stays text, in every chart', async (name) => {
  // A scenario file takes few of these names: the charts do not rely on that.
  const priced = await SOURCES.price('shop.yaml');
  const renamed = <T extends { readonly name: string }>(of: readonly T[]) =>
    of.map((named, index) => ({ ...named, name: `${name}${index || ''}` }));
  const { workloads, designs } = priced.scenario;
  const scenario = { ...priced.scenario, name, workloads: renamed(workloads), designs: renamed(designs) };
  const report = compareScenario(scenario, priced.book);
  const sources: Sources = { ...SOURCES, price: async () => ({ ...priced, scenario, report }) };
  for (const of of ['totals', 'curves', 'hours']) {
    const { svg } = await drawn(`shop.yaml of=${of}`, sources);
    expect(textOf(svg)).toContain(printable(name));
    for (const element of all(svg)) {
      expect(element.name).toMatch(/^(svg|title|desc|style|rect|text|tspan|g|line|path|circle|defs|pattern)$/);
    }
  }
});
