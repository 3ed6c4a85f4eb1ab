import { PointPrices } from '../../src/estimate/compiled/point-prices.js';
import { estimateDesign } from '../../src/estimate/estimate.js';
import { loadPriceBook } from '../../src/io/price-files.js';
import { toCents } from '../../src/model/quantity.js';
import { numericPath } from '../../src/scenario/numeric-path.js';
import { readScenario } from '../../src/scenario/read-scenario.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { type Measurement, median } from './bench.js';

const MIN_PER_SECOND = 2_000_000;
const MIN_TIMES_DECIMAL = 50;
const MAX_TIMES_FLOATS = 5;
/** Points on each design; BENCH_POINTS=1000000 for a million. */
const COMPARED = Number(process.env.BENCH_POINTS ?? 100_000);
const TIMED = 400_000;
const ROUNDS = 15;

const FILE = `version: 1
name: Lambda or Fargate
region: us-east-1
workloads: [{ name: w, requests: 10M, durationMs: 200, cpuMs: 40 }]
designs:
  - { name: Lambda, services: [{ service: lambda, memoryMb: 512, coldStarts: 0 }] }
  - { name: Fargate, services: [{ service: fargate, vcpu: 0.5, memoryGb: 1 }] }
`;
const PATHS = ['workloads.0.requests', 'workloads.0.durationMs', 'designs.0.services.0.memoryMb'];

/** A Lambda and a Fargate design over requests, duration and memory: compiled, in Decimal, and as a loop written by hand. */
export default async function plan(): Promise<Measurement[]> {
  const book = loadPriceBook();
  const scenario = await readScenario(FILE, { regions: book.regions });
  const paths = PATHS.map((path) => numericPath(path, scenario));
  const workload = scenario.workloads[0] ?? null;
  const prices = await PointPrices.of({ scenario, workload, paths, book }, [1e9, 1000, 1024]);
  const columns = randomPoints(Math.max(COMPARED, TIMED));
  const decimal = decimalPath(scenario, columns);
  const compared = compare(prices, columns, decimal);
  const into = { cents: new Float64Array(TIMED), feasible: new Uint8Array(TIMED) };
  const rounds = Array.from({ length: ROUNDS }, () => ({
    plan: msOf(() => [0, 1].map((design) => prices.price(design, columns, TIMED, into))),
    floats: msOf(() => byHand(columns, TIMED, into.cents)),
  }));
  const planMs = median(rounds.map((round) => round.plan));
  const perSecond = (2 * TIMED * 1000) / planMs;
  const timesFloats = median(rounds.map((round) => round.plan / round.floats));
  const timesDecimal = (perSecond * compared.decimalMs) / 1000 / (2 * COMPARED);
  return [
    {
      what: 'designs priced a second, Lambda and Fargate over requests, duration and memory',
      measured: `${(perSecond / 1e6).toFixed(1)} million`,
      budget: `≥ ${MIN_PER_SECOND / 1e6} million`,
      ok: perSecond >= MIN_PER_SECOND,
    },
    {
      what: 'the same, against the Decimal path',
      measured: `${timesDecimal.toFixed(0)} × as many`,
      budget: `≥ ${MIN_TIMES_DECIMAL} ×`,
      ok: timesDecimal >= MIN_TIMES_DECIMAL,
    },
    {
      what: 'the same, against a float loop written by hand',
      measured: `${timesFloats.toFixed(1)} × the time`,
      budget: `≤ ${MAX_TIMES_FLOATS} ×`,
      ok: timesFloats <= MAX_TIMES_FLOATS,
    },
    {
      what: `equal to the Decimal path to the cent, ${COMPARED} random points on each design`,
      measured: `${compared.different} differ; ${(prices.fullShare * 100).toFixed(4)} % priced the full way`,
      budget: 'none differs',
      ok: compared.different === 0,
    },
  ];
}

/** Half of them round numbers, whose cents end in halves more often. */
function randomPoints(count: number): Float64Array[] {
  let state = 1;
  const random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const whole = (low: number, high: number) => low + Math.floor(random() * (high - low));
  const column = (value: () => number) => Float64Array.from({ length: count }, value);
  return [
    column(() => (random() < 0.5 ? whole(0, 1000) * 1_000_000 : whole(0, 1e9))),
    column(() => (random() < 0.5 ? whole(40, 1040) : whole(400, 10_400) / 10)),
    column(() => (random() < 0.5 ? whole(1, 41) * 128 : whole(128, 10_240))),
  ];
}

/** The scenario with the values of a point, without the checks of paths: what is timed is the pricing. */
function decimalPath(scenario: Scenario, columns: readonly Float64Array[]) {
  const book = loadPriceBook();
  return (design: number, point: number): number => {
    const [requests = 0, durationMs = 0, memoryMb = 0] = columns.map((column) => column[point]);
    const workload = { ...(scenario.workloads[0] as Scenario['workloads'][number]), requests, durationMs };
    const designs = scenario.designs.map((of) => ({
      ...of,
      services: of.services.map((placed) =>
        placed.service.id === 'lambda' ? { ...placed, input: { ...placed.input, memoryMb } } : placed,
      ),
    }));
    const chosen = designs[design] as Scenario['designs'][number];
    const { monthlyUsd } = estimateDesign({ ...scenario, designs }, workload, chosen, book);
    return Number(toCents(monthlyUsd).times(100).toFixed());
  };
}

function compare(
  prices: PointPrices,
  columns: readonly Float64Array[],
  decimal: (design: number, point: number) => number,
): { different: number; decimalMs: number } {
  let different = 0;
  let decimalMs = 0;
  for (const design of [0, 1]) {
    const { cents } = prices.price(design, columns, COMPARED);
    decimalMs += msOf(() => {
      for (let point = 0; point < COMPARED; point += 1) if (decimal(design, point) !== cents[point]) different += 1;
    });
  }
  return { different, decimalMs };
}

/** What a person would write for these two designs and no others, in cents; no bound, no check. */
function byHand([requests, durationMs, memoryMb]: readonly Float64Array[], count: number, cents: Float64Array): void {
  for (let i = 0; i < count; i += 1) {
    const r = requests?.[i] as number;
    const d = durationMs?.[i] as number;
    const mb = memoryMb?.[i] as number;
    const ms = Math.ceil(d - 40 + (mb >= 1769 ? 40 : 70_760 / mb));
    const gbSeconds = Math.max(0, (r * ms * mb) / 1_024_000 - 400_000);
    const first = Math.min(gbSeconds, 6e9) * 0.0000166667;
    const next = Math.min(Math.max(0, gbSeconds - 6e9), 9e9) * 0.000015;
    const over = Math.max(0, gbSeconds - 15e9) * 0.0000133334;
    cents[i] = Math.round((Math.max(0, r - 1e6) * 0.0000002 + first + next + over) * 100);
  }
  for (let i = 0; i < count; i += 1) {
    const r = requests?.[i] as number;
    const capacity = Math.min(7.5, 44_000 / ((durationMs?.[i] as number) - 40 + 80));
    const tasks = Math.max(1, Math.ceil(r / 2_628_000 / capacity - 1e-9));
    cents[i] = Math.round(tasks * 730 * (0.5 * 0.04048 + 0.004445) * 100);
  }
}

function msOf(step: () => unknown): number {
  const startedAt = performance.now();
  step();
  return performance.now() - startedAt;
}
