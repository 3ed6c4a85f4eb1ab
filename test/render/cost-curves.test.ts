import { beforeAll, describe, expect, it } from 'vitest';
import { costCurve, curvePricer, curveRequests, withRequests } from '../../src/estimate/cost-curve.js';
import { crossingsOf } from '../../src/estimate/curve-crossings.js';
import { compare, Decimal, loadPriceBook, readScenario, type Scenario, type Workload } from '../../src/index.js';
import type { CostCurve, Crossing } from '../../src/model/curve-report.js';
import { costCurveChart, crossingRequests } from '../../src/render/svg/cost-curve-chart.js';
import { HOSTILE_NAMES } from './hostile-names.js';
import { all, parseXml, textOf } from './xml.js';

const book = loadPriceBook();
let scenario: Scenario;
let curve: CostCurve;
let crossings: Crossing[];

beforeAll(async () => {
  scenario = await scenarioWith(2);
  const workload = scenario.workloads[0] as Workload;
  curve = costCurve(scenario, workload, book);
  crossings = crossingsOf(curve, curvePricer(scenario, workload, book));
});

/** One small task, the same work on Lambda, and as many more functions as asked for. */
function scenarioWith(designs: number): Promise<Scenario> {
  const file = {
    version: 1,
    name: 'small',
    region: 'us-east-1',
    freeTier: false,
    workloads: [
      { name: 'api', requests: '1M', durationMs: 200, cpuMs: 200 },
      { name: 'other', requests: '3M', durationMs: 100, cpuMs: 50 },
      { name: 'both', mix: ['api', 'other'] },
    ],
    designs: Array.from({ length: designs }, (_, index) => ({
      name: `design ${index}`,
      services: [
        index === 1
          ? { service: 'fargate', tasks: 1, vcpu: 0.25, memoryGb: 0.5 }
          : { service: 'lambda', memoryMb: 512 + 128 * index, durationMs: 200 },
      ],
    })),
  };
  return readScenario(JSON.stringify(file));
}

describe('cost against requests', () => {
  it('is the estimate at every point', async () => {
    const { requests, costs } = curve.points[7] as CostCurve['points'][number];
    const asked = { ...scenario, workloads: [{ ...(scenario.workloads[0] as Workload), requests }] };
    const results = compare([asked], book).scenarios[0]?.results ?? [];
    expect(costs.map((cost) => cost?.monthlyUsd.toFixed())).toEqual(
      results.map(({ monthlyUsd }) => monthlyUsd.toFixed()),
    );
  });

  it('passes through the requests asked for, from a hundredth to ten times as many', () => {
    const numbers = curveRequests({ requests: 30_000_000, shape: { type: 'steady' } });
    expect(numbers).toContain(30_000_000);
    expect([numbers[0], numbers.at(-1)]).toEqual([300_000, 300_000_000]);
    expect(curveRequests({ requests: 3, shape: { type: 'steady' } }).slice(0, 2)).toEqual([1, 2]);
    expect(curveRequests({ requests: 0, shape: { type: 'steady' } }).length).toBeGreaterThan(2);
    expect(Math.max(...curveRequests({ requests: 2 ** 53 - 1, shape: { type: 'steady' } }))).toBeLessThan(2 ** 53);
  });

  it('keeps the proportions of a mix', () => {
    const mix = withRequests(scenario.workloads[2] as Workload, 400);
    expect(mix.parts.map(({ requests }) => requests)).toEqual([100, 300]);
    expect(mix.requests).toBe(400);
  });
});

describe('crossings', () => {
  it('are exact: one request less, and the other design is cheaper', () => {
    // 730 h × (0.25 × $0.04048 + 0.5 × $0.004445) = $9.010025; a request of 200 ms at 512 MB costs $0.0000002 + 0.1 GB-s ×
    // $0.0000166667 = $0.00000186667. https://aws.amazon.com/fargate/pricing/, https://aws.amazon.com/lambda/pricing/
    const perRequest = new Decimal('0.0000002').plus(new Decimal('0.0000166667').times('0.1'));
    const even = new Decimal('9.010025').div(perRequest).ceil().toNumber();
    expect(crossings).toHaveLength(1);
    expect(crossings[0]).toMatchObject({
      requests: even,
      isExact: true,
      before: 'design 0',
      after: 'design 1',
      changesCheapest: true,
    });
    const priceAt = curvePricer(scenario, scenario.workloads[0] as Workload, book);
    const [lambda, task] = priceAt(even - 1).costs;
    expect(lambda?.monthlyUsd.lt(task?.monthlyUsd ?? 0)).toBe(true);
  });

  it('say so when the search was given up', () => {
    const [near] = crossingsOf(curve, curvePricer(scenario, scenario.workloads[0] as Workload, book), 3);
    expect(near?.isExact).toBe(false);
    expect(near?.requests).toBeGreaterThan(crossings[0]?.requests ?? 0);
    expect((near?.requests ?? 0) / (crossings[0]?.requests ?? 0)).toBeLessThan(10 ** (1 / 12 / 4));
    expect(crossingRequests(near as Crossing)).toMatch(/^about 4\.\d+M$/);
  });

  it('are none where one design is always cheaper', async () => {
    const flat = await scenarioWith(1);
    const workload = flat.workloads[0] as Workload;
    expect(crossingsOf(costCurve(flat, workload, book), curvePricer(flat, workload, book))).toEqual([]);
  });
});

describe('the chart', () => {
  const draw = (of: CostCurve, at: readonly Crossing[] = crossings) =>
    parseXml(`${costCurveChart(of, at, { id: 'curve', width: 760, standalone: true, scenario: 'small' }).svg}`);

  it('rings the crossings at their number of requests', () => {
    const svg = draw(curve);
    const [ring] = all(svg, { name: 'circle', kind: 'break-even' });
    const [from = 1, to = 1] = [curve.points[0]?.requests, curve.points.at(-1)?.requests];
    const share = Math.log((crossings[0]?.requests ?? 0) / from) / Math.log(to / from);
    const [axis] = all(svg, { name: 'line', kind: 'axis' });
    const [left, right] = [Number(axis?.attributes.x1), Number(axis?.attributes.x2)];
    expect(Number(ring?.attributes.cx)).toBeCloseTo(left + share * (right - left), 0);
    expect(textOf(svg)).toContain('4.83M');
    const said = textOf(all(svg, { name: 'desc' })[0] as ReturnType<typeof parseXml>);
    expect(said).toContain('At 4,826,791 requests, $9.01 a month, design 1 becomes cheaper than design 0.');
    expect(said).toContain('From 10,000 to 4,826,791 requests design 0 is the cheapest.');
  });

  it('names twelve designs without one over the other', async () => {
    const many = await scenarioWith(12);
    const svg = draw(costCurve(many, many.workloads[0] as Workload, book), []);
    const names = all(svg, { name: 'text', kind: 'name' });
    expect(names.map(textOf).sort()).toEqual(many.designs.map(({ name }) => name).sort());
    const tops = names.map(({ attributes }) => Number(attributes.y)).sort((a, b) => a - b);
    for (const [index, top] of tops.entries()) if (index > 0) expect(top - (tops[index - 1] ?? 0)).toBeGreaterThan(12);
  });

  it('dots what is not feasible, and leaves out what has no price', () => {
    const points = curve.points.map(({ requests, costs: [lambda] }, index) => ({
      requests,
      costs: [lambda && { ...lambda, feasible: index < 10 }, undefined],
    }));
    const svg = draw({ ...curve, points }, []);
    expect(all(svg, { name: 'path', kind: 'infeasible' })).toHaveLength(1);
    expect(textOf(svg)).toContain('none feasible');
    expect(all(svg, { name: 'text', kind: 'name' }).map(textOf)).toEqual(['design 0']);
  });

  it.each(HOSTILE_NAMES)('shows %j as text', (name) => {
    const svg = draw({ ...curve, workload: name, designs: [name, `${name}2`] });
    expect(all(svg, { name: 'title' }).length).toBeGreaterThan(2);
    expect(all(svg).filter((element) => ['script', 'img', 'b'].includes(element.name))).toEqual([]);
  });
});
