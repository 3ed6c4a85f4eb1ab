import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { simulateHours } from '../../src/estimate/hourly.js';
import { compare, loadPriceBook, readScenario } from '../../src/index.js';
import type { Report, ScenarioReport } from '../../src/model/report.js';
import { dollars } from '../../src/render/money.js';
import { printable } from '../../src/render/safe-text.js';
import { CHART_STYLES, COLOR_COUNT } from '../../src/render/svg/chart.js';
import { compareSvg, hourlySvg } from '../../src/render/svg/chart-files.js';
import { costBarChart } from '../../src/render/svg/cost-bar-chart.js';
import { HOSTILE_NAMES } from './hostile-names.js';
import { all, parseXml, textOf, type XmlElement } from './xml.js';

const book = loadPriceBook();
let report: Report;
let scenario: ScenarioReport;

beforeAll(async () => {
  report = compare([await scenarioOf(3)], book);
  scenario = report.scenarios[0] as ScenarioReport;
});

/** A shaped and a steady workload on some designs, of which the first cannot do the work. */
async function scenarioOf(designs: number) {
  const file = {
    version: 1,
    name: 'shop',
    region: 'us-east-1',
    workloads: [
      { name: 'day', requests: '30M', shape: { type: 'daily', peakToMean: 3 }, durationMs: 100, memoryMb: 20 },
      { name: 'flat', requests: '1M', durationMs: 100, memoryMb: 20 },
    ],
    designs: Array.from({ length: designs }, (_, index) => ({
      name: `design ${index + 1}`,
      services: [
        index === 0
          ? { service: 'fargate', maxTasks: 1, vcpu: 0.25, memoryGb: 0.5 }
          : { service: 'lambda', memoryMb: 512 * index },
        { service: 'aurora-serverless', storageGb: 10 * index },
      ],
    })),
  };
  return readScenario(JSON.stringify(file), { regions: book.regions });
}

function svgOf(text: string): XmlElement {
  const svg = parseXml(text.trim());
  expect(svg.name).toBe('svg');
  return svg;
}

const numbers = (element: XmlElement, name: string) => Number(element.attributes[name]);

describe('stacked bars', () => {
  it('are as long as the costs they show', () => {
    const svg = svgOf(compareSvg({ ...report, scenarios: [{ ...scenario, results: scenario.results.slice(0, 3) }] }));
    const bars = all(svg, { name: 'rect', kind: 'bar' });
    const [first] = bars;
    const byTop = new Map<number, number>();
    for (const bar of bars) byTop.set(numbers(bar, 'y'), (byTop.get(numbers(bar, 'y')) ?? 0) + numbers(bar, 'width'));
    const drawn = [...byTop.values()].sort((a, b) => a - b);
    const costs = scenario.results.slice(0, 3).map(({ monthlyUsd }) => Number(monthlyUsd));
    const scale = (drawn.at(-1) ?? 0) / Math.max(...costs);
    expect(first && numbers(first, 'x')).toBe(16);
    costs.sort((a, b) => a - b);
    for (const [index, cost] of costs.entries()) expect(drawn[index]).toBeCloseTo(cost * scale, 0);
  });

  it('say what they show: name, totals and parts', () => {
    const svg = svgOf(compareSvg(report));
    expect(svg.attributes.role).toBe('img');
    const [title, description] = (svg.attributes['aria-labelledby'] ?? '')
      .split(' ')
      .map((id) => all(svg).find((element) => element.attributes.id === id));
    expect(title && textOf(title)).toBe('Monthly cost of shop, by design and service');
    const said = (description && textOf(description)) ?? '';
    for (const { design, monthlyUsd, feasible } of scenario.results) {
      expect(said).toContain(`${design}${feasible ? '' : ' (not feasible)'} ${dollars(monthlyUsd)}`);
    }
    expect(textOf(svg)).toContain('us-east-1, month of 730 hours');
  });

  it('mark what is not feasible with words and stripes, not by colour alone', () => {
    const unfit = scenario.results.filter(({ feasible }) => !feasible);
    expect(unfit.length).toBeGreaterThan(0);
    const svg = svgOf(compareSvg(report));
    expect(all(svg, { name: 'text' }).filter((text) => textOf(text) === 'not feasible')).toHaveLength(unfit.length);
    const hatched = all(svg, { name: 'rect' }).filter(({ attributes }) => attributes.fill?.startsWith('url(#'));
    expect(hatched).toHaveLength(unfit.length);
    expect(all(svg).map(({ attributes }) => attributes.id)).toContain(hatched[0]?.attributes.fill?.slice(5, -1));
  });

  it.each([1, 2, 7, 12])('hold %d designs', async (designs) => {
    const svg = svgOf(compareSvg(compare([await scenarioOf(designs)], book)));
    const names = all(svg, { name: 'text', kind: 'name' }).map(textOf);
    for (let index = 1; index <= designs; index += 1) expect(names).toContain(`design ${index}`);
    for (const bar of all(svg, { name: 'rect', kind: 'bar' })) {
      expect(numbers(bar, 'x') + numbers(bar, 'width')).toBeLessThanOrEqual(760);
      expect(numbers(bar, 'y')).toBeLessThan(numbers(svg, 'height'));
    }
  });

  it('stand one below the other for several scenarios, with ids of their own', () => {
    const svg = svgOf(compareSvg({ ...report, scenarios: [scenario, scenario] }));
    const ids = all(svg).flatMap(({ attributes }) => attributes.id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const [one, two] = all(svg, { name: 'svg' });
    expect(two && numbers(two, 'y')).toBeGreaterThan(one ? numbers(one, 'height') : Number.NaN);
  });
});

describe('hours', () => {
  it('draw every hour of every row', async () => {
    const read = await scenarioOf(2);
    const hourly = simulateHours([read], book);
    const svg = svgOf(hourlySvg(hourly));
    const [requests] = all(svg, { name: 'path', kind: 'area' }).map(({ attributes }) => heights(attributes.d ?? ''));
    const values = hourly.scenarios[0]?.results[0]?.requests ?? new Float64Array();
    expect(requests).toHaveLength(730);
    const most = Math.max(...values);
    expect(requests).toEqual(Array.from(values, (value) => Math.round((value / most) * 34)));
    expect(textOf(svg)).toContain('day on design 1');
    expect(textOf(svg)).toContain('not feasible');
  });
});

/** The height of each pixel of a path made of h and v. */
function heights(d: string): number[] {
  const found: number[] = [];
  let level = 0;
  for (const [, order, length = ''] of d.matchAll(/([hv])(-?\d+)/g)) {
    if (order === 'v') level -= Number(length);
    else found.push(...new Array<number>(Number(length)).fill(level));
  }
  return found;
}

describe('whatever the names', () => {
  it.each(HOSTILE_NAMES)('%j is text, in well-formed XML, and does not leave the chart', (name) => {
    const results = scenario.results.map((result, index) => ({
      ...result,
      workload: name,
      design: index === 0 ? name : `${name}${index}`,
      lines: result.lines.map((line) => ({ ...line, name })),
    }));
    const svg = svgOf(`${costBarChart({ ...scenario, name, results }, { id: 'x', width: 760, standalone: true }).svg}`);
    expect(textOf(svg)).toContain(printable(name));
    for (const element of all(svg)) {
      expect([
        'svg',
        'title',
        'desc',
        'style',
        'rect',
        'text',
        'tspan',
        'g',
        'line',
        'path',
        'defs',
        'pattern',
      ]).toContain(element.name);
      expect(Object.keys(element.attributes).filter((attribute) => /^on|href|style/.test(attribute))).toEqual([]);
    }
  });
});

describe('the colors', () => {
  const css = readFileSync('src/render/svg/chart-colors.css', 'utf8');
  const [light = '', dark = ''] = [...css.matchAll(/\.chart-colors \{([^}]*)\}/g)].map(([, rules]) => rules ?? '');

  it.each([
    ['light', light],
    ['dark', dark],
  ])('%s: every color stands out from the background, and the text on it from the color', (_name, rules) => {
    const colors = new Map(
      [...rules.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex ?? '']),
    );
    const color = (name: string) => colors.get(name) ?? '';
    expect([...colors.keys()].filter((name) => name?.startsWith('color-'))).toHaveLength(COLOR_COUNT);
    for (let index = 0; index < COLOR_COUNT; index += 1) {
      expect(contrast(color(`color-${index}`), color('background'))).toBeGreaterThanOrEqual(4.5);
      expect(contrast(color(`color-${index}`), color('on-color'))).toBeGreaterThanOrEqual(4.5);
    }
    for (const text of ['text', 'muted']) expect(contrast(color(text), color('background'))).toBeGreaterThan(4.5);
  });

  it('have a class each for shapes and lines', () => {
    for (let index = 0; index < COLOR_COUNT; index += 1) {
      expect(CHART_STYLES).toContain(`.fill-${index}{fill:var(--color-${index})}`);
      expect(CHART_STYLES).toContain(`.stroke-${index}{stroke:var(--color-${index})}`);
    }
  });
});

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const luminance = (hex: string) =>
    [1, 3, 5]
      .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, index) => sum + part * ([0.2126, 0.7152, 0.0722][index] ?? 0), 0);
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}
