import { EstimatorError } from '../model/errors.js';
import { numericPath } from '../scenario/numeric-path.js';
import type { Scenario, Workload } from '../scenario/scenario.js';
import { withValue } from '../scenario/with-value.js';

/** Values that replace those of a scenario, by path: `workloads.0.requests`, `designs.1.services.0.memoryMb`. */
export type Changes = ReadonlyMap<string, number>;

const PEAK = /^workloads\.(?<workload>\d+)\.shape\.peakToMean$/;
/** Where a steady rate that gets a peak has it, as in scenarios that do not say. */
const PEAK_HOUR = 14;

/**
 * The scenario with the changes, checked as one that is read from a file. Steady traffic that gets a peak becomes daily.
 *
 * @throws EstimatorError `ARGUMENT_INVALID` for a path that the scenario does not have, or a value that is not allowed there
 */
export function withChanges(scenario: Scenario, changes: Changes): Scenario {
  return inOrder(scenario, changes).reduce((changed, [at, value]) => {
    const workload = PEAK.exec(at)?.groups?.workload;
    return workload === undefined
      ? withValue(changed, numericPath(at, changed), value)
      : withPeak(changed, Number(workload), { at, value });
  }, scenario);
}

/** CPU time is a part of the duration at every moment: what shrinks is changed first. */
function inOrder({ workloads }: Scenario, changes: Changes): [at: string, value: number][] {
  const place = ([at, value]: [string, number]) => {
    const [, index = '', field] = at.split('.');
    const durationMs = workloads[Number(index)]?.durationMs ?? 0;
    return field === 'cpuMs' && value > durationMs ? 1 : field === 'durationMs' ? 0 : -1;
  };
  return [...changes].sort((a, b) => place(a) - place(b));
}

function withPeak(scenario: Scenario, index: number, { at, value }: { at: string; value: number }): Scenario {
  const workload = scenario.workloads[index];
  if (workload?.shape.type !== 'steady') return withValue(scenario, numericPath(at, scenario), value);
  if (value === 1) return scenario;
  const daily: Workload = {
    ...workload,
    shape: { type: 'daily', peakHour: PEAK_HOUR, peakToMean: 1, weekendFactor: 1 },
  };
  const shaped = { ...scenario, workloads: scenario.workloads.map((other) => (other === workload ? daily : other)) };
  return withValue(shaped, numericPath(at, shaped), value);
}

/** Changes as they stand in the address of the page, after `#`; empty when there are none. */
export function changesText(byScenario: readonly Changes[]): string {
  const entries = byScenario.flatMap((changes, scenario) =>
    [...changes].map(([at, value]) => [`${scenario}:${at}`, `${value}`]),
  );
  return new URLSearchParams(entries).toString();
}

/** Reads what `changesText` made; anything else in it is passed over. @returns changes by scenario */
export function changesFrom(text: string, scenarios: number): Map<string, number>[] {
  const byScenario = Array.from({ length: scenarios }, () => new Map<string, number>());
  for (const [key, value] of new URLSearchParams(text.replace(/^#/, ''))) {
    const [, scenario, at] = /^(\d+):(.+)$/.exec(key) ?? [];
    const number = Number(value);
    if (at !== undefined && value.trim() !== '' && Number.isFinite(number))
      byScenario[Number(scenario)]?.set(at, number);
  }
  return byScenario;
}

/** The changes that a scenario takes, without those whose path or value it does not. */
export function allowedChanges(scenario: Scenario, changes: Changes): Map<string, number> {
  const allowed = new Map<string, number>();
  for (const [at, value] of inOrder(scenario, changes)) {
    try {
      withChanges(scenario, new Map([...allowed, [at, value]]));
      allowed.set(at, value);
    } catch (error) {
      if (!(error instanceof EstimatorError)) throw error;
    }
  }
  return allowed;
}
