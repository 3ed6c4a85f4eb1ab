import * as z from 'zod';
import type { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import { amount, count } from '../../model/field.js';
import { meterTable } from '../meter-table.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from '../service.js';
import { givenOrUnits } from '../traffic-units.js';

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

const requests = (title: string) =>
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
  standardIaPuts: requests('PUT, COPY, POST and LIST requests to S3 Standard-IA'),
  standardIaGets: requests('GET and other requests to S3 Standard-IA'),
  standardIaRetrievedGb: retrieved('S3 Standard-IA'),
  oneZoneIaPuts: requests('PUT, COPY, POST and LIST requests to S3 One Zone-IA'),
  oneZoneIaGets: requests('GET and other requests to S3 One Zone-IA'),
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

type Bucket = Amounts<z.output<typeof input>>;

interface Requests {
  readonly puts: Amount;
  readonly gets: Amount;
}

/** Amazon S3: storage by class, requests and retrieval of S3 Standard and the infrequent access classes. */
export const s3 = defineService({
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

function simulate(bucket: Bucket, { traffic }: SimulationContext): Simulation<Requests> {
  const puts = givenOrUnits(bucket.puts, traffic, 'objects written or listed', bucket.putsPerRequest);
  const gets = givenOrUnits(bucket.gets, traffic, 'objects read', bucket.getsPerRequest);
  return {
    metered: { puts, gets },
    activity: { puts, gets },
    unused: [
      ...(traffic === null || bucket.puts !== undefined ? ['putsPerRequest'] : []),
      ...(traffic === null || bucket.gets !== undefined ? ['getsPerRequest'] : []),
    ],
  };
}

function meter(bucket: Bucket, { puts, gets }: Requests): MeteredLine[] {
  return METERS.lines([
    ['standard-storage', bucket.storageGb.as('GB all month')],
    ['standard-ia-storage', bucket.standardIaGb.as('GB all month')],
    ['onezone-ia-storage', bucket.oneZoneIaGb.as('GB all month')],
    ['glacier-ir-storage', bucket.glacierInstantRetrievalGb.as('GB all month')],
    ['glacier-flexible-storage', bucket.glacierFlexibleRetrievalGb.as('GB all month')],
    ['glacier-deep-archive-storage', bucket.glacierDeepArchiveGb.as('GB all month')],
    ['standard-ia-requests-put', bucket.standardIaPuts.as('requests')],
    ['standard-ia-requests-get', bucket.standardIaGets.as('requests')],
    ['standard-ia-retrieval', bucket.standardIaRetrievedGb.as('GB')],
    ['onezone-ia-requests-put', bucket.oneZoneIaPuts.as('requests')],
    ['onezone-ia-requests-get', bucket.oneZoneIaGets.as('requests')],
    ['onezone-ia-retrieval', bucket.oneZoneIaRetrievedGb.as('GB')],
    ['standard-requests-put', puts],
    ['standard-requests-get', gets],
  ]);
}
