import { asWritten, nearestFloat } from '../model/decimal.js';
import { Recent } from '../model/recent.js';
import type { DesignService, Scenario, SharedFields, Workload } from '../scenario/scenario.js';
import { arrivals, requestsPerHour } from '../workload/arrivals.js';
import type { Traffic } from '../workload/traffic.js';

/**
 * The part of a workload that one service serves: its `share` of the requests, `perRequest` units for each, with the
 * service's own figures of one request where it has them.
 *
 * @returns null when the service serves another workload of a mix
 */
export function serviceTraffic(
  workload: Workload,
  { shared }: DesignService,
  { month, stepSeconds }: Pick<Scenario, 'month' | 'stepSeconds'>,
): Traffic | null {
  const served = partServed(workload, shared);
  if (served === undefined) return null;
  const durationMs = shared.durationMs ?? served.durationMs;
  const units = asWritten(served.requests)
    .times(asWritten(shared.share ?? 1))
    .times(asWritten(shared.perRequest ?? 1));
  const requests = nearestFloat(units.round());
  const { trigger, memoryMb, requestKb, responseKb } = served;
  return {
    requests,
    requestsPerSecond: requests / month.seconds,
    ...stepByStep(served, requests, { month, stepSeconds }),
    trigger,
    durationMs,
    cpuMs: shared.cpuMs ?? (shared.durationMs === undefined ? served.cpuMs : undefined) ?? durationMs,
    memoryMb: shared.memoryMb ?? memoryMb,
    requestKb,
    responseKb,
    serviceLevel: workload.serviceLevel,
  };
}

function partServed(workload: Workload, { of, triggers }: SharedFields): Workload | undefined {
  if (of !== undefined && of !== workload.name) return workload.parts.find(({ name }) => name === of);
  if (triggers === undefined) return workload;
  const parts = workload.parts.length === 0 ? [workload] : workload.parts;
  const [first, ...others] = parts.filter(({ trigger }) => triggers.includes(trigger));
  // Several parts of a mix that wait for answers are taken as all of it.
  return others.length === 0 ? first : workload;
}

type StepByStep = Required<Pick<Traffic, 'arrivals' | 'hourlyRequests'>>;

/** Services of all designs that serve as many requests of a workload share its arrivals. */
const known = new WeakMap<Workload, Recent<StepByStep>>();
/** Of a workload; services serve few different shares of one. */
const MOST_KNOWN = 8;

function stepByStep(
  workload: Workload,
  requests: number,
  { month, stepSeconds }: Pick<Scenario, 'month' | 'stepSeconds'>,
): StepByStep | undefined {
  if (workload.shape.type === 'steady') return undefined;
  const ofWorkload = known.get(workload) ?? new Recent<StepByStep>(MOST_KNOWN);
  known.set(workload, ofWorkload);
  const key = `${requests} ${month.label} ${stepSeconds}`;
  const made = ofWorkload.get(key);
  if (made !== undefined) return made;
  const arrived = arrivals(workload.shape, { requests, month, stepSeconds });
  return ofWorkload.set(key, { arrivals: arrived, hourlyRequests: requestsPerHour(arrived) });
}
