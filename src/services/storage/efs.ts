import * as z from 'zod';
import { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import { amount } from '../../model/field.js';
import { meterTable } from '../meter-table.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from '../service.js';
import { gbOf, unitsOf } from '../traffic-units.js';

/** Each 20 GB kept bring 1 MiB/s of the provisioned throughput. https://aws.amazon.com/efs/pricing/ */
const GB_PER_INCLUDED_MIBPS = 20;

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

type FileSystem = Amounts<z.output<typeof input>>;

interface Moved {
  readonly readGb: Amount;
  readonly writtenGb: Amount;
}

/** Amazon EFS: storage by class, and throughput by its mode. */
export const efs = defineService({
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

function simulate(files: FileSystem, { traffic }: SimulationContext): Simulation<Moved> {
  const requests = unitsOf(traffic, 'requests');
  const readGb = files.readGb?.as('GB') ?? gbOf(requests, files.readKbPerRequest.as('KB'));
  const writtenGb = files.writtenGb?.as('GB') ?? gbOf(requests, files.writtenKbPerRequest.as('KB'));
  const isMetered = traffic !== null && files.throughputMode === 'elastic';
  return {
    metered: { readGb, writtenGb },
    activity: { readGb, writtenGb },
    unused: [
      ...(isMetered && files.readGb === undefined ? [] : ['readKbPerRequest']),
      ...(isMetered && files.writtenGb === undefined ? [] : ['writtenKbPerRequest']),
    ],
  };
}

function meter(files: FileSystem, { readGb, writtenGb }: Moved): MeteredLine[] {
  const isElastic = files.throughputMode === 'elastic';
  return METERS.lines([
    ['standard-storage', files.storageGb.as('GB all month')],
    ['onezone-storage', files.oneZoneGb.as('GB all month')],
    ['ia-storage', files.infrequentAccessGb.as('GB all month')],
    ['onezone-ia-storage', files.oneZoneInfrequentAccessGb.as('GB all month')],
    ['archive-storage', files.archiveGb.as('GB all month')],
    ['elastic-throughput-read', isElastic ? readGb : Amount.ZERO],
    ['elastic-throughput-write', isElastic ? writtenGb : Amount.ZERO],
    ['ia-read', files.infrequentAccessReadGb.as('GB')],
    ['provisioned-throughput', provisionedMibps(files)],
  ]);
}

/** MiB/s billed = configured − (Standard + One Zone GB) / 20, never below 0. */
function provisionedMibps({ provisionedMibps: configured, storageGb, oneZoneGb }: FileSystem): Amount {
  if (configured.isZero()) return Amount.ZERO;
  const included = storageGb.as('GB').plus(oneZoneGb.as('GB')).dividedBy(GB_PER_INCLUDED_MIBPS);
  return configured.as('MiB/s').minus(included).max(0);
}
