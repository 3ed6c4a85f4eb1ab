import { describe, expect, it } from 'vitest';
import { linesOf, priceServices } from '../../price-services.js';

const watch = (more: object = {}) => ({ service: 'cloudwatch', ...more });
const workload = { requests: 1_048_576, durationMs: 100 };

describe('cloudwatch', () => {
  it("gives Lambda's logs the tiers of vended logs, and those of containers one price", async () => {
    const logs = watch({ logKbPerRequest: 20, retentionDays: 0 });
    const meters = async (before: string) =>
      linesOf(await priceServices([{ service: before }, logs], { workload })).filter((line) => line.includes('logs'));
    expect(await meters('lambda')).toEqual(['logs-vended 20 GB = 10']);
    expect(await meters('fargate')).toEqual(['logs-ingestion-standard 20 GB = 10']);
    const many = await priceServices([watch({ logsVendedGb: 60_000, storageGb: 0 })]);
    expect(linesOf(many)).toEqual([
      'logs-vended 10240 GB = 5120',
      'logs-vended 20480 GB = 5120',
      'logs-vended 20480 GB = 2048',
      'logs-vended 8800 GB = 440',
    ]);
  });

  it('keeps logs compressed for their retention', async () => {
    const given = { logsStandardGb: 100, retentionDays: 15 };
    expect(linesOf(await priceServices([watch(given)], { month: '30d' }))[1]).toBe(
      'logs-storage 7.5 GB-Months = 0.225',
    );
  });

  it('takes 5 GB of logs, 10 metrics, 10 alarms and 3 dashboards off', async () => {
    const given = { logsStandardGb: 4, logsVendedGb: 4, storageGb: 5, metrics: 12, alarms: 11, dashboards: 4 };
    const result = await priceServices([watch(given)], { freeTier: true });
    // 3 GB at 0.50, 2 metrics at 0.30, an alarm at 0.10, a dashboard at 3.
    expect(result.monthlyUsd.toString()).toBe('5.2');
  });

  it('counts three metrics for an anomaly alarm', async () => {
    const given = { alarms: 1, anomalyAlarms: 1, highResolutionAnomalyAlarms: 2, compositeAlarms: 1 };
    expect(linesOf(await priceServices([watch(given)]))).toEqual([
      'alarms-standard 4 Alarm-Months = 0.4',
      'alarms-high-resolution 6 Alarm-Months = 1.8',
      'alarms-composite 1 Alarm-Months = 0.5',
    ]);
  });
});
