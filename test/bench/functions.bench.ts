import type { FunctionPool } from '../../src/simulate/lambda/function-pool.js';
import { SteadyPoolMonth } from '../../src/simulate/lambda/steady-pool-month.js';
import { warmPool } from '../../src/simulate/lambda/warm-pool.js';
import { type Arrivals, arrivals } from '../../src/workload/arrivals.js';
import type { Shape } from '../../src/workload/shapes.js';
import { playEvents } from '../simulate/lambda/event-model.js';
import { type Measurement, timedMs, withinMs } from './bench.js';

const MONTH = { label: '730h', hours: 730, seconds: 730 * 3600, startWeekday: 0 };
const REQUESTS = 30_000_000;
const SHAPE: Shape = { type: 'daily', peakHour: 14, peakToMean: 3, weekendFactor: 0.5 };
const NOISY: Shape = { type: 'product', parts: [SHAPE, { type: 'noise', variation: 0.5, seed: 1 }] };
const POOL: FunctionPool = {
  ...{ durationS: 0.12, rpsPerEnvironment: 10, lifetimeS: 360, limit: Number.POSITIVE_INFINITY },
  ...{ startsAtOnce: 1000, startsPerSecond: 100, isLost: true },
};
/** Days of the event model: one request after the other is slow. */
const EVENT_DAYS = 1;

/** One month of a function: step by step, in closed form, and against one request after the other. */
export default async function functions(): Promise<Measurement[]> {
  const minute = arrivalsOf(SHAPE, 60);
  const noisy = arrivalsOf(NOISY, 60);
  const second = arrivalsOf(SHAPE, 1);
  const month = (of: Arrivals) => timedMs(() => warmPool(of, POOL, () => 0));
  const minuteMs = month(minute);
  const many = 200;
  const steadyMs =
    timedMs(() =>
      Array.from({ length: many }, (_, i) => figuresOf(new SteadyPoolMonth(REQUESTS + i, MONTH.seconds, POOL, 0))),
    ) / many;
  const rates = minute.expected.subarray(0, EVENT_DAYS * 24 * 60).map((requests) => requests / 60);
  const load = { rates, stepS: 60, warmS: POOL.durationS, coldS: POOL.durationS, lifetimeS: POOL.lifetimeS, seed: 1 };
  const startedAt = performance.now();
  playEvents(load);
  const eventsMs = (performance.now() - startedAt) * (MONTH.hours / 24 / EVENT_DAYS);
  return [
    withinMs("a month of Lambda's warm pool at 60 s", minuteMs, 20),
    withinMs('the same of traffic that changes every minute', month(noisy), 20),
    withinMs("a month of Lambda's warm pool at 1 s", month(second), 150),
    withinMs('a steady month of Lambda, closed form', steadyMs, 0.05),
    {
      what: 'the month at 60 s, against the event model',
      measured: `${(eventsMs / minuteMs).toFixed(0)} times as fast`,
      budget: '≥ 50 times',
      ok: eventsMs / minuteMs >= 50,
    },
  ];
}

function arrivalsOf(shape: Shape, stepSeconds: number): Arrivals {
  return arrivals(shape, { requests: REQUESTS, month: MONTH, stepSeconds });
}

/** Each is computed when it is read. */
function figuresOf(month: SteadyPoolMonth): number {
  const { coldStarts, provisionedServed, averageEnvironments, p99Concurrency, peakConcurrency } = month;
  return coldStarts + provisionedServed + averageEnvironments + p99Concurrency + peakConcurrency;
}
