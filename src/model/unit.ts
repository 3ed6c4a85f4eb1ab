/**
 * What AWS bills in, in FOCUS spelling (FinOps Open Cost and Usage Specification, PricingUnit).
 * GB is AWS's word for 2^30 bytes throughout.
 */
export const UNITS = [
  'Requests',
  'Messages',
  'Operations',
  'Events',
  'Invocations',
  'Notifications',
  'State-Transitions',
  'Traces',
  'Metrics',
  'Metric-Updates',
  'Payload-Units',
  'Change-Records',
  'Read-Request-Units',
  'Write-Request-Units',
  'Minutes',
  'Connection-Minutes',
  'Hours',
  'Months',
  'vCPU-Hours',
  'ACU-Hours',
  'LCU-Hours',
  'RCU-Hours',
  'WCU-Hours',
  'EPU-Hours',
  'GB',
  'GB-Seconds',
  'GB-Hours',
  'GB-Months',
  'IOPS-Months',
  'MiBps-Months',
  'GiBps-Months',
  'Alarm-Months',
  'Metric-Months',
  'Key-Months',
  'Dashboard-Months',
  'Secret-Months',
  'Cluster-Years',
] as const;

/** A unit that AWS bills in. */
export type Unit = (typeof UNITS)[number];

/** Whether the text is one of `UNITS`. */
export function isUnit(text: string): text is Unit {
  return (UNITS as readonly string[]).includes(text);
}
