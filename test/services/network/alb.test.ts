import { describe, expect, it } from 'vitest';
import { Amount } from '../../../src/model/amount.js';
import type { Amounts } from '../../../src/model/amounts.js';
import { parseMonth } from '../../../src/model/month.js';
import { capacityUnits, perHour, perRequest } from '../../../src/services/network/capacity-units.js';
import type { Traffic } from '../../../src/workload/traffic.js';
import { linesOf, priceServices } from '../../price-services.js';

const balancer = (more: object = {}) => ({ service: 'alb', ...more });
const api = { requests: 7_300_000, durationMs: 100, requestKb: 4, responseKb: 12 };

describe('alb', () => {
  it('bills its hours and an address in each of two zones, asked for or not', async () => {
    expect(linesOf(await priceServices([balancer()]))).toEqual([
      'alb-hour 730 Hours = 16.425',
      'public-ipv4-in-use 1460 Hours = 7.3',
    ]);
    const three = await priceServices([balancer({ loadBalancers: 2, zones: 3 })]);
    expect(linesOf(three)[1]).toBe('public-ipv4-in-use 4380 Hours = 21.9');
    expect(linesOf(await priceServices([balancer({ scheme: 'internal' })]))).toEqual(['alb-hour 730 Hours = 16.425']);
  });

  it('stands in as many zones as the service level asks for', async () => {
    const result = await priceServices([balancer()], { workload: { ...api, serviceLevel: { zones: 3 } } });
    expect(linesOf(result).at(-1)).toBe('public-ipv4-in-use 2190 Hours = 10.95');
    expect(result.assumptions).toContainEqual(
      expect.objectContaining({ at: 'designs.0.services.0.zones', value: '3' }),
    );
  });

  it('bills the highest dimension, not the sum', async () => {
    // In an hour 90,000 connections, 3,600 s × 25 = 90,000 of them one LCU; active 25 × 60 / 3,000 = 0.5; GB 90,000 × 4 KB = 0.34.
    const workload = { requests: 90_000 * 730, durationMs: 100, requestKb: 1, responseKb: 3 };
    const result = await priceServices([balancer()], { workload });
    expect(linesOf(result)[1]).toBe('alb-lcu 730 LCU-Hours = 5.84');
    expect(result.lines[1]?.derivation).toContain('new connections');
  });

  it('counts a GB an hour to tasks, and 0.4 GB to Lambda', async () => {
    // 65,536 × 16 KB = 1 GB an hour.
    const workload = { ...api, requests: 65_536 * 730 };
    const lcus = async (targetType: string) =>
      linesOf(await priceServices([balancer({ targetType })], { workload }))[1];
    expect(await lcus('ip')).toBe('alb-lcu 730 LCU-Hours = 5.84');
    expect(await lcus('instance')).toBe('alb-lcu 730 LCU-Hours = 5.84');
    expect(await lcus('lambda')).toBe('alb-lcu 1825 LCU-Hours = 14.6');
  });

  it('counts rules beyond ten, times the requests', async () => {
    // 10 requests a second × (110 − 10) rules = 1,000 evaluations a second.
    const workload = { ...api, requests: 36_000 * 730, requestKb: 0, responseKb: 1 };
    const lcus = async (rules: number) => linesOf(await priceServices([balancer({ rules })], { workload }))[1];
    expect(await lcus(110)).toBe('alb-lcu 730 LCU-Hours = 5.84');
    expect(await lcus(10)).toBe(await lcus(1));
  });

  it('takes the highest dimension hour by hour where the traffic has peaks', async () => {
    // All requests come in the first of 730 hours: 7,300,000 / 90,000 LCUs there, and the open connections in the others.
    const shape = { type: 'cron', every: '31d', burst: 7_300_000 };
    const burst = { ...api, requestKb: 1, responseKb: 1, shape };
    const alone = await priceServices([balancer()], { workload: burst });
    const held = await priceServices([balancer({ activeConnections: 6000 })], { workload: burst });
    const average = alone.activity.alb?.averageLcus ?? 0;
    expect(alone.activity.alb?.peakLcus).toBeCloseTo(7_300_000 / 90_000, 6);
    expect(average * 730).toBeCloseTo(7_300_000 / 90_000, 6);
    expect((held.activity.alb?.averageLcus ?? 0) * 730).toBeCloseTo(7_300_000 / 90_000 + 729 * 2, 6);
    expect(held.activity.alb?.peakLcus).toBeCloseTo(7_300_000 / 90_000, 6);
  });

  it('shows the capacity units of each hour: the higher of what is given and what comes, not both', () => {
    // 90,000 new connections an hour are an LCU; two are always there for 6,000 open ones.
    const hourlyRequests = Float64Array.of(0, 90_000, 270_000);
    const traffic = { requests: Amount.of(360_000), hourlyRequests } as unknown as Amounts<Traffic>;
    const month = parseMonth('3h') ?? expect.fail();
    const dimensions = [
      perRequest('new connections', Amount.ONE, Amount.of(90_000)),
      perHour('active connections', Amount.of(6000), Amount.of(3000)),
    ];
    const { hourly, peak, hours } = capacityUnits(dimensions, { traffic, month });
    expect(hourly).toEqual(Float64Array.of(2, 2, 3));
    expect(peak).toBe(3);
    expect(`${hours}`).toBe('7');
  });

  it('takes each dimension that is given, and the whole LCU-hours when they are given', async () => {
    const given = await priceServices([
      balancer({ newConnectionsPerSecond: 100, activeConnections: 3000, processedGb: 730 }),
    ]);
    expect(linesOf(given)[1]).toBe('alb-lcu 2920 LCU-Hours = 23.36');
    const billed = await priceServices([balancer({ lcuHours: 12.5, processedGb: 1e6 })], { workload: api });
    expect(linesOf(billed)[1]).toBe('alb-lcu 12.5 LCU-Hours = 0.1');
    expect(billed.assumptions.map(({ at }) => at)).not.toContain('designs.0.services.0.requestsPerConnection');
  });

  it('cannot pass more than 1 MB to Lambda', async () => {
    const of = (responseKb: number) =>
      priceServices([balancer({ targetType: 'lambda' })], { workload: { ...api, responseKb } });
    expect((await of(1024)).feasible).toBe(true);
    expect((await of(1025)).infeasible).toEqual([
      'alb: a request or response of 1025 KB is above the 1024 KB to a Lambda target',
    ]);
    const tasks = await priceServices([balancer()], { workload: { ...api, responseKb: 50_000 } });
    expect(tasks.feasible).toBe(true);
  });

  it('refuses one zone', async () => {
    await expect(priceServices([balancer({ zones: 1 })])).rejects.toThrow('must be at least 2');
  });
});
