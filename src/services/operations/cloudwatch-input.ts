import * as z from 'zod';
import { amount, count } from '../../model/field.js';

/** How a log group is billed. https://aws.amazon.com/cloudwatch/pricing/ */
export const LOG_KINDS = ['standard', 'infrequent-access', 'vended'] as const;

const logsGb = (kind: string) =>
  amount(1e9)
    .optional()
    .meta({ title: `${kind} logs ingested in the month`, role: 'direct', unit: 'GB' });

const many = (title: string) => count().default(0).meta({ title, role: 'direct', unit: 'count' });

/** Fields of the `cloudwatch` service. */
export const cloudwatchInput = z.strictObject({
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

export type CloudwatchInput = z.output<typeof cloudwatchInput>;
export type LogKind = (typeof LOG_KINDS)[number];
