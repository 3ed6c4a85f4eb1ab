import { describe, expect, it } from 'vitest';
import { linesOf, priceServices } from '../price-services.js';

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
    expect(infeasible.join()).toContain('need 10 ACU; maxAcu is 4');
  });

  it.each([
    [{ minAcu: 0.3 }, 'must be a multiple of 0.5'],
    [{ minAcu: 8, maxAcu: 4 }, 'is below minAcu'],
    [{ maxAcu: 300 }, 'must be at most 256'],
    [{ acuHours: 1, averageAcu: 1 }, 'either acuHours or averageAcu'],
  ])('refuses %o', async (fields, message) => {
    await expect(priceServices([cluster(fields)])).rejects.toThrow(message);
  });
});
