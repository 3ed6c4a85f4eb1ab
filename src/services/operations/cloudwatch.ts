import type { Assumption } from '../../model/assumption.js';
import { asWritten, type Decimal, exact, nearestFloat } from '../../model/decimal.js';
import type { Month } from '../../model/month.js';
import type { Activity } from '../../model/report.js';
import { type MeterOf, type MeterRow, meterTable } from '../numeric-meter-table.js';
import { defineNumericService, type NumericContext, type NumericLine, type Simulation } from '../numeric-service.js';
import { followingRequests, gbOf, unitsOf } from '../numeric-traffic-units.js';
import { type CloudwatchInput, cloudwatchInput, type LogKind } from './cloudwatch-input.js';

/** An anomaly detection alarm watches the metric and both bounds. https://aws.amazon.com/cloudwatch/pricing/ */
export const METRICS_PER_ANOMALY_ALARM = 3;

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

/** Logs of the month in GB. */
interface Logs {
  readonly ingested: Readonly<Record<LogKind, Decimal>>;
  /** Sum of the three. */
  readonly all: Decimal;
}

/** Amazon CloudWatch: logs by kind, metrics, alarms, queries. */
export const cloudwatch = defineNumericService({
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
  input: cloudwatchInput,
  simulate,
  meter,
});

function simulate(logs: CloudwatchInput, { traffic, upstream }: NumericContext): Simulation<Logs> {
  const kind = logs.logKind ?? (isLambdaOnly([...upstream.values()].map(reported)) ? 'vended' : 'standard');
  const ofTraffic = gbOf(unitsOf(traffic), logs.logKbPerRequest);
  const given = {
    standard: logs.logsStandardGb,
    'infrequent-access': logs.logsInfrequentAccessGb,
    vended: logs.logsVendedGb,
  };
  // Whoever gives one of the three means all of the logs.
  const isDriven = !ofTraffic.isZero() && Object.values(given).every((gb) => gb === undefined);
  const gb = (of: LogKind) => (isDriven && of === kind ? ofTraffic : asWritten(given[of] ?? 0));
  const ingested = { standard: gb('standard'), 'infrequent-access': gb('infrequent-access'), vended: gb('vended') };
  const all = ingested.standard.plus(ingested['infrequent-access']).plus(ingested.vended);
  return {
    metered: { ingested, all },
    activity: { logsGb: nearestFloat(all) },
    // Metrics, alarms and dashboards stand all month; without them the logs follow the requests.
    ...(isDriven && monitoring(logs).every(([, amount]) => amount.isZero()) ? followingRequests(traffic) : {}),
    unused: [
      ...(isDriven ? [] : ['logKbPerRequest']),
      ...(logs.storageGb !== undefined || all.isZero() ? ['retentionDays', 'compressionRatio'] : []),
    ],
    assumptions: isDriven && logs.logKind === undefined ? [kindAssumption(kind)] : [],
  };
}

/** Whether everything that serves requests before it in the design is Lambda, whose logs are vended since May 2025. */
export function isLambdaOnly(before: readonly Reported[]): boolean {
  return before.some((of) => of.has('invocations')) && !before.some((of) => of.has('averageTasks'));
}

/** Which figures an activity has. */
interface Reported {
  has(figure: string): boolean;
}

function reported(activity: Activity): Reported {
  return { has: (figure) => figure in activity };
}

function kindAssumption(kind: LogKind): Assumption {
  const reason = kind === 'vended' ? "Lambda's own logs have the price of vended logs" : 'logs an application sends';
  return { at: 'logKind', value: kind, reason };
}

/** Kept GB = ingested GB × compression × retention / days of the month. */
function meter(service: CloudwatchInput, { ingested, all }: Logs, month: Month): NumericLine[] {
  const { storageGb, retentionDays, compressionRatio } = service;
  const kept = all.times(asWritten(compressionRatio)).times(asWritten(retentionDays)).times(24).div(month.hours);
  return METERS.lines([
    ['logs-ingestion-standard', ingested.standard, `${ingested.standard} GB`],
    ['logs-ingestion-infrequent-access', ingested['infrequent-access'], `${ingested['infrequent-access']} GB`],
    ['logs-vended', ingested.vended, `${ingested.vended} GB`],
    storageGb === undefined
      ? ['logs-storage', kept, `${all} GB × ${compressionRatio} × ${retentionDays} days × 24 / ${month.hours} h`]
      : ['logs-storage', asWritten(storageGb), 'as given'],
    ...monitoring(service),
  ]);
}

/** What does not depend on the workload. */
function monitoring(service: CloudwatchInput): MeterRow<MeterOf<typeof METERS>>[] {
  const alarmMetrics = (plain: number, anomaly: number) =>
    exact(plain).plus(exact(anomaly).times(METRICS_PER_ANOMALY_ALARM));
  const steps = (plain: number, anomaly: number) => `${plain} + ${anomaly} × ${METRICS_PER_ANOMALY_ALARM} (anomaly)`;
  const { alarms, anomalyAlarms, highResolutionAlarms, highResolutionAnomalyAlarms } = service;
  return [
    ['logs-insights-scanned', asWritten(service.insightsScannedGb), 'as given'],
    ['logs-live-tail', exact(service.liveTailMinutes), 'as given'],
    ['metrics-custom', exact(service.metrics), 'all month'],
    ['metric-streams', exact(service.metricStreamUpdates), 'as given'],
    ['api-requests', exact(service.apiRequests), 'as given'],
    ['api-getmetricdata', exact(service.metricsRequested), 'as given'],
    ['alarms-standard', alarmMetrics(alarms, anomalyAlarms), steps(alarms, anomalyAlarms)],
    [
      'alarms-high-resolution',
      alarmMetrics(highResolutionAlarms, highResolutionAnomalyAlarms),
      steps(highResolutionAlarms, highResolutionAnomalyAlarms),
    ],
    ['alarms-composite', exact(service.compositeAlarms), 'all month'],
    ['dashboards', exact(service.dashboards), 'all month'],
  ];
}
