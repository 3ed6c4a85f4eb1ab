import { describe, expect, it } from 'vitest';
import { linesOf, priceServices } from '../../price-services.js';

const tracing = (more: object = {}) => ({ service: 'xray', ...more });

describe('xray', () => {
  it('records the reservoir of each second and a share of the rest', async () => {
    const workload = { requestsPerSecond: 1000, durationMs: 1 };
    const result = await priceServices([tracing()], { workload, month: '1h' });
    // 3,600 seconds: the first request of each, and 5 % of the other 999 a second.
    expect(result.activity.xray?.tracesRecorded).toBe(Math.round(3600 * (1 + 0.05 * 999)));
  });

  it('leaves part of the reservoir unused where requests are few', async () => {
    const workload = { requestsPerSecond: 0.1, durationMs: 1 };
    const of = async (more: object) =>
      (await priceServices([tracing(more)], { workload, month: '100h' })).activity.xray?.tracesRecorded ?? 0;
    // Poisson: of 36,000 requests those that come second in their second are few.
    expect(await of({})).toBeGreaterThan(34_000);
    expect(await of({})).toBeLessThan(36_000);
    expect(await of({ samplingRate: 1 })).toBe(36_000);
    expect(await of({ samplingRate: 0, reservoirPerSecond: 0 })).toBe(0);
  });

  it('records more of the same requests when they are spread evenly', async () => {
    const asked = { requests: 10_000_000, durationMs: 1 };
    const of = async (shape: object) =>
      (await priceServices([tracing()], { workload: { ...asked, shape } })).activity.xray?.tracesRecorded ?? 0;
    const steady = await of({ type: 'steady' });
    expect(await of({ type: 'daily', peakHour: 12, peakToMean: 6, weekendFactor: 0.1 })).toBeLessThan(steady);
  });

  it('shares a million free traces between retrieved and scanned; Insights has none free', async () => {
    const given = { tracesRecorded: 100_000, tracesRetrieved: 700_000, tracesScanned: 700_000, insights: true };
    const result = await priceServices([tracing(given)], { freeTier: true });
    // 400,000 of the read ones at 0.50 a million, 100,000 read by Insights at 1.00.
    expect(result.monthlyUsd.toString()).toBe('0.3');
    expect(linesOf(result).at(-1)).toBe('insights-traces 100000 Traces = 0.1');
  });
});
