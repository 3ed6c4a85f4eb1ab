import { describe, expect, it } from 'vitest';
import { linesOf, priceServices } from '../../price-services.js';

const cluster = (more: object) => ({ service: 'aurora-provisioned', instanceClass: 'db.r6g.large', ...more });

describe('aurora-provisioned', () => {
  it('bills each instance by class, engine and storage configuration', async () => {
    const readers = { readers: 2, readerInstanceClass: 'db.r6g.2xlarge' };
    expect(linesOf(await priceServices([cluster(readers)]))).toEqual([
      'postgresql-standard-db.r6g.large 730 Hours = 189.8',
      'postgresql-standard-db.r6g.2xlarge 1460 Hours = 1515.48',
    ]);
    const optimized = { storageConfiguration: 'io-optimized', storageGb: 100 };
    expect(linesOf(await priceServices([cluster(optimized)]))).toEqual([
      'postgresql-io-optimized-db.r6g.large 730 Hours = 246.74',
      'storage-io-optimized 100 GB-Months = 22.5',
    ]);
  });

  it('bills each second, ten minutes at least', async () => {
    const of = async (hoursPerInstance: number) => linesOf(await priceServices([cluster({ hoursPerInstance })]))[0];
    // 60 s are 600; 1,800.36 s are 1,801.
    expect(await of(1 / 60)).toBe(
      'postgresql-standard-db.r6g.large 0.16666666666666666666666666666666666666666666666667 Hours = 0.04333333333333333333',
    );
    expect(await of(0.5001)).toContain('0.50027777');
    expect(await of(0)).toBe('postgresql-standard-db.r6g.large 0 Hours = 0');
  });

  it('makes I/O of the queries, as Serverless does', async () => {
    const workload = { requests: 1_000_000, durationMs: 40 };
    const { lines } = await priceServices([cluster({ queriesPerRequest: 5, ioPerQuery: 0.3 })], { workload });
    expect(lines.find(({ meter }) => meter === 'io-requests')?.pricingQuantity.amount.toString()).toBe('1500000');
  });

  it('is not feasible where the vCPUs do not carry the queries, burstable ones at their baseline', async () => {
    // 2 vCPU serve 400 queries a second; a db.t4g.medium sustains 20 % of them.
    const of = async (requestsPerSecond: number, fields: object = {}) =>
      (await priceServices([cluster(fields)], { workload: { requestsPerSecond, durationMs: 40 } })).infeasible.join();
    expect(await of(400)).toBe('');
    expect(await of(500)).toContain('db.r6g.large loses 20% of the requests');
    expect(await of(80, { instanceClass: 'db.t4g.medium' })).toBe('');
    expect(await of(100, { instanceClass: 'db.t4g.medium' })).toContain('db.t4g.medium loses 20%');
    // The writer keeps 300, each of two readers gets 150.
    expect(await of(600, { readers: 2, readShare: 0.5 })).toBe('');
  });

  it('says when it cannot tell', async () => {
    const workload = { requestsPerSecond: 5, durationMs: 40 };
    const { warnings, lines } = await priceServices([cluster({ instanceClass: 'db.x2g.large' })], { workload });
    expect(warnings.join()).toContain('the vCPUs of db.x2g.large are not known');
    expect(lines[0]?.listCost.gt(0)).toBe(true);
  });

  it.each([
    [{ instanceClass: 'r6g.large' }, 'must be an instance class such as db.r6g.large'],
    [{ instanceClass: 'db.r6g.huge' }, 'db.r6g.huge'],
    [{ readShare: 0.5 }, 'needs readers'],
    [{ readerInstanceClass: 'db.r6g.large' }, 'needs readers'],
  ])('refuses %o', async (fields, message) => {
    await expect(priceServices([cluster(fields)])).rejects.toThrow(message);
  });
});
