import * as z from 'zod';
import { asWritten, Decimal, nearestFloat, ZERO } from '../../model/decimal.js';
import { amount } from '../../model/field.js';
import type { Traffic } from '../../workload/traffic.js';
import { meterTable } from '../numeric-meter-table.js';
import { defineNumericService, type NumericContext, type NumericLine, type Simulation } from '../numeric-service.js';
import { gbOf, unitsOf } from '../numeric-traffic-units.js';

/** Each 20 GB kept bring 1 MiB/s of the provisioned throughput. https://aws.amazon.com/efs/pricing/ */
export const GB_PER_FREE_MIBPS = 20;

const METERS = meterTable('efs', {
  'standard-storage': ['GB-Months', 'Storage (Standard)'],
  'onezone-storage': ['GB-Months', 'Storage (One Zone)'],
  'ia-storage': ['GB-Months', 'Storage (Infrequent Access)'],
  'onezone-ia-storage': ['GB-Months', 'Storage (One Zone, Infrequent Access)'],
  'archive-storage': ['GB-Months', 'Storage (Archive)'],
  'elastic-throughput-read': ['GB', 'Data read (Elastic Throughput)'],
  'elastic-throughput-write': ['GB', 'Data written (Elastic Throughput)'],
  'ia-read': ['GB', 'Data read from Infrequent Access'],
  'provisioned-throughput': ['MiBps-Months', 'Provisioned Throughput'],
});

const stored = (title: string) => amount(1e9).default(0).meta({ title, role: 'configuration', unit: 'GB' });
const moved = (title: string) => amount(1e9).optional().meta({ title, role: 'direct', unit: 'GB' });
const perRequest = (title: string) =>
  amount(1_048_576).default(0).meta({ title, role: 'simulation', unit: 'KB', reason: 'not every request uses files' });

const input = z
  .strictObject({
    readGb: moved('Data read in the month'),
    writtenGb: moved('Data written in the month'),
    infrequentAccessReadGb: amount(1e9)
      .default(0)
      .meta({ title: 'Data read from Infrequent Access in the month', role: 'direct', unit: 'GB' }),
    storageGb: stored('Storage (Standard)'),
    oneZoneGb: stored('Storage (One Zone)'),
    infrequentAccessGb: stored('Storage (Infrequent Access)'),
    oneZoneInfrequentAccessGb: stored('Storage (One Zone, Infrequent Access)'),
    archiveGb: stored('Storage (Archive)'),
    throughputMode: z
      .enum(['elastic', 'provisioned', 'bursting'])
      .default('elastic')
      .meta({ title: 'Throughput mode', role: 'configuration', reason: 'what the console gives a new file system' }),
    provisionedMibps: amount(10_240)
      .default(0)
      .meta({ title: 'Provisioned throughput (MiB/s)', role: 'configuration' }),
    readKbPerRequest: perRequest('Data one request of the workload reads'),
    writtenKbPerRequest: perRequest('Data one request of the workload writes'),
  })
  .superRefine(({ throughputMode, provisionedMibps }, problems) => {
    if (provisionedMibps > 0 && throughputMode !== 'provisioned') {
      problems.addIssue({ code: 'custom', path: ['provisionedMibps'], message: 'needs throughputMode: provisioned' });
    }
  });

type Input = z.output<typeof input>;

interface Moved {
  readonly readGb: Decimal;
  readonly writtenGb: Decimal;
}

/** Amazon EFS: storage by class, and throughput by its mode. */
export const efs = defineNumericService({
  id: 'efs',
  serviceName: 'Amazon EFS',
  pricingUrl: 'https://aws.amazon.com/efs/pricing/',
  summary: 'Files, billed by GB kept, and by GB moved (elastic) or MiB/s (provisioned throughput).',
  notModelled: [
    'replication and backup',
    'archive of One Zone file systems',
    'tiering requests and reads from Archive',
    'the offers of the first 12 months',
  ],
  meters: METERS.infos,
  input,
  simulate,
  meter,
});

function simulate(files: Input, { traffic }: NumericContext): Simulation<Moved> {
  const readGb = movedGb(files.readGb, traffic, files.readKbPerRequest);
  const writtenGb = movedGb(files.writtenGb, traffic, files.writtenKbPerRequest);
  const isMetered = traffic !== null && files.throughputMode === 'elastic';
  return {
    metered: { readGb, writtenGb },
    activity: { readGb: nearestFloat(readGb), writtenGb: nearestFloat(writtenGb) },
    unused: [
      ...(isMetered && files.readGb === undefined ? [] : ['readKbPerRequest']),
      ...(isMetered && files.writtenGb === undefined ? [] : ['writtenKbPerRequest']),
    ],
  };
}

function movedGb(given: number | undefined, traffic: Traffic | null, kbPerRequest: number): Decimal {
  return given === undefined ? gbOf(unitsOf(traffic), kbPerRequest) : asWritten(given);
}

/** Provisioned MiB/s billed = configured − (Standard + One Zone GB) / 20, never below 0. */
function meter(files: Input, { readGb, writtenGb }: Moved): NumericLine[] {
  const { storageGb, oneZoneGb, provisionedMibps, throughputMode } = files;
  const isElastic = throughputMode === 'elastic';
  const included = asWritten(storageGb).plus(asWritten(oneZoneGb)).div(GB_PER_FREE_MIBPS);
  const beyond = Decimal.max(ZERO, asWritten(provisionedMibps).minus(included));
  const kept = (gb: number) => `${gb} GB all month`;
  return METERS.lines([
    ['standard-storage', asWritten(storageGb), kept(storageGb)],
    ['onezone-storage', asWritten(oneZoneGb), kept(oneZoneGb)],
    ['ia-storage', asWritten(files.infrequentAccessGb), kept(files.infrequentAccessGb)],
    ['onezone-ia-storage', asWritten(files.oneZoneInfrequentAccessGb), kept(files.oneZoneInfrequentAccessGb)],
    ['archive-storage', asWritten(files.archiveGb), kept(files.archiveGb)],
    ['elastic-throughput-read', isElastic ? readGb : ZERO, `${readGb} GB`],
    ['elastic-throughput-write', isElastic ? writtenGb : ZERO, `${writtenGb} GB`],
    ['ia-read', asWritten(files.infrequentAccessReadGb), 'as given'],
    ['provisioned-throughput', beyond, `${provisionedMibps} MiB/s − ${included} (1 for each 20 GB kept)`],
  ]);
}
