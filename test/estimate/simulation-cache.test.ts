import { describe, expect, it } from 'vitest';
import { cachedSimulation as known } from '../../src/estimate/simulation-cache.js';
import { loadPriceBook } from '../../src/io/price-files.js';
import { Amount } from '../../src/model/amount.js';
import type { Amounts } from '../../src/model/amounts.js';
import { parseMonth } from '../../src/model/month.js';
import type { Activity } from '../../src/model/report.js';
import type { PriceBook } from '../../src/prices/price-book.js';
import type { DesignService } from '../../src/scenario/scenario.js';
import type { AnyService, SimulationContext } from '../../src/services/service.js';
import { arrivals, requestsPerHour } from '../../src/workload/arrivals.js';

const month = parseMonth('24h') ?? expect.fail();

type Placed = Pick<DesignService, 'service' | 'input'>;

const knownSimulation = (placed: Placed, context: SimulationContext, book: PriceBook) =>
  known(placed, placed.input, context, book);

const amounts = <T extends object>(of: T): Amounts<T> =>
  Object.fromEntries(
    Object.entries(of).map(([key, value]) => [key, typeof value === 'number' ? Amount.of(value) : value]),
  ) as Amounts<T>;

/** A service that counts how often it is simulated. */
function counting(looks: boolean): { service: AnyService; calls: () => number } {
  let calls = 0;
  const simulate = (input: { size: number }, context: SimulationContext) => {
    calls += 1;
    return { metered: {}, activity: { size: input.size, before: looks ? context.upstream.size : 0 } };
  };
  return { service: { id: 'counting', simulate } as unknown as AnyService, calls: () => calls };
}

function contextOf(requests: number, upstream: Record<string, Activity> = {}): SimulationContext {
  const stepByStep = arrivals({ type: 'daily', peakHour: 9, peakToMean: 2 }, { requests, month, stepSeconds: 60 });
  const figures = { durationMs: 10, cpuMs: 10, memoryMb: 1, requestKb: 1, responseKb: 1, serviceLevel: {} };
  return {
    month,
    traffic: amounts({
      ...figures,
      ...{ requests, requestsPerSecond: requests / month.seconds, trigger: 'http' as const },
      ...{ arrivals: stepByStep, hourlyRequests: requestsPerHour(stepByStep) },
    }),
    upstream: new Map(Object.entries(upstream).map(([name, activity]) => [name, amounts(activity)])),
    instanceType: () => expect.fail(),
  };
}

describe('knownSimulation()', () => {
  const book = loadPriceBook();

  it('simulates the same input under the same traffic once', () => {
    const { service, calls } = counting(false);
    const context = contextOf(1000, { alb: { averageLcus: 1 } });
    const first = knownSimulation({ service, input: { size: 1 } }, context, book);
    // It does not read the services before it.
    expect(knownSimulation({ service, input: { size: 1 } }, { ...context, upstream: new Map() }, book)).toBe(first);
    expect(calls()).toBe(1);
  });

  it.each<[string, (of: { context: SimulationContext; service: AnyService }) => unknown]>([
    ['another input', ({ context, service }) => knownSimulation({ service, input: { size: 2 } }, context, book)],
    [
      'another book',
      ({ context, service }) => knownSimulation({ service, input: { size: 1 } }, context, loadPriceBook()),
    ],
    ['other arrivals', ({ service }) => knownSimulation({ service, input: { size: 1 } }, contextOf(1000), book)],
    [
      'another figure of a request',
      ({ context, service }) => {
        const traffic = context.traffic === null ? null : { ...context.traffic, cpuMs: Amount.of(5) };
        return knownSimulation({ service, input: { size: 1 } }, { ...context, traffic }, book);
      },
    ],
    [
      'a service of another kind',
      ({ context, service }) =>
        knownSimulation({ service: { ...service, id: 'other' }, input: { size: 1 } }, context, book),
    ],
  ])('simulates again for %s', (_what, again) => {
    const { service, calls } = counting(false);
    const context = contextOf(1000);
    knownSimulation({ service, input: { size: 1 } }, context, book);
    again({ context, service });
    expect(calls()).toBe(2);
  });

  it('compares the services before it where the service reads them', () => {
    const { service, calls } = counting(true);
    const context = contextOf(1000, { lambda: { invocations: 5 } });
    const placed = { service, input: { size: 1 } };
    expect(knownSimulation(placed, context, book).activity.before).toBe(1);
    expect(knownSimulation(placed, { ...context, upstream: new Map() }, book).activity.before).toBe(0);
    expect(knownSimulation(placed, context, book).activity.before).toBe(1);
    expect(calls()).toBe(2);
    const busier = new Map([['lambda', amounts({ invocations: 6 })]]);
    knownSimulation(placed, { ...context, upstream: busier }, book);
    expect(calls()).toBe(3);
  });

  it('forgets: a sweep over a thousand inputs keeps few of them', () => {
    const { service, calls } = counting(false);
    const context = contextOf(1000);
    for (let size = 0; size < 1000; size += 1) knownSimulation({ service, input: { size } }, context, book);
    knownSimulation({ service, input: { size: 999 } }, context, book);
    expect(calls()).toBe(1000);
    knownSimulation({ service, input: { size: 0 } }, context, book);
    expect(calls()).toBe(1001);
  });

  it('leaves closed forms alone', () => {
    const { service, calls } = counting(false);
    const { traffic, ...context } = contextOf(1000);
    const { arrivals: _, hourlyRequests: __, ...steady } = traffic ?? expect.fail();
    knownSimulation({ service, input: { size: 1 } }, { ...context, traffic: steady }, book);
    knownSimulation({ service, input: { size: 1 } }, { ...context, traffic: null }, book);
    expect(calls()).toBe(2);
  });
});
