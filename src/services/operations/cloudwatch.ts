import * as z from 'zod';
import { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import type { Assumption } from '../../model/assumption.js';
import { amount, count } from '../../model/field.js';
import type { Month } from '../../model/month.js';
import type { Activity } from '../../model/report.js';
import { type MeterOf, type MeterRow, meterTable } from '../meter-table.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from '../service.js';
import { followingRequests, gbOf, monthHours, unitsOf } from '../traffic-units.js';

/** How a log group is billed. https://aws.amazon.com/cloudwatch/pricing/ */
const LOG_KINDS = ['standard', 'infrequent-access', 'vended'] as const;
type LogKind = (typeof LOG_KINDS)[number];

/** An anomaly detection alarm watches the metric and both bounds; same page. */
const METRICS_PER_ANOMALY_ALARM = 3;

const METERS = meterTable('cloudwatch', {
  'logs-ingestion-standard': ['GB', 'Log ingestion (standard)'],
  'logs-ingestion-infrequent-access': ['GB', 'Log ingestion (infrequent access)'],
  'logs-vended': ['GB', 'Log ingestion (vended)'],
  'logs-storage': ['GB-Months', 'Log storage'],
  'logs-insights-scanned': ['GB', 'Logs Insights queries'],
  'logs-live-tail': ['Minutes', 'Live Tail'],
  'metrics-custom': ['Metric-Months', 'Custom metrics'],
  'metric-streams': ['Metric-Updates', 'Metric streams'],
  'api-requests': ['Requests', 'API requests'],
  'api-getmetricdata': ['Metrics', 'Metrics requested with GetMetricData'],
  'alarms-standard': ['Alarm-Months', 'Alarm metrics (standard resolution)'],
  'alarms-high-resolution': ['Alarm-Months', 'Alarm metrics (high resolution)'],
  'alarms-composite': ['Alarm-Months', 'Composite alarms'],
  dashboards: ['Dashboard-Months', 'Dashboards'],
});

const logsGb = (kind: string) =>
  amount(1e9)
    .optional()
    .meta({ title: `${kind} logs ingested in the month`, role: 'direct', unit: 'GB' });

const many = (title: string) => count().default(0).meta({ title, role: 'direct', unit: 'count' });

const input = z.strictObject({
  logsStandardGb: logsGb('Standard'),
  logsInfrequentAccessGb: logsGb('Infrequent access'),
  logsVendedGb: logsGb('Vended'),
  storageGb: amount(1e9)
    .optional()
    .meta({ title: 'Logs kept, compressed (default: from ingestion and retention)', role: 'direct', unit: 'GB' }),
  insightsScannedGb: amount(1e9)
    .default(0)
    .meta({ title: 'Logs scanned by Logs Insights in the month', role: 'direct', unit: 'GB' }),
  liveTailMinutes: many('Minutes of Live Tail in the month'),
  metrics: many('Custom metrics'),
  metricStreamUpdates: many('Metric updates streamed in the month'),
  apiRequests: many('API requests in the month'),
  metricsRequested: many('Metrics asked for with GetMetricData in the month'),
  alarms: many('Metrics with a standard alarm'),
  highResolutionAlarms: many('Metrics with a high-resolution alarm'),
  anomalyAlarms: many('Anomaly detection alarms'),
  highResolutionAnomalyAlarms: many('High-resolution anomaly detection alarms'),
  compositeAlarms: many('Composite alarms'),
  dashboards: many('Custom dashboards'),
  logKbPerRequest: amount(1_048_576).default(1).meta({
    title: 'Logs of one request',
    role: 'simulation',
    unit: 'KB',
    reason: 'a few lines; measure IncomingBytes of your own log group',
  }),
  logKind: z.enum(LOG_KINDS).optional().meta({
    title: "How the workload's logs are billed (default: vended from Lambda, else standard)",
    role: 'configuration',
  }),
  retentionDays: amount(3653).default(30).meta({
    title: 'Days logs are kept',
    role: 'configuration',
    reason: 'a month; CloudWatch itself keeps logs for ever',
  }),
  compressionRatio: amount(1).default(0.15).meta({
    title: 'Size of kept logs against ingested ones',
    role: 'simulation',
    reason: 'what the AWS Pricing Calculator takes',
  }),
});

type Monitoring = Amounts<z.output<typeof input>>;

/** Logs of the month in GB. */
interface Logs {
  readonly ingested: Readonly<Record<LogKind, Amount>>;
  /** Sum of the three. */
  readonly all: Amount;
}

/** Amazon CloudWatch: logs by kind, metrics, alarms, queries. */
export const cloudwatch = defineService({
  id: 'cloudwatch',
  serviceName: 'Amazon CloudWatch',
  pricingUrl: 'https://aws.amazon.com/cloudwatch/pricing/',
  summary: 'Logs billed by GB ingested, kept and scanned; metrics and alarms by the month.',
  notModelled: [
    'Container Insights and Application Signals',
    'Contributor Insights',
    'Synthetics, RUM and Evidently',
    'logs delivered to S3 or Firehose',
    'data protection and anomaly detection of logs',
    'logs kept for ever (give `storageGb`)',
  ],
  meters: METERS.infos,
  input,
  simulate,
  meter,
});

function simulate(logs: Monitoring, { traffic, upstream }: SimulationContext): Simulation<Logs> {
  const kind = logs.logKind ?? (isLambdaOnly([...upstream.values()]) ? 'vended' : 'standard');
  const ofTraffic = gbOf(unitsOf(traffic, 'requests'), logs.logKbPerRequest.as('KB'));
  const given = {
    standard: logs.logsStandardGb,
    'infrequent-access': logs.logsInfrequentAccessGb,
    vended: logs.logsVendedGb,
  };
  // Where one of the three is given, they are all of the logs.
  const isGiven = Object.values(given).some((gb) => gb !== undefined);
  const gb = (of: LogKind) => (isGiven || of !== kind ? (given[of] ?? Amount.ZERO).as('GB') : ofTraffic);
  const ingested = { standard: gb('standard'), 'infrequent-access': gb('infrequent-access'), vended: gb('vended') };
  const all = Amount.sum(Object.values(ingested));
  const isDriven = !isGiven && !ofTraffic.exact.isZero();
  return {
    metered: { ingested, all },
    activity: { logsGb: all },
    // Metrics, alarms and dashboards cost the same every hour; without them the logs follow the requests.
    ...(isDriven && monitoring(logs).every(([, amount]) => amount.exact.isZero()) ? followingRequests(traffic) : {}),
    unused: [
      ...(isDriven ? [] : ['logKbPerRequest']),
      ...(logs.storageGb !== undefined || all.exact.isZero() ? ['retentionDays', 'compressionRatio'] : []),
    ],
    assumptions: isDriven && logs.logKind === undefined ? [kindAssumption(kind)] : [],
  };
}

/** Whether everything that serves requests before it in the design is Lambda, whose logs are vended since May 2025. */
function isLambdaOnly(before: readonly Amounts<Activity>[]): boolean {
  return before.some((of) => 'invocations' in of) && !before.some((of) => 'averageTasks' in of);
}

function kindAssumption(kind: LogKind): Assumption {
  const reason = kind === 'vended' ? "Lambda's own logs have the price of vended logs" : 'logs an application sends';
  return { at: 'logKind', value: kind, reason };
}

/** Kept GB = ingested GB × compression × retention / days of the month. */
function meter(logs: Monitoring, { ingested, all }: Logs, month: Month): MeteredLine[] {
  const compressed = all.times(logs.compressionRatio.as('(compression)'));
  const kept = compressed.times(logs.retentionDays.as('days')).times(24).dividedBy(monthHours(month));
  return METERS.lines([
    ['logs-ingestion-standard', ingested.standard],
    ['logs-ingestion-infrequent-access', ingested['infrequent-access']],
    ['logs-vended', ingested.vended],
    ['logs-storage', logs.storageGb?.as('GB') ?? kept],
    ...monitoring(logs),
  ]);
}

/** What does not depend on the workload. */
function monitoring(of: Monitoring): MeterRow<MeterOf<typeof METERS>>[] {
  const alarmMetrics = (plain: Amount, anomaly: Amount) =>
    plain.as('alarms').plus(anomaly.as('anomaly alarms').times(METRICS_PER_ANOMALY_ALARM));
  return [
    ['logs-insights-scanned', of.insightsScannedGb.as('GB')],
    ['logs-live-tail', of.liveTailMinutes.as('minutes')],
    ['metrics-custom', of.metrics.as('metrics all month')],
    ['metric-streams', of.metricStreamUpdates.as('updates')],
    ['api-requests', of.apiRequests.as('requests')],
    ['api-getmetricdata', of.metricsRequested.as('metrics')],
    ['alarms-standard', alarmMetrics(of.alarms, of.anomalyAlarms)],
    ['alarms-high-resolution', alarmMetrics(of.highResolutionAlarms, of.highResolutionAnomalyAlarms)],
    ['alarms-composite', of.compositeAlarms.as('alarms all month')],
    ['dashboards', of.dashboards.as('dashboards all month')],
  ];
}
