import { Amount, NotTraceable } from '../model/amount.js';
import type { Amounts } from '../model/amounts.js';
import { BoundedCache } from '../model/bounded-cache.js';
import type { ClosedForm } from '../model/closed-form.js';
import type { DesignService, Scenario, SharedFields, Workload } from '../scenario/scenario.js';
import { arrivals, requestsPerHour } from '../workload/arrivals.js';
import type { Traffic } from '../workload/traffic.js';
import type { TracedInputs } from './traced-inputs.js';

/**
 * Computes the traffic of one service: its `share` of the requests × `perRequest` units for each, with the service's own
 * `durationMs`, `cpuMs` and `memoryMb` where it has them.
 *
 * @returns null when the service serves another workload of a mix
 */
export function serviceTraffic(
  workload: Workload,
  { shared, service, at }: Pick<DesignService, 'shared' | 'service' | 'at'>,
  { month, stepSeconds }: Pick<Scenario, 'month' | 'stepSeconds'>,
  inputs?: TracedInputs,
): Amounts<Traffic> | null {
  const served = partServed(workload, shared);
  if (served === undefined) return null;
  const given = (field: keyof Workload & keyof Figures): Amount => amountAt(served, field, inputs);
  // A field of the service itself, such as `perRequest` of `kms`, does not vary its traffic.
  const own = (field: keyof SharedFields & string): Amount | undefined => {
    const value = shared[field];
    if (typeof value !== 'number') return undefined;
    return field in service.input.shape ? Amount.of(value) : amountOf(`${at}.${field}`, value, inputs);
  };
  const requests = requestsOf(served, month.seconds, inputs)
    .times(own('share') ?? Amount.ONE)
    .times(own('perRequest') ?? Amount.ONE)
    .round();
  const durationMs = own('durationMs') ?? given('durationMs');
  const isCpuGiven = shared.durationMs === undefined && served.cpuMs !== undefined;
  if (inputs !== undefined && isShapeVaried(workload, inputs)) throw new NotTraceable('the traffic is not steady');
  return {
    requests,
    requestsPerSecond: Amount.closedForm(perSecond(month.seconds), [requests]),
    ...(served.shape.type !== 'steady' && stepByStep(served, requests.number, { month, stepSeconds })),
    trigger: served.trigger,
    durationMs,
    cpuMs: own('cpuMs') ?? (isCpuGiven ? given('cpuMs') : durationMs),
    memoryMb: own('memoryMb') ?? given('memoryMb'),
    requestKb: given('requestKb'),
    responseKb: given('responseKb'),
    serviceLevel: workload.serviceLevel,
  };
}

type Figures = Pick<Workload, 'durationMs' | 'cpuMs' | 'memoryMb' | 'requestKb' | 'responseKb'>;

function amountAt(workload: Workload, field: keyof Figures, inputs: TracedInputs | undefined): Amount {
  return amountOf(`${workload.at}.${field}`, workload[field] ?? 0, inputs);
}

function amountOf(at: string, value: number, inputs: TracedInputs | undefined): Amount {
  return inputs?.amount(at, value) ?? Amount.of(value);
}

/** Requests of the month: as given, or a rate × seconds. */
function requestsOf({ at, requests }: Workload, seconds: number, inputs: TracedInputs | undefined): Amount {
  const path = `${at}.requestsPerSecond`;
  if (inputs === undefined || !inputs.isVaried(path)) return amountOf(`${at}.requests`, requests, inputs);
  return inputs
    .amount(path, requests / seconds)
    .times(seconds)
    .round();
}

const perSecond = (seconds: number): ClosedForm => ({
  name: `requests a second of ${seconds} s`,
  compute: (requests = 0) => requests / seconds,
  isWhole: false,
  directions: ['rising'],
});

/** Whether an input changes traffic that is not steady, which is simulated again for each value. */
function isShapeVaried(workload: Workload, inputs: TracedInputs): boolean {
  const parts = [workload, ...workload.parts];
  const isSteady = workload.parts.length === 0 && workload.shape.type === 'steady';
  return !isSteady && parts.some(({ at }) => inputs.isVaried(at));
}

/** The workload or the part of a mix that the service serves; undefined for a service of another workload. */
function partServed(workload: Workload, { of, triggers }: SharedFields): Workload | undefined {
  if (of !== undefined && of !== workload.name) return workload.parts.find(({ name }) => name === of);
  if (triggers === undefined) return workload;
  const parts = workload.parts.length === 0 ? [workload] : workload.parts;
  const [first, ...others] = parts.filter(({ trigger }) => triggers.includes(trigger));
  // Several parts with these triggers are not separated: the whole mix is taken.
  return others.length === 0 ? first : workload;
}

type StepByStep = Required<Pick<Traffic, 'arrivals' | 'hourlyRequests'>>;

/** Services that serve the same number of a workload's requests share its arrivals. */
const arrivalsCache = new WeakMap<Workload, BoundedCache<StepByStep>>();
/** Arrivals kept for a workload: its services have few different shares. */
const MAX_CACHED = 8;

function stepByStep(
  workload: Workload,
  requests: number,
  { month, stepSeconds }: Pick<Scenario, 'month' | 'stepSeconds'>,
): StepByStep {
  const ofWorkload = arrivalsCache.get(workload) ?? new BoundedCache<StepByStep>(MAX_CACHED);
  arrivalsCache.set(workload, ofWorkload);
  const key = `${requests} ${month.label} ${stepSeconds}`;
  const made = ofWorkload.get(key);
  if (made !== undefined) return made;
  const arrived = arrivals(workload.shape, { requests, month, stepSeconds });
  return ofWorkload.set(key, { arrivals: arrived, hourlyRequests: requestsPerHour(arrived) });
}
