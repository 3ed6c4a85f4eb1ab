import { asWritten, nearestFloat } from '../model/decimal.js';
import { EstimatorError } from '../model/errors.js';
import { type Checked, checkValue } from './check-value.js';
import { checkedValue, type NumericPath, workloadSchema } from './numeric-path.js';
import { mixedFigures } from './read-workloads.js';
import type { DesignService, Scenario, Workload } from './scenario.js';
import { withShapeNumber } from './shape-fields.js';

/**
 * Copies the scenario with another value at a path, checked as the reader checks it, across fields too.
 *
 * @throws EstimatorError `ARGUMENT_INVALID` when the value is not allowed there
 */
export function withValue(scenario: Scenario, path: NumericPath, value: number): Scenario {
  return withValues(scenario, [path], [value]);
}

/** Copies the scenario with a value at each of several paths, which have to be allowed together. */
export function withValues(scenario: Scenario, paths: readonly NumericPath[], values: ArrayLike<number>): Scenario {
  const changed = paths.reduce(
    (before, path, index) => set(before, path, checkedValue(path, values[index] as number)),
    scenario,
  );
  for (const path of paths) assertTogether(changed, path);
  return changed;
}

function set(scenario: Scenario, path: NumericPath, value: number): Scenario {
  const { target } = path;
  if (target.of === 'service') {
    const designs = replaced(scenario.designs, target.design, (design) => ({
      ...design,
      services: replaced(design.services, target.service, (placed) => serviceWith(placed, target.field, value)),
    }));
    return { ...scenario, designs };
  }
  const plain = replaced(scenario.workloads, target.workload, (workload) =>
    target.of === 'shape'
      ? { ...workload, shape: withShapeNumber(workload.shape, target.field, value) }
      : workloadWith(workload, target.field, { value, seconds: scenario.month.seconds }),
  );
  return { ...scenario, workloads: plain.map((workload) => withMixedFigures(workload, plain)) };
}

function replaced<T>(list: readonly T[], place: number, change: (item: T) => T): T[] {
  return list.map((item, index) => (index === place ? change(item) : item));
}

function workloadWith(
  workload: Workload,
  field: string,
  { value, seconds }: { readonly value: number; readonly seconds: number },
): Workload {
  const given = new Set([...workload.given, field]);
  if (field !== 'requestsPerSecond') return { ...workload, [field]: value, given };
  return { ...workload, requests: nearestFloat(asWritten(value).times(seconds).round()), given };
}

function serviceWith(placed: DesignService, field: string, value: number): DesignService {
  const given = new Set([...placed.given, field]);
  return field in placed.service.input.shape
    ? { ...placed, input: { ...placed.input, [field]: value }, given }
    : { ...placed, shared: { ...placed.shared, [field]: value }, given };
}

/** Checks the rules across fields of the workload or service that a path is in. */
function assertTogether(scenario: Scenario, path: NumericPath): void {
  const { target } = path;
  if (target.of === 'service') {
    const placed = scenario.designs[target.design]?.services[target.service] as DesignService;
    if (target.field in placed.service.input.shape) {
      assertAllowed(path, checkValue(placed.input, placed.service.input));
    }
  } else if (target.of === 'workload') {
    const { durationMs, cpuMs } = scenario.workloads[target.workload] as Workload;
    assertAllowed(path, checkValue({ durationMs, ...(cpuMs !== undefined && { cpuMs }) }, workloadSchema()));
  }
}

/** Recomputes the figures of a mix whose parts changed. */
function withMixedFigures(workload: Workload, plain: readonly Workload[]): Workload {
  if (workload.parts.length === 0) return workload;
  const parts = workload.parts.map((part) => plain.find(({ at }) => at === part.at) ?? part);
  return parts.every((part, index) => part === workload.parts[index])
    ? workload
    : { ...workload, parts, ...mixedFigures(parts) };
}

function assertAllowed(path: NumericPath, { findings }: Checked<unknown>): void {
  const [finding] = findings;
  if (finding === undefined) return;
  const where = finding.path.join('.');
  const message = where === path.target.field ? finding.message : `${where} ${finding.message}`;
  throw new EstimatorError('ARGUMENT_INVALID', `${path.text}: ${message}`, 'Choose another value.', path.text);
}
