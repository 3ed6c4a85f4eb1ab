import type { Formula } from '../../model/formula.js';
import { billedRows, plannedField, plannedGb, plannedUnits } from '../planned-units.js';
import type { PlanContext, ServicePlan } from '../service-plan.js';
import { isLambdaOnly, METRICS_PER_ANOMALY_ALARM } from './cloudwatch.js';
import type { CloudwatchInput, LogKind } from './cloudwatch-input.js';

/** Fields that give the logs of each kind, in the order of their lines. */
const GIVEN = [
  ['standard', 'logsStandardGb'],
  ['infrequent-access', 'logsInfrequentAccessGb'],
  ['vended', 'logsVendedGb'],
] as const satisfies readonly (readonly [LogKind, keyof CloudwatchInput])[];

/** CloudWatch: logs by kind, as given or of the requests, kept for a while; metrics, alarms, dashboards. */
export const cloudwatchPlan: ServicePlan<CloudwatchInput> = (logs, context) => {
  const { formulas, field, month, upstream } = context;
  const kind = logs.logKind ?? (isLambdaOnly([...upstream.values()]) ? 'vended' : 'standard');
  const isDriven = GIVEN.every(([, name]) => field(name) === undefined);
  const ofTraffic = plannedGb(context, plannedUnits(context), plannedField(context, 'logKbPerRequest'));
  const ingested = GIVEN.map(([of, name]) => (isDriven && of === kind ? ofTraffic : plannedField(context, name)));
  const days = formulas.times(plannedField(context, 'compressionRatio'), plannedField(context, 'retentionDays'));
  const kept = formulas.times(formulas.times(formulas.sum(ingested), days), formulas.constant(24));
  const stored = field('storageGb') ?? formulas.over(kept, month.hours);
  return { quantities: billedRows([...ingested, stored, ...monitoring(context)]) };
};

/** What does not depend on the workload. */
function monitoring(context: PlanContext): Formula[] {
  const { formulas } = context;
  const of = (name: string) => plannedField(context, name);
  const alarms = (plain: string, anomaly: string) =>
    formulas.add(of(plain), formulas.times(of(anomaly), formulas.constant(METRICS_PER_ANOMALY_ALARM)));
  return [
    ...['insightsScannedGb', 'liveTailMinutes', 'metrics', 'metricStreamUpdates', 'apiRequests'].map(of),
    of('metricsRequested'),
    alarms('alarms', 'anomalyAlarms'),
    alarms('highResolutionAlarms', 'highResolutionAnomalyAlarms'),
    of('compositeAlarms'),
    of('dashboards'),
  ];
}
