import { describe, expect, it } from 'vitest';
import { linesOf, priceServices } from '../../price-services.js';

const table = (more: object) => ({ service: 'dynamodb', ...more });

describe('dynamodb', () => {
  it('reads by 4 KB at half, one or two units, and writes by the KB', async () => {
    const units = async (more: object) => linesOf(await priceServices([table({ reads: 1000, writes: 1000, ...more })]));
    expect(await units({ itemKb: 1 })).toEqual([
      'ondemand-read 500 Read-Request-Units = 0.0000625',
      'ondemand-write 1000 Write-Request-Units = 0.000625',
    ]);
    expect((await units({ itemKb: 4.5, readConsistency: 'strong' }))[0]).toMatch(/^ondemand-read 2000 /);
    expect((await units({ itemKb: 4.5, readConsistency: 'transactional' }))[0]).toMatch(/^ondemand-read 4000 /);
    expect((await units({ itemKb: 4.5, transactionalWrites: true }))[1]).toMatch(/^ondemand-write 10000 /);
  });

  it('provisions for each hour at the target utilization', async () => {
    const workload = { requestsPerSecond: 70, durationMs: 1 };
    const result = await priceServices([table({ billingMode: 'provisioned', readsPerRequest: 2 })], { workload });
    // 70 reads units and 70 write units a second at 70 %: 100 of each.
    expect(linesOf(result)).toEqual([
      'provisioned-rcu 73000 RCU-Hours = 9.49',
      'provisioned-wcu 73000 WCU-Hours = 47.45',
    ]);
  });

  it('keeps 25 GB and 25 units free', async () => {
    const given = { billingMode: 'provisioned', readCapacityUnits: 25, writeCapacityUnits: 25, storageGb: 26 };
    expect((await priceServices([table(given)], { freeTier: true })).monthlyUsd.toString()).toBe('0.25');
  });

  it('bills backups, recovery and restores by the GB', async () => {
    const given = { storageGb: 0, pointInTimeRecoveryGb: 10, backupGb: 10, restoredGb: 10 };
    expect(linesOf(await priceServices([table(given)]))).toEqual([
      'pitr 10 GB-Months = 2',
      'backup 10 GB-Months = 1',
      'restore 10 GB = 1.5',
    ]);
  });
});
