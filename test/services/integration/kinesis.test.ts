import { describe, expect, it } from 'vitest';
import { linesOf, priceServices } from '../../price-services.js';

const stream = (more: object) => ({ service: 'kinesis', ...more });
const month = '30d';

describe('kinesis', () => {
  it('rounds each record up to a KB on demand, to 25 KB when provisioned', async () => {
    const records = { records: 1_048_576, recordKb: 1.5 };
    expect(linesOf(await priceServices([stream(records)]))).toEqual([
      'ondemand-stream 730 Hours = 29.2',
      'ondemand-ingest 2 GB = 0.16',
      'ondemand-retrieval 1.5 GB = 0.06',
    ]);
    const provisioned = { ...records, recordKb: 26, streamMode: 'provisioned', shards: 2 };
    expect(linesOf(await priceServices([stream(provisioned)]))).toEqual([
      'provisioned-shard 1460 Hours = 21.9',
      'provisioned-put-payload-unit 2097152 Payload-Units = 0.029360128',
    ]);
  });

  it('bills fan-out by consumer, shard and GB', async () => {
    const fanOut = { streamMode: 'provisioned', shards: 2, records: 1_048_576, recordKb: 1, fanOutConsumers: 3 };
    expect(linesOf(await priceServices([stream(fanOut)])).slice(2)).toEqual([
      'efo-consumer-shard 4380 Hours = 65.7',
      'efo-retrieval 3 GB = 0.039',
    ]);
  });

  it('keeps 24 hours free, up to 7 days dearer, beyond them cheaper by the GB', async () => {
    const kept = async (retentionHours: number) => {
      const given = { records: 720 * 1_048_576, recordKb: 1, retentionHours };
      return linesOf(await priceServices([stream(given)], { month })).slice(3);
    };
    // A GB an hour: 144 GB from 24 to 168 hours, 552 GB from there to 30 days.
    expect(await kept(24)).toEqual([]);
    expect(await kept(168)).toEqual(['ondemand-extended-retention 144 GB-Months = 14.4']);
    expect(await kept(720)).toEqual([
      'ondemand-extended-retention 144 GB-Months = 14.4',
      'long-term-retention 552 GB-Months = 12.696',
    ]);
  });

  it('bills extended retention of shards by the hour, however long it is', async () => {
    const kept = async (retentionHours: number) => {
      const given = { streamMode: 'provisioned', shards: 2, retentionHours };
      return linesOf(await priceServices([stream(given)], { month })).slice(1);
    };
    expect(await kept(24)).toEqual([]);
    expect(await kept(48)).toEqual(['extended-retention-shard 1440 Hours = 28.8']);
    expect(await kept(168)).toEqual(await kept(48));
  });

  it('sizes shards for the busiest hour', async () => {
    const workload = { requestsPerSecond: 2000, durationMs: 1, requestKb: 1 };
    const of = async (more: object, around: object = {}) =>
      (await priceServices([stream({ streamMode: 'provisioned', ...more })], { workload: { ...workload, ...around } }))
        .activity.kinesis?.shards;
    // 2,000 records a second at 70 % of 1,000 for each shard.
    expect(await of({})).toBe(3);
    expect(await of({ consumers: 4 })).toBe(6);
    expect(await of({}, { shape: { type: 'daily', peakHour: 12, peakToMean: 3, weekendFactor: 1 } })).toBeGreaterThan(
      6,
    );
  });
});
