import { z } from 'zod';
import { asWritten, type Decimal, nearestFloat } from '../model/decimal.js';
import { amount, count } from '../model/field.js';
import { meterTable } from './meter-table.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from './service.js';
import { givenOrUnits } from './traffic-units.js';

const METERS = meterTable('s3', {
  'standard-storage': ['GB-Months', 'Storage (S3 Standard)'],
  'standard-ia-storage': ['GB-Months', 'Storage (S3 Standard-Infrequent Access)'],
  'onezone-ia-storage': ['GB-Months', 'Storage (S3 One Zone-Infrequent Access)'],
  'glacier-ir-storage': ['GB-Months', 'Storage (S3 Glacier Instant Retrieval)'],
  'standard-requests-put': ['Requests', 'PUT, COPY, POST, LIST requests (S3 Standard)'],
  'standard-requests-get': ['Requests', 'GET, SELECT and other requests (S3 Standard)'],
});

const stored = (title: string) =>
  amount(1e12)
    .default(0)
    .meta({ title: `${title}, on average over the month`, role: 'configuration', unit: 'GB' });

const input = z.strictObject({
  puts: count()
    .optional()
    .meta({ title: 'PUT, COPY, POST and LIST requests in the month', role: 'direct', unit: 'count' }),
  gets: count().optional().meta({ title: 'GET and other requests in the month', role: 'direct', unit: 'count' }),
  storageGb: stored('S3 Standard'),
  standardIaGb: stored('S3 Standard-IA'),
  oneZoneIaGb: stored('S3 One Zone-IA'),
  glacierInstantRetrievalGb: stored('S3 Glacier Instant Retrieval'),
  getsPerRequest: amount(1e6).default(1).meta({
    title: 'Objects one request of the workload reads',
    role: 'simulation',
    reason: 'one object a request',
  }),
  putsPerRequest: amount(1e6).default(0).meta({
    title: 'Objects one request of the workload writes',
    role: 'simulation',
    reason: 'a request reads; say what it writes',
  }),
});

type Input = z.output<typeof input>;

interface Requests {
  readonly puts: Decimal;
  readonly gets: Decimal;
}

/** Amazon S3: storage by class, requests of S3 Standard. */
export const s3 = defineService({
  id: 's3',
  serviceName: 'Amazon S3',
  pricingUrl: 'https://aws.amazon.com/s3/pricing/',
  summary: 'Objects, billed by GB kept and by request.',
  notModelled: [
    'requests to, retrieval from and minimum sizes of the infrequent access and Glacier classes',
    'Intelligent-Tiering, Glacier Flexible Retrieval and Deep Archive, Express One Zone',
    'replication, inventory, analytics, S3 Tables and Vectors',
    'data transfer (place `data-transfer`)',
    'the offers of the first 12 months',
  ],
  meters: METERS.infos,
  input,
  simulate,
  meter,
});

function simulate(bucket: Input, { traffic }: SimulationContext): Simulation<Requests> {
  const puts = givenOrUnits(bucket.puts, traffic, bucket.putsPerRequest);
  const gets = givenOrUnits(bucket.gets, traffic, bucket.getsPerRequest);
  return {
    metered: { puts, gets },
    activity: { puts: nearestFloat(puts), gets: nearestFloat(gets) },
    unused: [
      ...(traffic === null || bucket.puts !== undefined ? ['putsPerRequest'] : []),
      ...(traffic === null || bucket.gets !== undefined ? ['getsPerRequest'] : []),
    ],
  };
}

function meter(bucket: Input, { puts, gets }: Requests): MeteredLine[] {
  const kept = (gb: number) => `${gb} GB all month`;
  const { storageGb, standardIaGb, oneZoneIaGb, glacierInstantRetrievalGb } = bucket;
  return METERS.lines([
    ['standard-storage', asWritten(storageGb), kept(storageGb)],
    ['standard-ia-storage', asWritten(standardIaGb), kept(standardIaGb)],
    ['onezone-ia-storage', asWritten(oneZoneIaGb), kept(oneZoneIaGb)],
    ['glacier-ir-storage', asWritten(glacierInstantRetrievalGb), kept(glacierInstantRetrievalGb)],
    ['standard-requests-put', puts, 'one per object written or listed'],
    ['standard-requests-get', gets, 'one per object read'],
  ]);
}
