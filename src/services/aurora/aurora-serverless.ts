import { asWritten, type Decimal, exact, nearestFloat } from '../../model/decimal.js';
import type { Month } from '../../model/month.js';
import type { Activity } from '../../model/report.js';
import type { Traffic } from '../../workload/traffic.js';
import { defineNumericService, type NumericContext, type NumericLine, type Simulation } from '../numeric-service.js';
import {
  auroraLine,
  type ClusterInput,
  clusterLines,
  clusterMeters,
  engineWords,
  ioRequestsOf,
  storageWords,
  unusedClusterFields,
} from './aurora-cluster.js';
import { carried } from './aurora-serverless-carried.js';
import { type AuroraServerlessInput, auroraServerlessInput } from './aurora-serverless-input.js';
import { LEAST_PROXY_ACUS } from './database-clients.js';

const ENGINES = ['mysql', 'postgresql'] as const;
const STORAGE = ['standard', 'io-optimized'] as const;

function capacityMeter(engine: ClusterInput['engine'], storage: ClusterInput['storageConfiguration']) {
  const words = `Aurora capacity (Serverless v2, ${engineWords(engine)}, ${storageWords(storage)})`;
  return [`serverless-v2-${engine}-${storage}`, 'ACU-Hours', words] as const;
}

/** Fields that only a simulation of capacity asks for. */
const SIMULATED = [
  'readerTier',
  'readShare',
  'autoPauseS',
  'queriesPerSecondPerAcu',
  'workingSetGb',
  'acuDoublingS',
  'acuHalvingS',
  'resumeS',
  'longResumeS',
  'connectionIdleS',
  'connectionsPerTask',
  'patienceS',
];

/** What a cluster used in the month. */
interface ClusterUse {
  readonly acuSeconds: Decimal;
  readonly ioRequests: Decimal;
}

/** Amazon Aurora Serverless v2: capacity by the second in half ACUs, storage, I/O and backup. */
export const auroraServerless = defineNumericService({
  id: 'aurora-serverless',
  serviceName: 'Amazon Aurora Serverless v2',
  pricingUrl: 'https://aws.amazon.com/rds/aurora/pricing/',
  summary: 'A database whose capacity follows the load, billed by ACU-second.',
  notModelled: [
    'clusters that mix serverless and provisioned instances',
    'a cold cache after a resume',
    'global database',
    'Aurora Serverless v1',
  ],
  meters: [
    ...ENGINES.flatMap((engine) =>
      STORAGE.map((storage) => {
        const [meter, unit, description] = capacityMeter(engine, storage);
        return { offer: 'aurora', meter, unit, description };
      }),
    ),
    ...clusterMeters,
  ],
  input: auroraServerlessInput,
  simulate,
  meter,
});

function simulate(cluster: AuroraServerlessInput, context: NumericContext): Simulation<ClusterUse> {
  const { traffic, month } = context;
  const { acuHours, averageAcu, minAcu, readers } = cluster;
  if (acuHours !== undefined) return given(cluster, asWritten(acuHours).times(3600), context);
  if (averageAcu !== undefined) return given(cluster, asWritten(averageAcu).times(month.seconds), context);
  // Without traffic and without a word about capacity, nothing is billed; a minimum that was written is.
  if (traffic === null) {
    const least = typeof minAcu === 'number' ? minAcu * (1 + readers) : 0;
    return given(cluster, asWritten(least).times(month.seconds), context);
  }
  const { halfAcuSeconds, activity, unused, ...result } = carried(cluster, traffic, context);
  const base = used(exact(halfAcuSeconds).div(2), ioRequestsOf(cluster, traffic), month);
  const [capacity] = capacityMeter(cluster.engine, cluster.storageConfiguration);
  return {
    ...result,
    ...(result.hours !== undefined && { costFollows: { [capacity]: 'acus' } }),
    metered: base.metered,
    activity: {
      ...base.activity,
      ...activity,
      ...proxied(cluster, base.activity.averageAcu, result.hours?.acus, month),
    },
    unused: [...unused, ...unusedClusterFields(cluster, traffic)],
  };
}

/** Capacity that was given, whatever the traffic. */
function given(
  cluster: AuroraServerlessInput,
  acuSeconds: Decimal,
  { traffic, month }: NumericContext,
): Simulation<ClusterUse> {
  const { metered, activity } = used(acuSeconds, ioRequestsOf(cluster, traffic), month);
  return {
    metered,
    activity: { ...activity, ...proxied(cluster, activity.averageAcu, undefined, month) },
    unused: [...SIMULATED, ...unusedQueries(cluster, traffic), ...unusedClusterFields(cluster, traffic)],
  };
}

function unusedQueries(cluster: AuroraServerlessInput, traffic: Traffic | null): string[] {
  return unusedClusterFields(cluster, traffic).length > 0 ? ['queriesPerRequest'] : [];
}

/** ACU-hours that RDS Proxy is billed for: in each hour its least at least. */
function proxied(
  { rdsProxy }: AuroraServerlessInput,
  averageAcu: number | undefined,
  acus: Float64Array | undefined,
  { hours }: Month,
): Activity {
  if (!rdsProxy) return {};
  const hourly = acus ?? new Float64Array(hours).fill(averageAcu ?? 0);
  return { proxyAcuHours: hourly.reduce((sum, acu) => sum + Math.max(LEAST_PROXY_ACUS, acu), 0) };
}

function used(
  acuSeconds: Decimal,
  ioRequests: Decimal,
  month: Month,
): Pick<Simulation<ClusterUse>, 'metered' | 'activity'> {
  const acuHours = acuSeconds.div(3600);
  return {
    metered: { acuSeconds, ioRequests },
    activity: {
      averageAcu: nearestFloat(acuHours.div(month.hours)),
      acuHours: nearestFloat(acuHours),
      ...(!ioRequests.isZero() && { ioRequests: nearestFloat(ioRequests) }),
    },
  };
}

function meter(cluster: AuroraServerlessInput, { acuSeconds, ioRequests }: ClusterUse, month: Month): NumericLine[] {
  const { engine, storageConfiguration } = cluster;
  return [
    auroraLine(capacityMeter(engine, storageConfiguration), acuSeconds.div(3600), `${acuSeconds} ACU-seconds / 3600`),
    ...clusterLines(cluster, ioRequests, month),
  ];
}
