import { asWritten, nearestFloat } from '../model/decimal.js';
import { EstimatorError } from '../model/errors.js';
import type { Month } from '../model/month.js';
import { nearest } from '../model/nearest.js';
import { statedRequests } from '../workload/arrivals.js';
import type { Shape } from '../workload/shapes.js';
import type { Finding } from './check-value.js';
import { type ReadText, readShape } from './read-shape.js';
import type { Workload } from './scenario.js';
import type { RawScenario } from './scenario-schema.js';

type RawWorkload = RawScenario['workloads'][number];

/** Workloads and what is wrong with them that a schema cannot see. */
export interface ReadWorkloads {
  readonly value: readonly Workload[];
  readonly findings: readonly Finding[];
}

/**
 * Turns the workloads of a file into those of the simulator: shapes with their traces, volumes that a shape states
 * itself, mixtures of others.
 *
 * @param given keys written in the file, by workload
 */
export function readWorkloads(
  raws: readonly RawWorkload[],
  given: readonly ReadonlySet<string>[],
  { month, readText }: { month: Month; readText?: ReadText | undefined },
): ReadWorkloads {
  const findings: Finding[] = [];
  const plain = raws.map((raw, index) => {
    if (raw.mix !== undefined) return undefined;
    const path = ['workloads', index] as const;
    const { shape, findings: inShape } = readShape(raw.shape, [...path, 'shape'], readText);
    findings.push(...inShape);
    const requests =
      inShape.length > 0
        ? 0
        : volumeOf(raw, shape, month, (message) => findings.push({ path: [...path, 'requests'], message }));
    return workloadOf(raw, { index, shape, requests, given: given[index] ?? new Set() });
  });
  const value = raws.map(
    (raw, index) => plain[index] ?? mixtureOf(raw, { index, plain, findings, given: given[index] ?? new Set() }),
  );
  return { value, findings };
}

function volumeOf(raw: RawWorkload, shape: Shape, month: Month, refuse: (message: string) => void): number {
  if (raw.requests !== undefined) return raw.requests;
  if (raw.requestsPerSecond !== undefined) {
    return nearestFloat(asWritten(raw.requestsPerSecond).times(month.seconds).round());
  }
  try {
    const stated = statedRequests(shape, month);
    if (stated !== undefined) return stated;
  } catch (error) {
    if (!(error instanceof EstimatorError)) throw error;
    refuse(error.message);
    return 0;
  }
  refuse('is missing: give requests (in the month) or requestsPerSecond (mean)');
  return 0;
}

interface Read {
  readonly index: number;
  readonly shape: Shape;
  readonly requests: number;
  readonly given: ReadonlySet<string>;
}

function workloadOf(raw: RawWorkload, { index, shape, requests, given }: Read): Workload {
  const { trigger, durationMs = 0, cpuMs, memoryMb, requestKb, responseKb } = raw;
  return {
    name: nameOf(raw, index),
    at: `workloads.${index}`,
    trigger,
    requests,
    shape,
    durationMs,
    cpuMs,
    memoryMb,
    requestKb,
    responseKb,
    serviceLevel: serviceLevelOf(raw),
    parts: [],
    given,
  };
}

function nameOf(raw: RawWorkload, index: number): string {
  return raw.name === 'workload' && index > 0 ? `workload ${index + 1}` : raw.name;
}

function serviceLevelOf({
  serviceLevel: { maxDelay, p95Ms, maxLostShare, zones },
}: RawWorkload): Workload['serviceLevel'] {
  return {
    ...(p95Ms !== undefined && { p95Ms }),
    ...(maxLostShare !== undefined && { maxLostShare }),
    ...(zones !== undefined && { zones }),
    ...(maxDelay !== undefined && { maxDelayS: maxDelay }),
  };
}

interface Mixing {
  readonly index: number;
  /** By place in the file; undefined for those that are mixtures themselves. */
  readonly plain: readonly (Workload | undefined)[];
  readonly findings: Finding[];
  readonly given: ReadonlySet<string>;
}

/** Several workloads at once. */
function mixtureOf(raw: RawWorkload, { index, plain, findings, given }: Mixing): Workload {
  const names = plain.flatMap((workload) => (workload === undefined ? [] : [workload.name]));
  const parts = (raw.mix ?? []).flatMap((name, place) => {
    const part = plain.find((workload) => workload?.name === name);
    if (part !== undefined) return [part];
    const close = nearest(name, names);
    const hint = close === undefined ? `Known: ${names.join(', ')}.` : `Did you mean "${close}"?`;
    findings.push({
      path: ['workloads', index, 'mix', place],
      message: `no workload "${name}" that is not a mix`,
      hint,
    });
    return [];
  });
  return {
    name: nameOf(raw, index),
    at: `workloads.${index}`,
    trigger: parts[0]?.trigger ?? raw.trigger,
    ...mixedFigures(parts),
    serviceLevel: serviceLevelOf(raw),
    parts,
    given,
  };
}

/** Workloads served together: their requests in sum, each figure of a request their mean, weighted by requests. */
export function mixedFigures(
  parts: readonly Workload[],
): Pick<Workload, 'requests' | 'shape' | 'durationMs' | 'cpuMs' | 'memoryMb' | 'requestKb' | 'responseKb'> {
  const requests = parts.reduce((total, part) => total + part.requests, 0);
  const mean = (figure: (part: Workload) => number) =>
    requests === 0 ? 0 : parts.reduce((total, part) => total + (part.requests / requests) * figure(part), 0);
  const withRequests = parts.filter((part) => part.requests > 0);
  const isCpuKnown = parts.every(({ cpuMs }) => cpuMs !== undefined);
  return {
    requests,
    shape:
      withRequests.length === 0
        ? { type: 'steady' }
        : { type: 'sum', parts: withRequests.map(({ shape, requests: share }) => ({ shape, share })) },
    durationMs: mean(({ durationMs }) => durationMs),
    cpuMs: isCpuKnown ? mean(({ cpuMs = 0 }) => cpuMs) : undefined,
    memoryMb: mean(({ memoryMb }) => memoryMb),
    requestKb: mean(({ requestKb }) => requestKb),
    responseKb: mean(({ responseKb }) => responseKb),
  };
}
