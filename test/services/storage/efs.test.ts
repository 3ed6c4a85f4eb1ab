import { describe, expect, it } from 'vitest';
import { linesOf, priceServices } from '../../price-services.js';

const files = (more: object) => ({ service: 'efs', ...more });

describe('efs', () => {
  it('takes a MiB/s for each 20 GB off the provisioned throughput, never below none', async () => {
    const of = async (storageGb: number) =>
      linesOf(await priceServices([files({ storageGb, throughputMode: 'provisioned', provisionedMibps: 10 })])).slice(
        1,
      );
    expect(await of(100)).toEqual(['provisioned-throughput 5 MiBps-Months = 30']);
    expect(await of(300)).toEqual([]);
  });

  it('bills what requests move under elastic throughput only', async () => {
    const workload = { requests: 1_048_576, durationMs: 1 };
    const moved = { readKbPerRequest: 10, writtenKbPerRequest: 5 };
    expect(linesOf(await priceServices([files(moved)], { workload }))).toEqual([
      'elastic-throughput-read 10 GB = 0.3',
      'elastic-throughput-write 5 GB = 0.3',
    ]);
    expect(linesOf(await priceServices([files({ ...moved, throughputMode: 'bursting' })], { workload }))).toEqual([]);
  });

  it('keeps files in five classes', async () => {
    const given = {
      storageGb: 10,
      oneZoneGb: 10,
      infrequentAccessGb: 10,
      oneZoneInfrequentAccessGb: 10,
      archiveGb: 10,
    };
    const lines = linesOf(await priceServices([files(given)]));
    expect(lines.map((line) => line.split(' = ')[1])).toEqual(['3', '1.6', '0.25', '0.133', '0.08']);
  });
});
