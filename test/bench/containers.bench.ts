import { FargateHost } from '../../src/simulate/tasks/fargate-host.js';
import { simulateTasks } from '../../src/simulate/tasks/scaled-tasks.js';
import { cpuUtilization } from '../../src/simulate/tasks/scaling-policy.js';
import { steadyTaskMonth } from '../../src/simulate/tasks/steady-task-month.js';
import { TargetTracking } from '../../src/simulate/tasks/target-tracking.js';
import { TaskLimits } from '../../src/simulate/tasks/task-limits.js';
import { arrivals } from '../../src/workload/arrivals.js';
import type { Shape } from '../../src/workload/shapes.js';
import { naiveTasks } from '../simulate/tasks/naive-tasks.js';
import { type Measurement, timedMs, withinMs } from './bench.js';

const MONTH = { label: '730h', hours: 730, seconds: 730 * 3600, startWeekday: 0 };
const REQUESTS = 300_000_000;
const CAPACITY = {
  requestsPerSecond: 15,
  limit: 'cpu' as const,
  serviceMs: 120,
  maxPerSecond: 25,
  servers: 1,
  fullUtilization: 1,
};
const TIMES = { startDelayS: 60, deregistrationDelayS: 300 };
const SHAPE: Shape = { type: 'daily', peakHour: 14, peakToMean: 3, weekendFactor: 0.5 };

/** One month of containers: in steps of a minute and of a second, in closed form, and against a naive simulation. */
export default async function containers(): Promise<Measurement[]> {
  const minuteMs = monthMs(60);
  const secondMs = monthMs(1);
  const steadyMs = steadyRun();
  const naive = naiveDayMs() * (MONTH.hours / 24);
  return [
    withinMs('a month of containers at 60 s', minuteMs, 5),
    withinMs('a month of containers at 1 s', secondMs, 150),
    withinMs('a steady month of containers, closed form', steadyMs, 0.05),
    {
      what: 'the same at 1 s, against an array of objects',
      measured: `${(naive / secondMs).toFixed(0)} times as fast`,
      budget: '≥ 5 times',
      ok: naive / secondMs >= 5,
    },
  ];
}

function monthMs(stepSeconds: number): number {
  const stepByStep = arrivals(SHAPE, { requests: REQUESTS, month: MONTH, stepSeconds });
  const once = () =>
    simulateTasks(
      {
        arrivals: stepByStep,
        monthS: MONTH.seconds,
        capacity: CAPACITY,
        patienceS: 60,
        limits: new TaskLimits({ minTasks: 2, maxTasks: 1000 }, [], MONTH),
        policy: new TargetTracking([cpuUtilization(CAPACITY, 0.6)], { outS: 300, inS: 300 }),
        deployments: { count: 4, seconds: 600 },
      },
      (running) => new FargateHost({ ...TIMES, endS: MONTH.seconds }, running),
    );
  return timedMs(once);
}

function steadyRun(): number {
  const traffic = {
    ...{ requests: REQUESTS, requestsPerSecond: REQUESTS / MONTH.seconds, trigger: 'http' as const },
    ...{ durationMs: 120, cpuMs: 40, memoryMb: 20, requestKb: 2, responseKb: 10, serviceLevel: {} },
  };
  const service = { capacity: CAPACITY, limits: { minTasks: 2, maxTasks: 1000 }, patienceS: 60, monthS: MONTH.seconds };
  const many = 200;
  return timedMs(() => Array.from({ length: many }, () => steadyTaskMonth(traffic, service))) / many;
}

function naiveDayMs(): number {
  const { expected } = arrivals(SHAPE, { requests: REQUESTS, month: MONTH, stepSeconds: 60 });
  const service = {
    ...{ rps: Array.from(expected.subarray(0, 24 * 60), (requests) => requests / 60), plannedRps: 15, mostRps: 25 },
    ...{ fullUtilization: 1, targetUtilization: 0.6, metric: 'cpu' as const, targetBacklog: 1, patienceS: 60 },
    ...{ outS: 300, inS: 300, ...TIMES, minTasks: 2, maxTasks: 1000, scheduled: null, deployments: 0, deploymentS: 0 },
  };
  return timedMs(() => naiveTasks(service));
}
