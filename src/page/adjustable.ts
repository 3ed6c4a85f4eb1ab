import { EstimatorError } from '../model/errors.js';
import { fieldMeta } from '../model/field.js';
import { type NumericPath, numericPath } from '../scenario/numeric-path.js';
import type { DesignService, Scenario, Workload } from '../scenario/scenario.js';

/** A number of a scenario that the page lets its reader change. */
export interface Adjustable {
  /** `workloads.0.requests` */
  readonly at: string;
  readonly title: string;
  /** Shown behind the field: `ms`, `MB`, `%`. */
  readonly unit: string;
  /** What stands in the scenario, as it is shown. */
  readonly value: number;
  /** What the field takes. */
  readonly path: Pick<NumericPath, 'unit' | 'whole' | 'min' | 'max'>;
  /** From where to where the slider goes; undefined where there is only the field. */
  readonly slider: { readonly from: number; readonly to: number; readonly scale: 'linear' | 'logarithmic' } | undefined;
}

/** A slider goes from a thirtieth of the scenario's own value to thirty times as much. */
const SLIDER_FACTOR = 30;
const UNITS: Readonly<Record<string, string>> = { count: '', hours: 'h' };
const FULL_SHARE = 100;
const HIGHEST_SLIDER_PEAK = 10;

/** Requests, duration, CPU share, memory and peak of a workload; a mix has those of its parts. */
export function workloadAdjustables(scenario: Scenario, workload: Workload): Adjustable[] {
  if (workload.parts.length > 0) return [];
  const numbers = ['requests', 'durationMs', 'memoryMb'].map((field) =>
    adjustable(scenario, `${workload.at}.${field}`),
  );
  const [requests, duration, memory] = numbers as [Adjustable, Adjustable, Adjustable];
  return [requests, duration, cpuShare(workload), memory, ...peak(workload)];
}

/** What the services of one design were given as numbers in the file, by service. */
export function serviceAdjustables(
  scenario: Scenario,
  design: number,
): { readonly placed: DesignService; readonly fields: Adjustable[] }[] {
  return (scenario.designs[design]?.services ?? []).flatMap((placed) => {
    // What was added to the design is not the reader's.
    if (placed.reason !== undefined) return [];
    const own: Readonly<Record<string, unknown>> = { ...placed.input, ...placed.shared };
    const names = [...placed.given].filter((name) => typeof own[name] === 'number');
    const fields = names.flatMap((name) => adjustableIfNumber(scenario, `${placed.at}.${name}`));
    return fields.length === 0 ? [] : [{ placed, fields }];
  });
}

/** Nothing for a field that takes words as well, such as `auto`. */
function adjustableIfNumber(scenario: Scenario, at: string): Adjustable[] {
  try {
    return [adjustable(scenario, at)];
  } catch (error) {
    if (error instanceof EstimatorError) return [];
    throw error;
  }
}

function adjustable(scenario: Scenario, at: string): Adjustable {
  const path = numericPath(at, scenario);
  const { unit, whole, min, max, value = 0 } = path;
  const [from, to] = [Math.max(min, value / SLIDER_FACTOR, whole ? 1 : 0), Math.min(max, value * SLIDER_FACTOR)];
  return {
    at,
    title: fieldMeta(path.schema)?.title ?? at.slice(at.lastIndexOf('.') + 1),
    unit: UNITS[unit ?? 'count'] ?? unit ?? '',
    value,
    path: { unit, whole, min, max },
    slider: from > 0 && to > from ? { from, to, scale: 'logarithmic' } : undefined,
  };
}

/** CPU is asked for as a share, so that it follows the duration. */
function cpuShare({ at, durationMs, cpuMs = durationMs }: Workload): Adjustable {
  return {
    at: `${at}.cpuMs`,
    title: 'CPU share of the duration; the rest waits',
    unit: '%',
    value: Number(((cpuMs / durationMs) * FULL_SHARE).toPrecision(6)),
    path: { unit: undefined, whole: false, min: 0.001, max: FULL_SHARE },
    slider: { from: 1, to: FULL_SHARE, scale: 'linear' },
  };
}

function peak({ at, shape }: Workload): Adjustable[] {
  if (shape.type !== 'steady' && shape.type !== 'daily') return [];
  const value = shape.type === 'daily' ? shape.peakToMean : 1;
  return [
    {
      at: `${at}.shape.peakToMean`,
      title: 'Peak of the day over its mean; 1 is steady',
      unit: '×',
      value,
      path: { unit: undefined, whole: false, min: 1, max: 100 },
      slider: { from: 1, to: Math.max(HIGHEST_SLIDER_PEAK, value), scale: 'linear' },
    },
  ];
}
