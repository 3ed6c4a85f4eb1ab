import { describe, expect, it } from 'vitest';
import { linesOf, priceServices } from '../../price-services.js';

const disk = (more: object) => ({ service: 'ebs', ...more });

describe('ebs', () => {
  it('bills what a gp3 volume has above its 3,000 IOPS and 125 MiB/s', async () => {
    const of = async (more: object) => linesOf(await priceServices([disk({ sizeGb: 100, ...more })]));
    expect(await of({})).toEqual(['gp3-storage 100 GB-Months = 8']);
    expect(await of({ iops: 5000, throughputMibps: 253 })).toEqual([
      'gp3-storage 100 GB-Months = 8',
      'gp3-iops 2000 IOPS-Months = 10',
      'gp3-throughput 0.125 GiBps-Months = 5.12',
    ]);
  });

  it('bills all IOPS of io1 and io2 volumes', async () => {
    const of = async (volumeType: string) =>
      linesOf(await priceServices([disk({ volumeType, volumes: 2, sizeGb: 100, iops: 1000, hoursPerVolume: 365 })]));
    expect(await of('io1')).toEqual(['io1-storage 100 GB-Months = 12.5', 'io1-iops 1000 IOPS-Months = 65']);
    expect(await of('io2')).toEqual(['io2-storage 100 GB-Months = 12.5', 'io2-iops 1000 IOPS-Months = 65']);
  });

  it.each([
    [{ volumeType: 'io1' }, 'is missing'],
    [{ volumeType: 'io2', iops: 64_000 }, 'is priced up to 32000'],
    [{ volumeType: 'gp2', iops: 3000 }, 'not of gp2'],
    [{ iops: 200 }, 'is 3000 at least for gp3'],
    [{ volumeType: 'st1', throughputMibps: 500 }, 'not of st1'],
  ])('refuses %j', async (given, message) => {
    await expect(priceServices([disk({ sizeGb: 1, ...given })])).rejects.toMatchObject({
      code: 'SCENARIO_INVALID',
      problems: [expect.objectContaining({ message: expect.stringContaining(message) })],
    });
  });
});
