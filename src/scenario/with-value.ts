import { asWritten, nearestFloat } from '../model/decimal.js';
import { EstimatorError } from '../model/errors.js';
import { type Checked, checkValue } from './check-value.js';
import { checkedValue, type NumericPath, workloadSchema } from './numeric-path.js';
import { mixedFigures } from './read-workloads.js';
import type { DesignService, Scenario, Workload } from './scenario.js';
import { withShapeNumber } from './shape-fields.js';

/**
 * The scenario with another value at a path, checked as the reader checks it, across fields too. The scenario given stays
 * as it is.
 *
 * @throws EstimatorError `ARGUMENT_INVALID` when the value is not allowed there
 */
export function withValue(scenario: Scenario, path: NumericPath, value: number): Scenario {
  const { target } = path;
  checkedValue(path, value);
  if (target.of === 'service') return { ...scenario, designs: designsWith(scenario, path, value) };
  const plain = scenario.workloads.map((workload, index) => {
    if (index !== target.workload) return workload;
    return target.of === 'shape'
      ? { ...workload, shape: withShapeNumber(workload.shape, target.field, value) }
      : workloadWith(workload, path, { value, seconds: scenario.month.seconds });
  });
  return { ...scenario, workloads: plain.map((workload) => mixedAnew(workload, plain)) };
}

/** The scenario with a value at each of several paths. */
export function withValues(scenario: Scenario, paths: readonly NumericPath[], values: ArrayLike<number>): Scenario {
  return paths.reduce((changed, path, index) => withValue(changed, path, values[index] as number), scenario);
}

function workloadWith(
  workload: Workload,
  path: NumericPath,
  { value, seconds }: { readonly value: number; readonly seconds: number },
): Workload {
  const { field } = path.target;
  const { durationMs, cpuMs } = workload;
  const changed = { durationMs, ...(cpuMs !== undefined && { cpuMs }), [field]: value };
  assertAllowed(path, checkValue(changed, workloadSchema()));
  const given = new Set([...workload.given, field]);
  if (field !== 'requestsPerSecond') return { ...workload, [field]: value, given };
  return { ...workload, requests: nearestFloat(asWritten(value).times(seconds).round()), given };
}

function designsWith(scenario: Scenario, path: NumericPath, value: number): Scenario['designs'] {
  const { target } = path;
  if (target.of !== 'service') return scenario.designs;
  return scenario.designs.map((design, index) => {
    if (index !== target.design) return design;
    const services = design.services.map((placed, place) =>
      place === target.service ? serviceWith(placed, path, value) : placed,
    );
    return { ...design, services };
  });
}

function serviceWith(placed: DesignService, path: NumericPath, value: number): DesignService {
  const { field } = path.target;
  const given = new Set([...placed.given, field]);
  if (!(field in placed.service.input.shape)) return { ...placed, shared: { ...placed.shared, [field]: value }, given };
  const input = { ...placed.input, [field]: value };
  assertAllowed(path, checkValue(input, placed.service.input));
  return { ...placed, input, given };
}

/** A mix has the figures of its parts. */
function mixedAnew(workload: Workload, plain: readonly Workload[]): Workload {
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
