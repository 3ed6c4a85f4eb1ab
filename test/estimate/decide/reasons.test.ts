import { describe, expect, it } from 'vitest';
import { compareScenario } from '../../../src/estimate/compare.js';
import { withRequests } from '../../../src/estimate/cost-curve.js';
import { requestsFlip } from '../../../src/estimate/decide/advice.js';
import { factsOfDesign } from '../../../src/estimate/decide/design-facts.js';
import { reasonsFor } from '../../../src/estimate/decide/reasons.js';
import { estimateDesign } from '../../../src/estimate/estimate.js';
import { loadPriceBook } from '../../../src/io/price-files.js';
import { readScenarioFile } from '../../../src/io/scenario-files.js';
import type { Reason } from '../../../src/model/reason.js';
import { reasonText } from '../../../src/render/reason-text.js';
import { readScenario } from '../../../src/scenario/read-scenario.js';
import { runInProcess } from '../../run-in-process.js';

const book = loadPriceBook();

async function scenarioOf(designs: readonly (readonly object[])[], workload: object = {}) {
  const file = {
    version: 1,
    name: 'reasons',
    region: 'us-east-1',
    freeTier: false,
    workloads: [{ name: 'w', requests: 4_000_000, durationMs: 200, cpuMs: 200, ...workload }],
    designs: designs.map((services, index) => ({ name: 'ABC'[index], services })),
  };
  return readScenario(JSON.stringify(file), { regions: book.regions });
}

async function reasonOf(designs: readonly (readonly object[])[], workload?: object): Promise<Reason> {
  const scenario = await scenarioOf(designs, workload);
  const [reason] = reasonsFor(scenario, compareScenario(scenario, book).results, book);
  return reason as Reason;
}

const LAMBDA = { service: 'lambda', memoryMb: 512, durationMs: 200 };
const TASK = { service: 'fargate', tasks: 1, vcpu: 0.25, memoryGb: 0.5 };
const ALB = { service: 'alb', scheme: 'internal', lcuHours: 0 };

describe('a reason', () => {
  it('names the services whose cost differs, with differences computed separately', async () => {
    // 4M × (0.0000002 + 0.1 GB-s × 0.0000166667) = 7.46668; a task of 0.25 vCPU and 0.5 GB is 9.010025 a month.
    const reason = await reasonOf([
      [ALB, LAMBDA],
      [ALB, TASK],
    ]);
    expect(reason.between).toEqual(['A', 'B']);
    expect(reason.facts[0]).toMatchObject({ about: 'difference', cheaper: 'A', dearer: 'B' });
    const text = reasonText(reason);
    expect(text).toMatch(/^A pays \$7\.47 for lambda where B pays \$9\.01 for fargate; nothing else differs\. /);
    // The load balancer is 730 h × 0.0225 = 16.425.
    expect(text).toContain('Without any requests A costs $16.43, B $25.44.');
  });

  it('sums up what each design pays', async () => {
    const address = { service: 'public-ipv4' };
    const text = reasonText(await reasonOf([[LAMBDA], [ALB, TASK, address]]));
    // 16.425 + 9.010025 + 730 × 0.005
    expect(text).toContain(
      'A pays $7.47 for lambda where B pays $29.09 for alb ($16.43), fargate ($9.01) and public-ipv4 ($3.65)',
    );
  });

  it('says what a design pays for nothing in the other', async () => {
    const text = reasonText(await reasonOf([[LAMBDA], [LAMBDA, ALB]]));
    expect(text).toContain('A pays nothing where B pays $16.43 for alb; nothing else differs.');
  });

  it('tells why a cheaper design does not count', async () => {
    // 30M requests a month are 11.4 a second; a task of 5 a second at 60 % serves 8.3 at most.
    const small = { service: 'fargate', vcpu: 0.25, memoryGb: 0.5, minTasks: 1, maxTasks: 1, rpsPerTask: 5 };
    const two = { ...small, maxTasks: 3 };
    const reason = await reasonOf([[small], [two], [LAMBDA]], { requests: 30_000_000 });
    expect(reason.between).toEqual(['B', 'C']);
    expect(reason.facts.find(({ about }) => about === 'limit')).toMatchObject({ design: 'A' });
    expect(reasonText(reason)).toMatch(/A would cost \$9\.01, but is not feasible: fargate: maxTasks 1 loses/);
  });

  it('names the design where both have a service of the name', async () => {
    const text = reasonText(
      await reasonOf([
        [{ ...TASK, tasks: undefined, rpsPerTask: 4 }],
        [{ ...TASK, tasks: undefined, rpsPerTask: 4, vcpu: 0.5, memoryGb: 1 }],
      ]),
    );
    // 4M requests are 1.522 a second of 4: 61.9 % idle.
    expect(text).toContain('61.9% of the planned capacity of fargate of A is idle.');
    expect(text).toContain('61.9% of the planned capacity of fargate of B is idle.');
  });

  it('compares a single design with nothing', async () => {
    const reason = await reasonOf([[TASK]]);
    expect(reason.between).toBeUndefined();
    expect(reasonText(reason)).toBe('Without any requests A costs $9.01.');
  });

  it('has the floor of the capacity found for auto, not of the capacity without requests', async () => {
    const rare = { requests: 10_000, serviceLevel: { p95Ms: 400 } };
    const lambda = { service: 'lambda', memoryMb: 1769, initMs: 2000 };
    const designs = ['auto', 1].map((provisionedConcurrency) => [{ ...lambda, provisionedConcurrency }]);
    const floors = (await reasonOf(designs, rare)).facts.filter(({ about }) => about === 'floor');
    expect(floors).toMatchObject([{ design: 'A' }, { design: 'B' }]);
    const [auto, fixed] = floors.map((fact) => (fact.about === 'floor' ? fact.usd.toFixed() : ''));
    expect(auto).toBe(fixed);
    expect(Number(fixed)).toBeGreaterThan(0);
  });

  it('has no floor where given usage does not go without requests', async () => {
    const scenario = await scenarioOf([[{ service: 'lambda', memoryMb: 512, coldStarts: 10 }]]);
    const [design] = scenario.designs;
    const [workload] = scenario.workloads;
    if (design === undefined || workload === undefined) throw new Error('no design');
    const facts = factsOfDesign(design, estimateDesign(scenario, workload, design, book), { scenario, workload, book });
    expect(facts.map(({ about }) => about)).not.toContain('floor');
  });
});

describe('a flip', () => {
  const flipOf = async (requests: number) => {
    const scenario = await scenarioOf([[LAMBDA], [TASK]], { requests });
    return requestsFlip(['A', 'B'], { scenario, workload: scenario.workloads[0] ?? null, book });
  };
  // The request, computed separately: ⌈9.010025 / (0.2e-6 + 0.1 × 0.0000166667)⌉.
  const expected = Math.ceil(9.010025 / (0.2e-6 + 0.1 * 0.0000166667));

  it('is the first request that costs more, upwards and downwards', async () => {
    expect(await flipOf(1_000_000)).toEqual({ at: expected, cheaper: 'B', isMore: true, method: 'exact' });
    expect(await flipOf(20_000_000)).toEqual({ at: expected - 1, cheaper: 'A', isMore: false, method: 'exact' });
  });

  it('is none where a hundred times as many or as few do not turn it', async () => {
    expect(await flipOf(10_000)).toBeNull();
  });
});

it('the floor does not hang on the shape of the traffic', async () => {
  for (const file of ['diurnal-web', 'bursty-queue', 'nightly-batch', 'cron-jobs', 'mostly-idle']) {
    const scenario = await readScenarioFile(`scenarios/${file}.yaml`, book.regions);
    const { results } = compareScenario(scenario, book);
    const [workload] = scenario.workloads;
    if (workload === undefined) throw new Error('no workload');
    for (const [index, design] of scenario.designs.entries()) {
      const [floor] = factsOfDesign(design, results[index] as (typeof results)[number], { scenario, workload, book });
      const shaped = estimateDesign(scenario, withRequests(workload, 0), design, book).monthlyUsd;
      expect(floor?.about === 'floor' && floor.usd.toFixed(6), `${file}, ${design.name}`).toBe(shaped.toFixed(6));
    }
  }
});

describe('crossover compare', () => {
  it('ends each workload with why, and JSON with the facts', async () => {
    const { stdout } = await runInProcess(['compare', 'test/fixtures/small-task.yaml']);
    expect(stdout.match(/^Why: /gm)).toHaveLength(3);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    const json = JSON.parse((await runInProcess(['compare', 'test/fixtures/small-task.yaml', '--json'])).stdout);
    const [{ reasons }] = json.scenarios;
    expect(reasons).toHaveLength(3);
    expect(reasons[0]).toMatchObject({ workload: '1M a month', between: ['Lambda 512 MB', 'One task of 0.25 vCPU'] });
    expect(reasons[0]).not.toHaveProperty('flip');
    expect(json).not.toHaveProperty('advice');
  });

  it('tells why in Markdown too, and not in the table of a batch', async () => {
    const file = 'test/fixtures/small-task.yaml';
    const markdown = await runInProcess(['compare', file, '--format', 'markdown']);
    expect(markdown.stdout.match(/^Why: /gm)).toHaveLength(3);
    expect((await runInProcess(['compare', file, file])).stdout).not.toContain('Why');
  });
});
