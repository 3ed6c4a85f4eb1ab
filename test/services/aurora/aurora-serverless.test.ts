import { describe, expect, it } from 'vitest';
import { linesOf, priceServices } from '../../price-services.js';

const cluster = (more: object) => ({ service: 'aurora-serverless', ...more });

describe('aurora-serverless', () => {
  it('bills ACU-hours at the rate of engine and storage configuration', async () => {
    const [standard, optimized] = await Promise.all([
      priceServices([cluster({ acuHours: 100 })]),
      priceServices([cluster({ acuHours: 100, engine: 'mysql', storageConfiguration: 'io-optimized' })]),
    ]);
    expect(linesOf(standard)).toEqual(['serverless-v2-postgresql-standard 100 ACU-Hours = 12']);
    // 0.16 in us-east-1 by the price list: not 30 % above standard.
    expect(linesOf(optimized)).toEqual(['serverless-v2-mysql-io-optimized 100 ACU-Hours = 16']);
  });

  it('bills I/O on standard storage only', async () => {
    const io = { acuHours: 0, storageGb: 100, ioRequests: 5_000_000 };
    const of = async (storageConfiguration: string) =>
      linesOf(await priceServices([cluster({ ...io, storageConfiguration })])).slice(1);
    expect(await of('standard')).toEqual(['storage-standard 100 GB-Months = 10', 'io-requests 5000000 Requests = 1']);
    expect(await of('io-optimized')).toEqual(['storage-io-optimized 100 GB-Months = 22.5']);
  });

  it('bills backup beyond the size of the cluster', async () => {
    const of = async (backupGb: number) =>
      linesOf(await priceServices([cluster({ acuHours: 0, storageGb: 100, backupGb })])).at(-1);
    expect(await of(100)).toBe('backup-postgresql 0 GB-Months = 0');
    expect(await of(150)).toBe('backup-postgresql 50 GB-Months = 1.05');
  });

  it.each([
    [10, 0.5],
    [50, 0.5],
    [51, 1],
    [100, 1],
    [130, 1.5],
  ])('serves %d queries a second with %d ACU, in steps of a half', async (requestsPerSecond, acus) => {
    const workload = { requestsPerSecond, durationMs: 40, memoryMb: 20 };
    const { activity } = await priceServices([cluster({})], { workload });
    expect(activity['aurora-serverless']).toMatchObject({ averageAcu: acus, peakAcu: acus });
  });

  it('is not feasible above maxAcu', async () => {
    const workload = { requestsPerSecond: 1000, durationMs: 40, memoryMb: 20 };
    const { infeasible } = await priceServices([cluster({ maxAcu: 4 })], { workload });
    expect(infeasible.join()).toContain('need 10 ACU; maxAcu 4 loses 60%');
  });

  it('bills storage that grows at its mean, and frees as much backup', async () => {
    const fields = { acuHours: 0, storageGb: 100, storageGrowthGb: 30, backupGb: 200 };
    expect(linesOf(await priceServices([cluster(fields)])).slice(1)).toEqual([
      'storage-standard 115 GB-Months = 11.5',
      'backup-postgresql 85 GB-Months = 1.785',
    ]);
  });

  it('bills the Data API in units of 32 KB, backtrack by the hour, exports by the GB', async () => {
    const data = await priceServices([cluster({ acuHours: 0, dataApiRequests: 3_000_000, dataApiKb: 33 })]);
    // 6,000,000 × 0.35 a million.
    expect(linesOf(data)[1]).toBe('data-api-requests 6000000 Requests = 2.1');
    const extras = { acuHours: 0, engine: 'mysql', backtrackChangeRecords: 1_000_000, snapshotExportGb: 200 };
    expect(linesOf(await priceServices([cluster(extras)])).slice(1)).toEqual([
      'snapshot-export 200 GB = 2',
      'backtrack 730000000 Change-Records = 8.76',
    ]);
  });

  it('makes I/O of the queries, on standard storage only, and counts what is given instead', async () => {
    const workload = { requests: 1_000_000, durationMs: 40 };
    const queries = { queriesPerRequest: 5, ioPerQuery: 0.3 };
    const of = async (fields: object) =>
      linesOf(await priceServices([cluster({ ...queries, ...fields })], { workload }))[1];
    expect(await of({})).toBe('io-requests 1500000 Requests = 0.3');
    expect(await of({ averageAcu: 1 })).toBe('io-requests 1500000 Requests = 0.3');
    expect(await of({ ioRequests: 7_000_000 })).toBe('io-requests 7000000 Requests = 1.4');
    expect(await of({ storageConfiguration: 'io-optimized' })).toBeUndefined();
  });

  const office = {
    requests: 100_000,
    shape: { type: 'daily', peakHour: 14, peakToMean: 3, weekendFactor: 0 },
    durationMs: 100,
  };

  it('pauses after functions, and not behind a pool of connections', async () => {
    const asleep = cluster({ minAcu: 0 });
    const [functions, containers, closing] = await Promise.all([
      priceServices([{ service: 'lambda' }, asleep], { workload: office }),
      priceServices([{ service: 'fargate' }, asleep], { workload: office }),
      priceServices([{ service: 'fargate' }, { ...asleep, connectionsHeld: false }], { workload: office }),
    ]);
    expect(functions.activity['aurora-serverless']?.pausedHours).toBeGreaterThan(200);
    expect(functions.warnings).toEqual([]);
    expect(containers.activity['aurora-serverless']).toMatchObject({ pausedHours: 0, acuHours: 365 });
    expect(containers.assumptions.map(({ reason }) => reason)).toContain(
      'the connections of fargate stay open, so it never pauses',
    );
    expect(closing.activity['aurora-serverless']?.acuHours).toBe(functions.activity['aurora-serverless']?.acuHours);
  });

  it('is not feasible where waiting for a resume breaks the service level; auto keeps it awake', async () => {
    const workload = { requests: 2000, durationMs: 100, serviceLevel: { p95Ms: 500 } };
    const asleep = await priceServices([cluster({ minAcu: 0 })], { workload });
    expect(asleep.infeasible.join()).toContain(
      'within 15100 ms; the service level asks for 500 ms (15 s of it waits for the database)',
    );
    const awake = await priceServices([cluster({ minAcu: 'auto' })], { workload });
    expect(awake.infeasible).toEqual([]);
    expect(awake.activity['aurora-serverless']?.averageAcu).toBe(0.5);
    const patient = { ...workload, serviceLevel: { p95Ms: 16_000 } };
    const slow = await priceServices([cluster({ minAcu: 'auto' })], { workload: patient });
    expect(slow.activity['aurora-serverless']?.averageAcu).toBeLessThan(0.5);
    expect(slow.assumptions).toContainEqual({
      at: 'designs.0.services.0.minAcu',
      value: '0',
      reason: 'auto: the least that meets the service level',
    });
  });

  it('finds the least maxAcu that loses no more than it may', async () => {
    // 250 queries a second: 2.5 ACU.
    const workload = { requestsPerSecond: 250, durationMs: 100 };
    const { assumptions, infeasible } = await priceServices([cluster({ maxAcu: 'auto' })], { workload });
    expect(assumptions.find(({ at }) => at.endsWith('maxAcu'))?.value).toBe('2.5');
    expect(infeasible).toEqual([]);
  });

  it('bills readers that follow the writer like it, and others by what they are asked', async () => {
    // 400 queries a second: the writer keeps 300, 3 ACU; each of two readers gets 50.
    const workload = { requestsPerSecond: 400, durationMs: 100 };
    const of = async (fields: object) =>
      (await priceServices([cluster({ readers: 2, readShare: 0.25, ...fields })], { workload })).activity[
        'aurora-serverless'
      ]?.averageAcu;
    expect(await of({})).toBe(9);
    expect(await of({ readerTier: 2 })).toBe(4);
    // The writer keeps 40; each reader gets 180, and follows it no further down than that.
    expect(await of({ readShare: 0.9 })).toBe(4.5);
    expect(await of({ readerTier: 15, readShare: 0, minAcu: 0 })).toBe(4);
  });

  it('holds the working set in memory while it runs', async () => {
    const workload = { requestsPerSecond: 1, durationMs: 100 };
    const { activity } = await priceServices([cluster({ workingSetGb: 15 })], { workload });
    expect(activity['aurora-serverless']?.averageAcu).toBe(7.5);
  });

  it("needs no more connections than AWS's max_connections allows", async () => {
    const workload = { requestsPerSecond: 100, durationMs: 1000, cpuMs: 100 };
    const of = async (fields: object) =>
      (await priceServices([{ service: 'fargate', minTasks: 30 }, cluster(fields)], { workload })).infeasible;
    expect((await of({ minAcu: 1, maxAcu: 1 })).join()).toContain('needs 300 connections; up to 1 ACU has 189');
    expect(await of({ minAcu: 1, maxAcu: 4 })).toEqual([]);
    expect(await of({ minAcu: 1, maxAcu: 1, rdsProxy: true })).toEqual([]);
    expect(await of({ minAcu: 1, maxAcu: 1, maxConnections: 300 })).toEqual([]);
    expect((await of({ engine: 'mysql', minAcu: 1, maxAcu: 4 })).join()).toContain('up to 4 ACU has 135');
  });

  it.each([
    [{ minAcu: 0.3 }, 'must be a multiple of 0.5'],
    [{ minAcu: 8, maxAcu: 4 }, 'is below minAcu'],
    [{ maxAcu: 300 }, 'must be at most 256'],
    [{ acuHours: 1, averageAcu: 1 }, 'either acuHours or averageAcu'],
    [{ maxAcu: 0.5, minAcu: 0.5 }, 'must be at least 1'],
    [{ minAcu: 'automatic' }, 'none of the forms allowed here'],
    [{ autoPauseS: 299 }, 'must be at least 300'],
    [{ readShare: 0.5 }, 'needs readers'],
    [{ backtrackChangeRecords: 5 }, 'for Aurora MySQL only'],
  ])('refuses %o', async (fields, message) => {
    await expect(priceServices([cluster(fields)])).rejects.toThrow(message);
  });
});
