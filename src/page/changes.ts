import { EstimatorError } from '../model/errors.js';
import { numericPath } from '../scenario/numeric-path.js';
import type { Scenario, Workload } from '../scenario/scenario.js';
import { withValue } from '../scenario/with-value.js';

/** New values of a scenario, by path: `workloads.0.requests`, `designs.1.services.0.memoryMb`. */
export type Changes = ReadonlyMap<string, number>;

const PEAK = /^workloads\.(?<workload>\d+)\.shape\.peakToMean$/;
/** The hour of the peak when steady traffic becomes daily; also the default of scenario files. */
const PEAK_HOUR = 14;

/**
 * Applies changes to a scenario, which is checked as one read from a file. Steady traffic with a peak becomes daily.
 *
 * @throws EstimatorError `ARGUMENT_INVALID` for a path that the scenario does not have, or a value not allowed there
 */
export function applyChanges(scenario: Scenario, changes: Changes): Scenario {
  return inOrder(scenario, changes).reduce((changed, [at, value]) => {
    const workload = PEAK.exec(at)?.groups?.workload;
    return workload === undefined
      ? withValue(changed, numericPath(at, changed), value)
      : withPeak(changed, Number(workload), { at, value });
  }, scenario);
}

/** CPU time may never exceed the duration: what lowers it is applied before the duration, what raises it after. */
function inOrder({ workloads }: Scenario, changes: Changes): [at: string, value: number][] {
  const priority = ([at, value]: [string, number]) => {
    const [, index = '', field] = at.split('.');
    const durationMs = workloads[Number(index)]?.durationMs ?? 0;
    return field === 'cpuMs' && value > durationMs ? 1 : field === 'durationMs' ? 0 : -1;
  };
  return [...changes].sort((a, b) => priority(a) - priority(b));
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

/** Formats changes for the fragment of the page's address; empty when there are none. @param changes by scenario */
export function formatChanges(changes: readonly Changes[]): string {
  const entries = changes.flatMap((ofScenario, scenario) =>
    [...ofScenario].map(([at, value]) => [`${scenario}:${at}`, `${value}`]),
  );
  return new URLSearchParams(entries).toString();
}

/** Parses what `formatChanges` wrote and ignores the rest. @returns changes by scenario */
export function parseChanges(text: string, scenarios: number): Map<string, number>[] {
  const changes = Array.from({ length: scenarios }, () => new Map<string, number>());
  for (const [key, value] of new URLSearchParams(text.replace(/^#/, ''))) {
    const [, scenario, at] = /^(\d+):(.+)$/.exec(key) ?? [];
    const number = Number(value);
    if (at !== undefined && value.trim() !== '' && Number.isFinite(number)) changes[Number(scenario)]?.set(at, number);
  }
  return changes;
}

/** Keeps the changes that the scenario allows. */
export function allowedChanges(scenario: Scenario, changes: Changes): Map<string, number> {
  const allowed = new Map<string, number>();
  for (const [at, value] of inOrder(scenario, changes)) {
    try {
      applyChanges(scenario, new Map([...allowed, [at, value]]));
      allowed.set(at, value);
    } catch (error) {
      if (!(error instanceof EstimatorError)) throw error;
    }
  }
  return allowed;
}
