import { acuMonth, type DatabaseInstance } from '../../src/simulate/aurora/acu-month.js';
import { steadyAcuMonth } from '../../src/simulate/aurora/steady-acu-month.js';
import { arrivals } from '../../src/workload/arrivals.js';
import type { Shape } from '../../src/workload/shapes.js';
import { type Measurement, timedMs, withinMs } from './bench.js';

const MONTH = { label: '730h', hours: 730, seconds: 730 * 3600, startWeekday: 0 };
const REQUESTS = 300_000_000;
const SHAPE: Shape = { type: 'daily', peakHour: 14, peakToMean: 3, weekendFactor: 0.5 };
const WRITER: DatabaseInstance = {
  ...{ minAcu: 0.5, maxAcu: 64, doublingS: 60, halvingS: 300 },
  ...{ queriesPerRequest: 2, queriesPerSecondPerAcu: 100, patienceS: 30, pause: null },
};

/** One month of Aurora Serverless v2: step by step, and in closed form. */
export default async function databases(): Promise<Measurement[]> {
  const monthMs = (stepSeconds: number) => {
    const queries = arrivals(SHAPE, { requests: REQUESTS, month: MONTH, stepSeconds });
    return timedMs(() => acuMonth(queries, WRITER, MONTH.seconds));
  };
  const many = 200;
  const steady = () => Array.from({ length: many }, (_, i) => steadyAcuMonth(100 + i, WRITER, MONTH.seconds));
  return [
    withinMs('a month of Aurora Serverless v2 at 60 s', monthMs(60), 5),
    withinMs('a month of Aurora Serverless v2 at 1 s', monthMs(1), 150),
    withinMs('a steady month of Aurora Serverless v2, closed form', timedMs(steady) / many, 0.05),
  ];
}
