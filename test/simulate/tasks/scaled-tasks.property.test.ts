import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FargateHost } from '../../../src/simulate/tasks/fargate-host.js';
import { simulateTasks } from '../../../src/simulate/tasks/scaled-tasks.js';
import { backlogPerTask, cpuUtilization, requestsPerTask } from '../../../src/simulate/tasks/scaling-policy.js';
import { TargetTracking } from '../../../src/simulate/tasks/target-tracking.js';
import { TaskLimits } from '../../../src/simulate/tasks/task-limits.js';
import { runs } from '../../property-runs.js';
import { type NaiveService, naiveTasks } from './naive-tasks.js';

const HOURS = 3;
const SECONDS = HOURS * 3600;

/** The fast simulation of the same service, in steps of `stepSeconds`. */
function simulate(service: NaiveService, stepSeconds: number) {
  const { rps, plannedRps, mostRps, fullUtilization, targetUtilization, scheduled } = service;
  const counts = new Float64Array(SECONDS / stepSeconds);
  for (const step of counts.keys()) counts[step] = (rps[Math.floor((step * stepSeconds) / 60)] ?? 0) * stepSeconds;
  const capacity = {
    requestsPerSecond: plannedRps,
    limit: 'cpu' as const,
    serviceMs: 100,
    maxPerSecond: mostRps,
    servers: 1,
    fullUtilization,
  };
  const cpu = cpuUtilization(capacity, targetUtilization);
  const metrics = {
    cpu: [cpu],
    requests: [requestsPerTask(capacity)],
    'cpu and backlog': [cpu, backlogPerTask(service.targetBacklog)],
  };
  const hours = scheduled === null ? [] : [...Array(24).keys()].slice(scheduled.fromHour, scheduled.toHour);
  const schedule = scheduled === null ? [] : [{ hours, minTasks: scheduled.minTasks }];
  const { month, host } = simulateTasks(
    {
      arrivals: { stepSeconds, counts, expected: counts, impulses: null },
      monthS: SECONDS,
      capacity,
      patienceS: service.patienceS,
      limits: new TaskLimits(service, schedule, { startWeekday: 0 }),
      policy: new TargetTracking(metrics[service.metric], service),
      deployments: { count: service.deployments, seconds: service.deploymentS },
    },
    (running) => new FargateHost({ ...service, endS: SECONDS }, running),
  );
  host.finish();
  return { month, lifetimes: host.lifetimes };
}

/** Whole requests per second, constant within a minute: plateaus, jumps, gaps and noise. */
const load = fc
  .array(
    fc.record({
      minutes: fc.integer({ min: 1, max: 60 }),
      rps: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 600 }), fc.constant(0)),
      noise: fc.integer({ min: 0, max: 20 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((plateaus) => {
    const perMinute = plateaus.flatMap(({ minutes, rps, noise }) =>
      Array.from({ length: minutes }, (_, minute) => rps + ((minute * 7919) % (noise + 1))),
    );
    return Array.from({ length: HOURS * 60 }, (_, minute) => perMinute[minute % perMinute.length] ?? 0);
  });

const minutes = (max: number) => fc.integer({ min: 0, max }).map((count) => count * 60);

const services = fc
  .record({
    rps: load,
    mostRps: fc.integer({ min: 5, max: 60 }),
    fullUtilization: fc.constantFrom(1, 1, 0.7, 0.3),
    targetUtilization: fc.constantFrom(0.5, 0.6, 0.75),
    metric: fc.constantFrom('cpu' as const, 'requests' as const, 'cpu and backlog' as const),
    targetBacklog: fc.integer({ min: 10, max: 5000 }),
    patienceS: fc.constantFrom(0, 5, 60),
    outS: minutes(10),
    inS: minutes(10),
    startDelayS: minutes(8).map((seconds) => seconds + 60),
    deregistrationDelayS: minutes(6),
    minTasks: fc.integer({ min: 0, max: 5 }),
    maxTasks: fc.integer({ min: 5, max: 30 }),
    scheduled: fc.option(
      fc.record({ fromHour: fc.constant(1), toHour: fc.constant(2), minTasks: fc.constantFrom(0, 7, 150) }),
    ),
    deployments: fc.constantFrom(0, 0, 1, 3),
    deploymentS: minutes(20).map((seconds) => seconds + 60),
  })
  .map((service) => ({
    ...service,
    plannedRps: service.mostRps * Math.min(1, service.targetUtilization / service.fullUtilization),
    patienceS: service.metric === 'cpu and backlog' ? Number.POSITIVE_INFINITY : service.patienceS,
    maxTasks: Math.max(service.maxTasks, service.minTasks),
  }));

describe('tasks that follow the traffic', () => {
  it.each([
    ['second by second', 1, 0],
    ['with start delays of fractions of a minute', 1, 17],
    ['in steps of a minute', 60, 0],
    ['in steps of 20 s', 20, 0],
  ])('are those of the naive simulation, %s', { timeout: 120_000 }, (_name, stepSeconds, moreDelayS) => {
    fc.assert(
      fc.property(services, (random) => {
        const startDelayS = random.startDelayS + moreDelayS;
        // More than 100 tasks at once start second by second, which longer steps cannot represent.
        const scheduled =
          stepSeconds === 1 || random.scheduled === null ? random.scheduled : { ...random.scheduled, minTasks: 7 };
        const service = { ...random, startDelayS, scheduled };
        const naive = naiveTasks(service);
        const { month, lifetimes } = simulate(service, stepSeconds);
        const requests = 60 * service.rps.reduce((sum, arrived) => sum + arrived, 0);
        expect(month.started).toBe(naive.started);
        expect(month.stopped).toBe(naive.stopped);
        for (const [hour, tasks] of month.hours.tasks.entries()) {
          const seconds = naive.tasksEachSecond.slice(hour * 3600, hour * 3600 + 3600);
          expect(tasks * 3600).toBeCloseTo(
            seconds.reduce((sum, there) => sum + there, 0),
            4,
          );
        }
        expect(lifetimes.taskSeconds).toBe(naive.lifetimes.reduce((sum, seconds) => sum + seconds, 0));
        expect(lifetimes.tasks).toBe(naive.lifetimes.length);
        expect(Math.abs(month.lost - naive.lost)).toBeLessThanOrEqual(0.5 + 1e-9 * requests);
        expect(Math.abs(month.waiting - naive.waiting)).toBeLessThanOrEqual(0.5 + 1e-9 * requests);
        expect(month.served + month.lost + month.waiting).toBe(requests);
      }),
      runs(20),
    );
  });
});
