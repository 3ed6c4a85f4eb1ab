import { EstimatorError } from '../model/errors.js';
import { nearest } from '../model/nearest.js';
import type { InstanceType } from '../services/service.js';

/** `pricing/instance-types.json`: rows of `columns` by instance type. */
export interface InstanceTypeFile {
  /** Names of the values in each row, in order. */
  readonly columns: readonly string[];
  /** By instance type: `m7g.large`. null where AWS publishes no figure. */
  readonly types: Readonly<Record<string, readonly (number | boolean | string | null)[]>>;
}

/**
 * Share of each vCPU that a burstable type earns credits for, by size; T2 differs in the two largest.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-credits-baseline-concepts.html
 */
const BASELINES: Readonly<Record<string, number>> = {
  nano: 0.05,
  micro: 0.1,
  small: 0.2,
  medium: 0.2,
  large: 0.3,
  xlarge: 0.4,
  '2xlarge': 0.4,
};
const T2_BASELINES: Readonly<Record<string, number>> = { ...BASELINES, xlarge: 0.225, '2xlarge': 0.17 };

/**
 * Looks up the sizes of an instance type.
 *
 * @throws EstimatorError `INSTANCE_TYPE_UNKNOWN` when its sizes are not known
 */
export function instanceTypeOf({ columns, types }: InstanceTypeFile, instanceType: string): InstanceType {
  const row = Object.hasOwn(types, instanceType) ? types[instanceType] : undefined;
  if (row === undefined) throw unknownType(instanceType, Object.keys(types));
  const column = (name: string) => row[columns.indexOf(name)] ?? null;
  const numberOrNull = (name: string) => (column(name) === null ? null : Number(column(name)));
  return {
    instanceType,
    vcpu: Number(column('vcpu')),
    memoryGb: Number(column('memoryGb')),
    architecture: isGraviton(instanceType) ? 'arm64' : 'x86_64',
    cpuBaseline: cpuBaseline(instanceType),
    awsvpcTasks: numberOrNull('ecsAwsvpcTasks'),
    trunkingCompatible: column('trunkingCompatible') === true,
    eksMaxPods: numberOrNull('eksMaxPods'),
  };
}

/** Families of Graviton processors carry a g after the generation: m7g, c6gn, t4g, x2gd. */
function isGraviton(instanceType: string): boolean {
  return /^(?:[a-z]+\d+g[a-z]*|a1)\./.test(instanceType);
}

function cpuBaseline(instanceType: string): number {
  const [family, size = ''] = instanceType.split('.');
  if (family === 't2') return T2_BASELINES[size] ?? 1;
  return family === 't3' || family === 't3a' || family === 't4g' ? (BASELINES[size] ?? 1) : 1;
}

function unknownType(instanceType: string, known: readonly string[]): EstimatorError {
  const close = nearest(instanceType, known);
  return new EstimatorError(
    'INSTANCE_TYPE_UNKNOWN',
    `The vCPU and memory of instance type "${instanceType}" are not known, so its capacity cannot be computed`,
    `${close === undefined ? '' : `Did you mean "${close}"? `}Give "instances" directly, or choose a type whose sizes are known.`,
  );
}
