import { z } from 'zod';
import { asWritten, Decimal, exact, nearestFloat, ZERO } from '../model/decimal.js';
import { amount, count } from '../model/field.js';
import type { Month } from '../model/month.js';
import { quantity } from '../model/quantity.js';
import type { Unit } from '../model/unit.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from './service.js';

/** Aurora Serverless v2 goes from 0 or 0.5 to 256 ACU in steps of a half. https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html */
const MAX_ACU = 256;

const input = z
  .strictObject({
    acuHours: amount(1e9).optional().meta({ title: 'ACU-hours in the month', role: 'direct', unit: 'hours' }),
    averageAcu: amount(100_000).optional().meta({ title: 'ACUs on average over the month', role: 'direct' }),
    engine: z
      .enum(['mysql', 'postgresql'])
      .default('postgresql')
      .meta({ title: 'Engine', role: 'configuration', reason: 'the commoner one' }),
    storageConfiguration: z
      .enum(['standard', 'io-optimized'])
      .default('standard')
      .meta({ title: 'Storage configuration', role: 'configuration', reason: 'what Aurora gives a new cluster' }),
    storageGb: amount(262_144).default(0).meta({ title: 'Storage', role: 'configuration', unit: 'GB' }),
    ioRequests: count().default(0).meta({
      title: 'I/O requests in the month (CloudWatch: VolumeReadIOPs and VolumeWriteIOPs)',
      role: 'direct',
      unit: 'count',
    }),
    backupGb: amount(10_000_000).default(0).meta({ title: 'Backup storage, all of it', role: 'direct', unit: 'GB' }),
    minAcu: acu().optional().meta({ title: 'Least capacity (default: 0.5)', role: 'configuration' }),
    maxAcu: acu().optional().meta({ title: 'Most capacity (default: 256)', role: 'configuration' }),
    queriesPerRequest: amount(100_000).default(1).meta({
      title: 'Queries one request makes',
      role: 'simulation',
      reason: 'one statement a request',
    }),
    queriesPerSecondPerAcu: amount(1_000_000, 0.001).default(100).meta({
      title: 'Queries per second one ACU serves',
      role: 'simulation',
      reason: 'AWS publishes no figure; short indexed queries of 5 ms CPU on half a vCPU',
    }),
  })
  .superRefine((cluster, problems) => {
    const refuse = (field: string, message: string) => problems.addIssue({ code: 'custom', path: [field], message });
    if (cluster.acuHours !== undefined && cluster.averageAcu !== undefined) {
      refuse('averageAcu', 'give either acuHours or averageAcu');
    }
    if ((cluster.minAcu ?? 0) > (cluster.maxAcu ?? MAX_ACU)) refuse('maxAcu', `is below minAcu (${cluster.minAcu})`);
    if (cluster.maxAcu === 0) refuse('maxAcu', 'must be at least 0.5');
  });

type Input = z.output<typeof input>;

function acu() {
  return amount(MAX_ACU).multipleOf(0.5);
}

/** Capacity of the month. */
interface Capacity {
  readonly acuSeconds: Decimal;
}

/** Amazon Aurora Serverless v2: capacity by the second in half ACUs, storage, I/O and backup. */
export const auroraServerless = defineService({
  id: 'aurora-serverless',
  serviceName: 'Amazon Aurora Serverless v2',
  pricingUrl: 'https://aws.amazon.com/rds/aurora/pricing/',
  summary: 'A database whose capacity follows the load, billed by ACU-second.',
  notModelled: [
    'readers',
    'auto-pause',
    'Data API',
    'backtrack',
    'snapshot export',
    'global database',
    'Aurora Serverless v1',
  ],
  meters: [
    ...(['mysql', 'postgresql'] as const).flatMap((engine) =>
      (['standard', 'io-optimized'] as const).map((storage) => ({
        offer: 'aurora',
        meter: `serverless-v2-${engine}-${storage}`,
        unit: 'ACU-Hours' as const,
        description: capacityWords(engine, storage),
      })),
    ),
    { offer: 'aurora', meter: 'storage-standard', unit: 'GB-Months', description: 'Storage (standard)' },
    { offer: 'aurora', meter: 'storage-io-optimized', unit: 'GB-Months', description: 'Storage (I/O-Optimized)' },
    { offer: 'aurora', meter: 'io-requests', unit: 'Requests', description: 'I/O requests' },
    { offer: 'aurora', meter: 'backup-mysql', unit: 'GB-Months', description: 'Backup storage (Aurora MySQL)' },
    {
      offer: 'aurora',
      meter: 'backup-postgresql',
      unit: 'GB-Months',
      description: 'Backup storage (Aurora PostgreSQL)',
    },
  ],
  input,
  simulate,
  meter,
});

function simulate(cluster: Input, { traffic, month }: SimulationContext): Simulation<Capacity> {
  if (cluster.acuHours !== undefined) return capacity(asWritten(cluster.acuHours).times(3600), month);
  if (cluster.averageAcu !== undefined) return capacity(asWritten(cluster.averageAcu).times(month.seconds), month);
  // Without traffic and without a word about capacity, nothing is billed; a minimum that was written is.
  if (traffic === null) return capacity(exact(halfAcus(cluster.minAcu ?? 0) * month.seconds).div(2), month);
  const { minAcu = 0.5, maxAcu = MAX_ACU } = cluster;
  const queriesPerSecond = traffic.requestsPerSecond * cluster.queriesPerRequest;
  const wanted = Math.ceil((queriesPerSecond / cluster.queriesPerSecondPerAcu) * 2 - 1e-9) / 2;
  const acus = Math.min(maxAcu, Math.max(minAcu, wanted));
  const simulated = capacity(exact(halfAcus(acus) * month.seconds).div(2), month);
  return {
    ...simulated,
    activity: { ...simulated.activity, peakAcu: acus, queriesPerSecond },
    unused: [],
    assumptions: [
      ...(cluster.minAcu === undefined ? [{ at: 'minAcu', value: '0.5', reason: 'the least that never pauses' }] : []),
      ...(cluster.maxAcu === undefined ? [{ at: 'maxAcu', value: `${MAX_ACU}`, reason: 'the most AWS offers' }] : []),
    ],
    infeasible:
      wanted > maxAcu ? [`${queriesPerSecond.toPrecision(3)} queries/s need ${wanted} ACU; maxAcu is ${maxAcu}`] : [],
  };
}

function capacity(acuSeconds: Decimal, month: Month): Simulation<Capacity> {
  const acuHours = acuSeconds.div(3600);
  return {
    metered: { acuSeconds },
    activity: { averageAcu: nearestFloat(acuHours.div(month.hours)), acuHours: nearestFloat(acuHours) },
    unused: ['queriesPerRequest', 'queriesPerSecondPerAcu'],
  };
}

function halfAcus(acus: number): number {
  return Math.round(acus * 2);
}

function meter(cluster: Input, { acuSeconds }: Capacity): MeteredLine[] {
  const { engine, storageConfiguration, storageGb, ioRequests, backupGb } = cluster;
  const lines = [
    line(
      `serverless-v2-${engine}-${storageConfiguration}`,
      capacityWords(engine, storageConfiguration),
      acuSeconds.div(3600),
      'ACU-Hours',
      `${acuSeconds} ACU-seconds / 3600`,
    ),
  ];
  if (storageGb > 0) {
    lines.push(
      line(
        `storage-${storageConfiguration}`,
        `Storage (${storageWords(storageConfiguration)})`,
        asWritten(storageGb),
        'GB-Months',
        `${storageGb} GB all month`,
      ),
    );
  }
  if (ioRequests > 0 && storageConfiguration === 'standard') {
    lines.push(line('io-requests', 'I/O requests', exact(ioRequests), 'Requests', 'as given'));
  }
  if (backupGb > 0) {
    // Backup up to the size of the cluster is free.
    const beyondFree = Decimal.max(ZERO, asWritten(backupGb).minus(asWritten(storageGb)));
    lines.push(
      line(
        `backup-${engine}`,
        `Backup storage (${engineWords(engine)})`,
        beyondFree,
        'GB-Months',
        `${backupGb} GB − ${storageGb} GB of the cluster, free`,
      ),
    );
  }
  return lines;
}

function line(meter: string, description: string, amount: Decimal, unit: Unit, derivation: string): MeteredLine {
  return {
    offer: 'aurora',
    meter,
    description,
    pricingQuantity: quantity(amount, unit),
    pricingCategory: 'Standard',
    derivation,
  };
}

function capacityWords(engine: Input['engine'], storage: Input['storageConfiguration']): string {
  return `Aurora capacity (Serverless v2, ${engineWords(engine)}, ${storageWords(storage)})`;
}

function engineWords(engine: Input['engine']): string {
  return engine === 'mysql' ? 'Aurora MySQL' : 'Aurora PostgreSQL';
}

function storageWords(storage: Input['storageConfiguration']): string {
  return storage === 'standard' ? 'standard' : 'I/O-Optimized';
}
