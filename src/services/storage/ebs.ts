import * as z from 'zod';
import { asWritten, type Decimal, exact } from '../../model/decimal.js';
import { amount, count } from '../../model/field.js';
import { hoursOf, type Month } from '../../model/month.js';
import { meterTable } from '../numeric-meter-table.js';
import { defineNumericService, type NumericContext, type NumericLine, type Simulation } from '../numeric-service.js';

const VOLUME_TYPES = ['gp3', 'gp2', 'io2', 'io1', 'st1', 'sc1'] as const;

/** In the price of every gp3 volume. https://aws.amazon.com/ebs/pricing/ */
const FREE_IOPS = 3000;
const FREE_MIBPS = 125;
/** Most a gp3 volume offers. https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html */
const MAX_IOPS = 80_000;
const MAX_MIBPS = 2000;

/** Types billed by the IOPS asked for; io2 is cheaper above 32,000, at rates that are not in the price book. */
const PROVISIONED: ReadonlySet<string> = new Set(['io1', 'io2']);
const MAX_PRICED_IOPS = 32_000;

const METERS = meterTable('ebs', {
  'gp3-storage': ['GB-Months', 'Storage (General Purpose SSD, gp3)'],
  'gp3-iops': ['IOPS-Months', 'Provisioned IOPS (gp3)'],
  'gp3-throughput': ['GiBps-Months', 'Provisioned throughput (gp3)'],
  'gp2-storage': ['GB-Months', 'Storage (General Purpose SSD, gp2)'],
  'io2-storage': ['GB-Months', 'Storage (Provisioned IOPS SSD, io2)'],
  'io2-iops': ['IOPS-Months', 'Provisioned IOPS (io2)'],
  'io1-iops': ['IOPS-Months', 'Provisioned IOPS (io1)'],
  'io1-storage': ['GB-Months', 'Storage (Provisioned IOPS SSD, io1)'],
  'st1-storage': ['GB-Months', 'Storage (Throughput Optimized HDD, st1)'],
  'sc1-storage': ['GB-Months', 'Storage (Cold HDD, sc1)'],
  'snapshot-storage': ['GB-Months', 'Snapshots'],
});

const input = z
  .strictObject({
    volumes: amount(1_000_000)
      .default(1)
      .meta({ title: 'Volumes', role: 'configuration', unit: 'count', reason: 'one volume' }),
    volumeType: z
      .enum(VOLUME_TYPES)
      .default('gp3')
      .meta({ title: 'Volume type', role: 'configuration', reason: "AWS's recommendation" }),
    sizeGb: amount(65_536).default(0).meta({ title: 'Size of a volume', role: 'configuration', unit: 'GB' }),
    hoursPerVolume: amount(744)
      .optional()
      .meta({ title: 'Hours each volume exists in the month (default: all)', role: 'configuration', unit: 'hours' }),
    iops: count(MAX_IOPS, 100)
      .optional()
      .meta({
        title: `IOPS of a volume (gp3, default: the ${FREE_IOPS} in its price; io1 and io2)`,
        role: 'configuration',
      }),
    throughputMibps: count(MAX_MIBPS, FREE_MIBPS)
      .default(FREE_MIBPS)
      .meta({ title: 'Throughput of a volume, MiB/s (gp3)', role: 'configuration', reason: "in the volume's price" }),
    snapshotGb: amount(1e9).default(0).meta({ title: 'Snapshots, all of them', role: 'configuration', unit: 'GB' }),
  })
  .superRefine(({ volumeType, iops, throughputMibps }, problems) => {
    const refuse = (field: string, message: string) => problems.addIssue({ code: 'custom', path: [field], message });
    if (volumeType === 'gp3') {
      if (iops !== undefined && iops < FREE_IOPS) refuse('iops', `is ${FREE_IOPS} at least for gp3`);
      return;
    }
    if (PROVISIONED.has(volumeType)) {
      if (iops === undefined) refuse('iops', `is missing: ${volumeType} volumes are billed by it`);
      else if (iops > MAX_PRICED_IOPS) refuse('iops', `is priced up to ${MAX_PRICED_IOPS} for ${volumeType}`);
    } else if (iops !== undefined) refuse('iops', `is of gp3, io1 and io2, not of ${volumeType}`);
    if (throughputMibps > FREE_MIBPS) refuse('throughputMibps', `is of gp3 only, not of ${volumeType}`);
  });

type Input = z.output<typeof input>;

interface Volumes {
  /** Volumes × hours they exist. */
  readonly volumeHours: Decimal;
}

/** Amazon EBS volumes by type, IOPS and throughput of gp3, snapshots. */
export const ebs = defineNumericService({
  id: 'ebs',
  serviceName: 'Amazon EBS',
  pricingUrl: 'https://aws.amazon.com/ebs/pricing/',
  summary: 'Volumes, billed by GB provisioned; gp3 also by IOPS and throughput beyond what its price holds.',
  notModelled: [
    'IOPS of io2 above 32,000',
    'magnetic volumes and their I/O',
    'snapshot archive, fast snapshot restore, direct APIs',
    'snapshot prices outside the regions of the price book',
    'the offers of the first 12 months',
  ],
  meters: METERS.infos,
  input,
  simulate,
  meter,
});

function simulate(disk: Input, { month }: NumericContext): Simulation<Volumes> {
  const hours = disk.hoursPerVolume === undefined ? hoursOf(month) : asWritten(disk.hoursPerVolume);
  const isUsed = disk.volumes > 0 && disk.sizeGb > 0;
  return {
    metered: { volumeHours: asWritten(disk.volumes).times(hours) },
    activity: { volumes: disk.volumes, sizeGb: disk.volumes * disk.sizeGb },
    unused: [
      ...(isUsed ? [] : ['volumes', 'volumeType']),
      ...(isUsed && disk.volumeType === 'gp3' ? [] : ['throughputMibps']),
    ],
  };
}

/** GB-Months = volumes × GB × hours / hours of the month. GiBps-Months = volumes × (MiB/s − 125) / 1024. */
function meter(disk: Input, { volumeHours }: Volumes, month: Month): NumericLine[] {
  const { volumeType, sizeGb, iops = FREE_IOPS, throughputMibps, snapshotGb } = disk;
  const monthly = (units: Decimal, per = 1) => volumeHours.times(units).div(exact(month.hours).times(per));
  const share = `${volumeHours} volume-hours / ${month.hours} h`;
  const isGp3 = volumeType === 'gp3' && sizeGb > 0;
  const extraIops = exact(isGp3 ? iops - FREE_IOPS : 0);
  const provisioned = (type: string) => exact(volumeType === type && sizeGb > 0 ? iops : 0);
  const extraMibps = exact(isGp3 ? throughputMibps - FREE_MIBPS : 0);
  return METERS.lines([
    [`${volumeType}-storage`, monthly(asWritten(sizeGb)), `${sizeGb} GB × ${share}`],
    ['gp3-iops', monthly(extraIops), `(${iops} − ${FREE_IOPS}) IOPS × ${share}`],
    ['io1-iops', monthly(provisioned('io1')), `${iops} IOPS × ${share}`],
    ['io2-iops', monthly(provisioned('io2')), `${iops} IOPS × ${share}`],
    ['gp3-throughput', monthly(extraMibps, 1024), `(${throughputMibps} − ${FREE_MIBPS}) MiB/s / 1024 × ${share}`],
    ['snapshot-storage', asWritten(snapshotGb), `${snapshotGb} GB all month`],
  ]);
}
