import { describe, expect, it } from 'vitest';
import { linesOf, priceServices } from '../../price-services.js';

const bucket = (more: object) => ({ service: 's3', ...more });

describe('s3', () => {
  it('fills the tiers of 50 and 500 TB in binary', async () => {
    expect(linesOf(await priceServices([bucket({ storageGb: 600_000 })]))).toEqual([
      'standard-storage 51200 GB-Months = 1177.6',
      'standard-storage 460800 GB-Months = 10137.6',
      'standard-storage 88000 GB-Months = 1848',
    ]);
  });

  it('bills requests and retrieval of the infrequent access classes beside those of S3 Standard', async () => {
    const given = {
      gets: 1000,
      standardIaPuts: 1000,
      standardIaGets: 1000,
      standardIaRetrievedGb: 2,
      oneZoneIaRetrievedGb: 3,
    };
    const lines = linesOf(await priceServices([bucket(given)]));
    expect(lines).toEqual(
      expect.arrayContaining([
        'standard-requests-get 1000 Requests = 0.0004',
        'standard-ia-requests-put 1000 Requests = 0.01',
        'standard-ia-requests-get 1000 Requests = 0.001',
        'standard-ia-retrieval 2 GB = 0.02',
        'onezone-ia-retrieval 3 GB = 0.03',
      ]),
    );
  });

  it('reads an object a request of the workload, and writes what it is told', async () => {
    const result = await priceServices([bucket({ putsPerRequest: 0.5 })], {
      workload: { requests: 1000, durationMs: 1 },
    });
    expect(linesOf(result)).toEqual([
      'standard-requests-put 500 Requests = 0.0025',
      'standard-requests-get 1000 Requests = 0.0004',
    ]);
  });
});
