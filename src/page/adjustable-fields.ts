import { EstimatorError } from '../model/errors.js';
import { fieldMeta } from '../model/field.js';
import { type NumericPath, numericPath } from '../scenario/numeric-path.js';
import type { DesignService, Scenario, Workload } from '../scenario/scenario.js';

/** A number of a scenario that the reader of the page can change. */
export interface AdjustableField {
  /** Path in the scenario: `workloads.0.requests`. */
  readonly at: string;
  readonly title: string;
  /** Shown after the field: `ms`, `MB`, `%`. */
  readonly unit: string;
  /** The scenario's own value, in the unit shown. */
  readonly value: number;
  /** Which numbers the field accepts. */
  readonly limits: Pick<NumericPath, 'unit' | 'whole' | 'min' | 'max'>;
  /** The range of the slider; undefined where there is none. */
  readonly slider: { readonly from: number; readonly to: number; readonly scale: 'linear' | 'logarithmic' } | undefined;
}

/** A slider ranges from a thirtieth of the scenario's value to thirty times the value. */
const SLIDER_FACTOR = 30;
const MAX_SLIDER_PEAK = 10;
const UNITS: Readonly<Record<string, string>> = { count: '', hours: 'h' };
const PERCENT = 100;

/** Lists requests, duration, CPU share, memory and peak of a workload; none for a mix, whose parts have them. */
export function workloadFields(scenario: Scenario, workload: Workload): AdjustableField[] {
  if (workload.parts.length > 0) return [];
  const field = (name: string) => adjustableField(scenario, `${workload.at}.${name}`);
  return [field('requests'), field('durationMs'), cpuShareField(workload), field('memoryMb'), ...peakFields(workload)];
}

/** Lists the numbers that the scenario file sets in the services of one design. @param design its index */
export function serviceFields(
  scenario: Scenario,
  design: number,
): { readonly placed: DesignService; readonly fields: AdjustableField[] }[] {
  return (scenario.designs[design]?.services ?? []).flatMap((placed) => {
    const isFromFile = placed.reason === undefined;
    if (!isFromFile) return [];
    const values: Readonly<Record<string, unknown>> = { ...placed.input, ...placed.shared };
    const names = [...placed.given].filter((name) => typeof values[name] === 'number');
    const fields = names.flatMap((name) => fieldIfNumeric(scenario, `${placed.at}.${name}`));
    return fields.length === 0 ? [] : [{ placed, fields }];
  });
}

/** No field where words such as `auto` are allowed too. */
function fieldIfNumeric(scenario: Scenario, at: string): AdjustableField[] {
  try {
    return [adjustableField(scenario, at)];
  } catch (error) {
    if (error instanceof EstimatorError) return [];
    throw error;
  }
}

function adjustableField(scenario: Scenario, at: string): AdjustableField {
  const path = numericPath(at, scenario);
  const { unit, whole, min, max, value = 0 } = path;
  const [from, to] = [Math.max(min, value / SLIDER_FACTOR, whole ? 1 : 0), Math.min(max, value * SLIDER_FACTOR)];
  return {
    at,
    title: fieldMeta(path.schema)?.title ?? at.slice(at.lastIndexOf('.') + 1),
    unit: UNITS[unit ?? 'count'] ?? unit ?? '',
    value,
    limits: { unit, whole, min, max },
    slider: from > 0 && to > from ? { from, to, scale: 'logarithmic' } : undefined,
  };
}

/** CPU time is entered as a share of the duration, so that it changes with the duration. */
function cpuShareField({ at, durationMs, cpuMs = durationMs }: Workload): AdjustableField {
  return {
    at: `${at}.cpuMs`,
    title: 'CPU share of the duration (the rest is waiting)',
    unit: '%',
    value: Number(((cpuMs / durationMs) * PERCENT).toPrecision(6)),
    limits: { unit: undefined, whole: false, min: 0.001, max: PERCENT },
    slider: { from: 1, to: PERCENT, scale: 'linear' },
  };
}

function peakFields({ at, shape }: Workload): AdjustableField[] {
  if (shape.type !== 'steady' && shape.type !== 'daily') return [];
  const value = shape.type === 'daily' ? shape.peakToMean : 1;
  return [
    {
      at: `${at}.shape.peakToMean`,
      title: 'Daily peak over mean (1 is steady)',
      unit: '×',
      value,
      limits: { unit: undefined, whole: false, min: 1, max: 100 },
      slider: { from: 1, to: Math.max(MAX_SLIDER_PEAK, value), scale: 'linear' },
    },
  ];
}
