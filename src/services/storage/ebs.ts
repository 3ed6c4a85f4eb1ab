import * as z from 'zod';
import { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import { amount, count } from '../../model/field.js';
import type { Month } from '../../model/month.js';
import { type MeterOf, type MeterRow, meterTable } from '../meter-table.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from '../service.js';
import { monthHours } from '../traffic-units.js';

const VOLUME_TYPES = ['gp3', 'gp2', 'io2', 'io1', 'st1', 'sc1'] as const;

/** In the price of every gp3 volume. https://aws.amazon.com/ebs/pricing/ */
const INCLUDED_IOPS = 3000;
const INCLUDED_MIBPS = 125;
/** Most a gp3 volume offers. https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html */
const MAX_IOPS = 80_000;
const MAX_MIBPS = 2000;
const MIB_PER_GIB = 1024;

/** Types billed by all of their IOPS; io2 is cheaper above 32,000, at rates that are not in the price book. */
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
        title: `IOPS of a volume (gp3, default: the ${INCLUDED_IOPS} in its price; io1 and io2)`,
        role: 'configuration',
      }),
    throughputMibps: count(MAX_MIBPS, INCLUDED_MIBPS)
      .default(INCLUDED_MIBPS)
      .meta({ title: 'Throughput of a volume, MiB/s (gp3)', role: 'configuration', reason: "in the volume's price" }),
    snapshotGb: amount(1e9).default(0).meta({ title: 'Snapshots, all of them', role: 'configuration', unit: 'GB' }),
  })
  .superRefine(({ volumeType, iops, throughputMibps }, problems) => {
    const refuse = (field: string, message: string) => problems.addIssue({ code: 'custom', path: [field], message });
    if (volumeType === 'gp3') {
      if (iops !== undefined && iops < INCLUDED_IOPS) refuse('iops', `is ${INCLUDED_IOPS} at least for gp3`);
      return;
    }
    if (PROVISIONED.has(volumeType)) {
      if (iops === undefined) refuse('iops', `is missing: ${volumeType} volumes are billed by it`);
      else if (iops > MAX_PRICED_IOPS) refuse('iops', `is priced up to ${MAX_PRICED_IOPS} for ${volumeType}`);
    } else if (iops !== undefined) refuse('iops', `is of gp3, io1 and io2, not of ${volumeType}`);
    if (throughputMibps > INCLUDED_MIBPS) refuse('throughputMibps', `is of gp3 only, not of ${volumeType}`);
  });

type Volumes = Amounts<z.output<typeof input>>;

interface VolumeTime {
  /** Volumes × hours they exist. */
  readonly volumeHours: Amount;
}

/** Amazon EBS volumes by type, IOPS and throughput of gp3, snapshots. */
export const ebs = defineService({
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

function simulate(disks: Volumes, { month }: SimulationContext): Simulation<VolumeTime> {
  const { volumes, volumeType, sizeGb, hoursPerVolume } = disks;
  const totalGb = volumes.times(sizeGb);
  recordChecks(disks);
  const isUsed = !totalGb.exact.isZero();
  return {
    metered: { volumeHours: volumes.as('volumes').times(hoursPerVolume?.as('h') ?? monthHours(month)) },
    activity: { volumes, sizeGb: totalGb },
    unused: [
      ...(isUsed ? [] : ['volumes', 'volumeType']),
      ...(isUsed && volumeType === 'gp3' ? [] : ['throughputMibps']),
    ],
  };
}

/** The input's schema has bounds that depend on the type: comparing notes them, so that formulas hold within them only. */
function recordChecks({ volumeType, iops, throughputMibps }: Volumes): void {
  if (volumeType === 'gp3') iops?.isAtLeast(INCLUDED_IOPS);
  else {
    iops?.isAbove(MAX_PRICED_IOPS);
    throughputMibps.isAbove(INCLUDED_MIBPS);
  }
}

/** GB-Months = volumes × GB × hours / hours of the month. GiBps-Months = volumes × (MiB/s − 125) / 1024, the same. */
function meter(disks: Volumes, { volumeHours }: VolumeTime, month: Month): MeteredLine[] {
  const monthly = (perVolume: Amount, divisor = 1) =>
    volumeHours.times(perVolume).dividedBy(monthHours(month).times(divisor));
  return METERS.lines([
    [`${disks.volumeType}-storage`, monthly(disks.sizeGb.as('GB'))],
    ...performanceRows(disks, monthly),
    ['snapshot-storage', disks.snapshotGb.as('GB all month')],
  ]);
}

/** IOPS and throughput: all of the IOPS of io1 and io2, of gp3 what is above that in its price. */
function performanceRows(
  { volumeType, sizeGb, iops = Amount.of(INCLUDED_IOPS), throughputMibps }: Volumes,
  monthly: (perVolume: Amount, divisor?: number) => Amount,
): MeterRow<MeterOf<typeof METERS>>[] {
  // Without a size there is no volume that could have them.
  if (sizeGb.isZero()) return [];
  switch (volumeType) {
    case 'gp3':
      return [
        ['gp3-iops', monthly(iops.as('IOPS').minus(INCLUDED_IOPS))],
        ['gp3-throughput', monthly(throughputMibps.as('MiB/s').minus(INCLUDED_MIBPS), MIB_PER_GIB)],
      ];
    case 'io1':
    case 'io2':
      return [[`${volumeType}-iops`, monthly(iops.as('IOPS'))]];
    default:
      return [];
  }
}
