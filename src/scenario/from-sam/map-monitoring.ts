import type { PlacedService } from './mapping.js';
import { entry, type Remark, type Resource } from './template.js';

const MONITORING_TYPES = {
  logs: 'AWS::Logs::LogGroup',
  alarm: 'AWS::CloudWatch::Alarm',
  composite: 'AWS::CloudWatch::CompositeAlarm',
  anomaly: 'AWS::CloudWatch::AnomalyDetector',
  dashboard: 'AWS::CloudWatch::Dashboard',
} as const;

/** Types that `monitoringOf` reads. */
export const MONITORED: ReadonlySet<string> = new Set(Object.values(MONITORING_TYPES));

/** Services that write logs and can be traced. */
const COMPUTE = new Set(['lambda', 'fargate', 'ecs-ec2', 'ecs-anywhere']);

/**
 * Makes one CloudWatch service for the logs of all compute services, with the alarms and dashboards of the template, and
 * one X-Ray service if tracing is on.
 */
export function monitoringOf(
  resources: ReadonlyMap<string, Resource>,
  placed: readonly PlacedService[],
  remarks: Remark[],
): PlacedService[] {
  const ofType = (type: string) => [...resources.values()].filter((resource) => resource.type === type);
  const isLogging = placed.some(({ service }) => COMPUTE.has(service));
  const alarms = ofType(MONITORING_TYPES.alarm);
  const fast = alarms.filter(({ properties }) => Number(entry(properties, 'Period') ?? 60) < 60);
  const fields = {
    ...(isLogging && { logKbPerRequest: 1, retentionDays: retentionDays(ofType(MONITORING_TYPES.logs), remarks) }),
    ...counted('alarms', alarms.length - fast.length),
    ...counted('highResolutionAlarms', fast.length),
    ...counted('compositeAlarms', ofType(MONITORING_TYPES.composite).length),
    ...counted('dashboards', ofType(MONITORING_TYPES.dashboard).length),
  };
  const isTraced = [...resources.values()].some(({ properties }) => isTracing(properties));
  return [
    ...(Object.keys(fields).length === 0
      ? []
      : [
          {
            service: 'cloudwatch',
            name: 'cloudwatch',
            fields,
            ...(isLogging && { placeholders: { logKbPerRequest: 'measure IncomingBytes of the log groups' } }),
          },
        ]),
    ...(isTraced ? [{ service: 'xray', name: 'xray', fields: {} }] : []),
  ];
}

function counted(field: string, count: number): Record<string, number> {
  return count === 0 ? {} : { [field]: count };
}

/** The longest retention of the log groups; a year if a group never expires, which is the default. */
function retentionDays(groups: readonly Resource[], remarks: Remark[]): number {
  const days = groups.map(({ properties }) => Number(entry(properties, 'RetentionInDays')));
  const isEndless = days.length === 0 || days.some((each) => !Number.isFinite(each));
  if (isEndless) {
    remarks.push({
      kind: 'tell',
      at: 'cloudwatch',
      message: 'logs without a retention never expire: a year of storage is assumed (`retentionDays`)',
    });
    return 365;
  }
  const longest = Math.max(...days);
  if (days.some((each) => each !== longest)) {
    remarks.push({
      kind: 'note',
      at: 'cloudwatch',
      message: `log groups keep logs for up to ${longest} days: the longest retention is used`,
    });
  }
  return longest;
}

function isTracing(properties: unknown): boolean {
  return (
    entry(properties, 'Tracing') === 'Active' ||
    entry(entry(properties, 'TracingConfig'), 'Mode') === 'Active' ||
    `${entry(properties, 'TracingEnabled')}` === 'true' ||
    `${entry(entry(properties, 'TracingConfiguration'), 'Enabled')}` === 'true'
  );
}
