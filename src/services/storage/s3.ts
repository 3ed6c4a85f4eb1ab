import * as z from 'zod';
import { asWritten, type Decimal, exact, nearestFloat } from '../../model/decimal.js';
import { amount, count } from '../../model/field.js';
import { meterTable } from '../numeric-meter-table.js';
import { defineNumericService, type NumericContext, type NumericLine, type Simulation } from '../numeric-service.js';
import { givenOrUnits } from '../numeric-traffic-units.js';

const METERS = meterTable('s3', {
  'standard-storage': ['GB-Months', 'Storage (S3 Standard)'],
  'standard-ia-storage': ['GB-Months', 'Storage (S3 Standard-Infrequent Access)'],
  'onezone-ia-storage': ['GB-Months', 'Storage (S3 One Zone-Infrequent Access)'],
  'glacier-ir-storage': ['GB-Months', 'Storage (S3 Glacier Instant Retrieval)'],
  'glacier-flexible-storage': ['GB-Months', 'Storage (S3 Glacier Flexible Retrieval)'],
  'glacier-deep-archive-storage': ['GB-Months', 'Storage (S3 Glacier Deep Archive)'],
  'standard-ia-requests-put': ['Requests', 'PUT, COPY, POST, LIST requests (S3 Standard-Infrequent Access)'],
  'standard-ia-requests-get': ['Requests', 'GET, SELECT and other requests (S3 Standard-Infrequent Access)'],
  'standard-ia-retrieval': ['GB', 'Data retrieved (S3 Standard-Infrequent Access)'],
  'onezone-ia-requests-put': ['Requests', 'PUT, COPY, POST, LIST requests (S3 One Zone-Infrequent Access)'],
  'onezone-ia-requests-get': ['Requests', 'GET, SELECT and other requests (S3 One Zone-Infrequent Access)'],
  'onezone-ia-retrieval': ['GB', 'Data retrieved (S3 One Zone-Infrequent Access)'],
  'standard-requests-put': ['Requests', 'PUT, COPY, POST, LIST requests (S3 Standard)'],
  'standard-requests-get': ['Requests', 'GET, SELECT and other requests (S3 Standard)'],
});

const stored = (title: string) =>
  amount(1e12)
    .default(0)
    .meta({ title: `${title}, on average over the month`, role: 'configuration', unit: 'GB' });

const asked = (title: string) =>
  count()
    .default(0)
    .meta({ title: `${title} in the month`, role: 'direct', unit: 'count' });
const retrieved = (from: string) =>
  amount(1e12)
    .default(0)
    .meta({ title: `Retrieved from ${from} in the month`, role: 'direct', unit: 'GB' });

const input = z.strictObject({
  puts: count()
    .optional()
    .meta({ title: 'PUT, COPY, POST and LIST requests in the month', role: 'direct', unit: 'count' }),
  gets: count().optional().meta({ title: 'GET and other requests in the month', role: 'direct', unit: 'count' }),
  storageGb: stored('S3 Standard'),
  standardIaGb: stored('S3 Standard-IA'),
  oneZoneIaGb: stored('S3 One Zone-IA'),
  glacierInstantRetrievalGb: stored('S3 Glacier Instant Retrieval'),
  glacierFlexibleRetrievalGb: stored('S3 Glacier Flexible Retrieval'),
  glacierDeepArchiveGb: stored('S3 Glacier Deep Archive'),
  standardIaPuts: asked('PUT, COPY, POST and LIST requests to S3 Standard-IA'),
  standardIaGets: asked('GET and other requests to S3 Standard-IA'),
  standardIaRetrievedGb: retrieved('S3 Standard-IA'),
  oneZoneIaPuts: asked('PUT, COPY, POST and LIST requests to S3 One Zone-IA'),
  oneZoneIaGets: asked('GET and other requests to S3 One Zone-IA'),
  oneZoneIaRetrievedGb: retrieved('S3 One Zone-IA'),
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

/** Amazon S3: storage by class, requests and retrieval of S3 Standard and the infrequent access classes. */
export const s3 = defineNumericService({
  id: 's3',
  serviceName: 'Amazon S3',
  pricingUrl: 'https://aws.amazon.com/s3/pricing/',
  summary: 'Objects, billed by GB kept and by request.',
  notModelled: [
    'requests to and retrieval from the Glacier classes',
    'least size and least time of an object in the infrequent access and Glacier classes',
    'Intelligent-Tiering and Express One Zone',
    'replication, inventory, analytics, S3 Tables and Vectors',
    'data transfer (place `data-transfer`)',
    'the offers of the first 12 months',
  ],
  meters: METERS.infos,
  input,
  simulate,
  meter,
});

function simulate(bucket: Input, { traffic }: NumericContext): Simulation<Requests> {
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

function meter(bucket: Input, { puts, gets }: Requests): NumericLine[] {
  const kept = (gb: number) => `${gb} GB all month`;
  const { storageGb, standardIaGb, oneZoneIaGb, glacierInstantRetrievalGb } = bucket;
  return METERS.lines([
    ['standard-storage', asWritten(storageGb), kept(storageGb)],
    ['standard-ia-storage', asWritten(standardIaGb), kept(standardIaGb)],
    ['onezone-ia-storage', asWritten(oneZoneIaGb), kept(oneZoneIaGb)],
    ['glacier-ir-storage', asWritten(glacierInstantRetrievalGb), kept(glacierInstantRetrievalGb)],
    ['glacier-flexible-storage', asWritten(bucket.glacierFlexibleRetrievalGb), kept(bucket.glacierFlexibleRetrievalGb)],
    ['glacier-deep-archive-storage', asWritten(bucket.glacierDeepArchiveGb), kept(bucket.glacierDeepArchiveGb)],
    ['standard-ia-requests-put', exact(bucket.standardIaPuts), 'as given'],
    ['standard-ia-requests-get', exact(bucket.standardIaGets), 'as given'],
    ['standard-ia-retrieval', asWritten(bucket.standardIaRetrievedGb), 'as given'],
    ['onezone-ia-requests-put', exact(bucket.oneZoneIaPuts), 'as given'],
    ['onezone-ia-requests-get', exact(bucket.oneZoneIaGets), 'as given'],
    ['onezone-ia-retrieval', asWritten(bucket.oneZoneIaRetrievedGb), 'as given'],
    ['standard-requests-put', puts, 'one per object written or listed'],
    ['standard-requests-get', gets, 'one per object read'],
  ]);
}
