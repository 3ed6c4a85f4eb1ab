import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { compare, loadPriceBook, readScenario, type Scenario } from '../../src/index.js';
import { workloadFields } from '../../src/page/adjustable-fields.js';
import { allowedChanges, applyChanges, formatChanges, parseChanges } from '../../src/page/changes.js';
import {
  formatFieldValue,
  parseFieldValue,
  SLIDER_STEPS,
  sliderPosition,
  sliderValue,
} from '../../src/page/field-values.js';

const book = loadPriceBook();
const TEXT = JSON.stringify({
  version: 1,
  name: 'shop',
  region: 'us-east-1',
  workloads: [
    { name: 'day', requests: '3M', durationMs: 120, cpuMs: 40, shape: { type: 'daily', peakToMean: 3 } },
    { name: 'flat', requests: '1M', durationMs: 100, memoryMb: 20 },
    { name: 'both', mix: ['day', 'flat'] },
  ],
  designs: [{ name: 'one', services: [{ service: 'lambda', memoryMb: 512 }] }],
});
let scenario: Scenario;
beforeAll(async () => {
  scenario = await readScenario(TEXT);
});

describe('changes', () => {
  it('are those of the file that says so', async () => {
    const changed = applyChanges(
      scenario,
      new Map([
        ['workloads.0.durationMs', 30],
        ['workloads.0.cpuMs', 10],
        ['workloads.1.requests', 5_000_000],
        ['designs.0.services.0.memoryMb', 1024],
      ]),
    );
    const text = TEXT.replace('"durationMs":120,"cpuMs":40', '"durationMs":30,"cpuMs":10')
      .replace('"1M"', '"5M"')
      .replace('512', '1024');
    expect(compare([changed], book).scenarios[0]?.results).toEqual(
      compare([await readScenario(text)], book).scenarios[0]?.results,
    );
  });

  it('may grow or shrink duration and CPU together, in whatever order they are given', () => {
    for (const [durationMs, cpuMs] of [
      [30, 10],
      [1200, 400],
      [20, 20],
      [500, 500],
    ] as const) {
      const pairs = [
        ['workloads.0.durationMs', durationMs],
        ['workloads.0.cpuMs', cpuMs],
      ] as const;
      for (const order of [pairs, pairs.toReversed()]) {
        expect(applyChanges(scenario, new Map(order)).workloads[0]).toMatchObject({ durationMs, cpuMs });
      }
    }
  });

  it('give steady traffic a peak, and take it away again', () => {
    const peaked = applyChanges(scenario, new Map([['workloads.1.shape.peakToMean', 2.5]]));
    expect(peaked.workloads[1]?.shape).toEqual({ type: 'daily', peakHour: 14, peakToMean: 2.5, weekendFactor: 1 });
    expect(applyChanges(scenario, new Map([['workloads.1.shape.peakToMean', 1]])).workloads[1]?.shape.type).toBe(
      'steady',
    );
  });

  it('survive the address, whatever else stands in it', () => {
    const at = fc.constantFrom('workloads.0.requests', 'designs.0.services.0.memoryMb', 'a b.&=#%', '__proto__');
    const changes = fc.array(fc.tuple(at, fc.double({ noNaN: true, noDefaultInfinity: true })), { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(changes, { minLength: 1, maxLength: 3 }), fc.string(), (lists, noise) => {
        const maps = lists.map((list) => new Map(list));
        const text = `#${formatChanges(maps)}&${encodeURIComponent(noise)}`;
        const back = parseChanges(text, maps.length);
        for (const [index, map] of maps.entries()) {
          // -0 is written 0.
          expect(back[index]).toEqual(new Map([...map].map(([key, value]) => [key, value + 0])));
        }
      }),
    );
  });

  it('are taken as far as the scenario allows them', () => {
    const wished = new Map([
      ['workloads.0.requests', -1],
      ['workloads.0.memoryMb', 30],
      ['workloads.7.memoryMb', 30],
      ['workloads.2.requests', 30],
      ['nonsense', 1],
      ['designs.0.services.0.memoryMb', 100_000],
    ]);
    expect([...allowedChanges(scenario, wished)]).toEqual([['workloads.0.memoryMb', 30]]);
  });
});

describe('fields', () => {
  it('read what they show', () => {
    const fields = scenario.workloads.flatMap((workload) => workloadFields(scenario, workload));
    expect(fields).toHaveLength(10);
    fc.assert(
      fc.property(fc.constantFrom(...fields), fc.nat({ max: SLIDER_STEPS }), (field, position) => {
        const value = sliderValue(field, position);
        expect(parseFieldValue(field, formatFieldValue(field, value))).toBe(value);
        expect(value).toBeGreaterThanOrEqual(field.limits.min);
        expect(value).toBeLessThanOrEqual(field.limits.max);
        expect(Math.abs(sliderPosition(field, value) - position)).toBeLessThanOrEqual(1);
      }),
    );
    for (const field of fields) expect(sliderValue(field, sliderPosition(field, field.value))).toBe(field.value);
  });

  it.each([
    [30_000_000, '30M'],
    [1_234_567, '1234567'],
    [1500, '1.5K'],
    [999, '999'],
    [2_500_000_000, '2.5B'],
  ])('show %d as %s', (value, text) => {
    expect(formatFieldValue({ limits: { unit: 'count', whole: true, min: 0, max: 1e10 } }, value)).toBe(text);
  });

  it.each(['', 'x', '1M', '0.5', '200', '1e3', '-3'])('say what is wrong with %j', (text) => {
    const share = { limits: { unit: undefined, whole: true, min: 1, max: 100 } };
    expect(parseFieldValue(share, text)).toMatch(/^Enter /);
  });
});
