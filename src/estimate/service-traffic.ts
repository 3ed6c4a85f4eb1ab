import { asWritten, nearestFloat } from '../model/decimal.js';
import type { Month } from '../model/month.js';
import type { DesignService, Workload } from '../scenario/scenario.js';
import type { Traffic } from '../workload/traffic.js';

/**
 * The part of a workload that one service serves: its `share` of the requests, `perRequest` units for each, with the
 * service's own figures of one request where it has them.
 */
export function serviceTraffic(workload: Workload, { shared }: DesignService, month: Month): Traffic {
  const durationMs = shared.durationMs ?? workload.durationMs;
  const units = asWritten(workload.requests)
    .times(asWritten(shared.share ?? 1))
    .times(asWritten(shared.perRequest ?? 1));
  const requests = nearestFloat(units.round());
  return {
    requests,
    requestsPerSecond: requests / month.seconds,
    trigger: workload.trigger,
    durationMs,
    cpuMs: shared.cpuMs ?? (shared.durationMs === undefined ? workload.cpuMs : undefined) ?? durationMs,
    memoryMb: shared.memoryMb ?? workload.memoryMb,
    requestKb: workload.requestKb,
    responseKb: workload.responseKb,
    serviceLevel: workload.serviceLevel,
  };
}
