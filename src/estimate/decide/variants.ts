import type { Decimal } from '../../model/decimal.js';
import { EstimatorError } from '../../model/errors.js';
import { checkValue } from '../../scenario/check-value.js';
import type { Design, DesignService } from '../../scenario/scenario.js';
import { FARGATE_SIZES } from '../../services/ecs/fargate-sizes.js';
import { type Estimate, type EstimateContext, estimateDesign } from '../estimate.js';

/** New values for settings of a service. */
export interface Change {
  /** `designs.0.services.0` */
  readonly at: string;
  /** The new value by field name. */
  readonly set: Readonly<Record<string, string | number>>;
}

/** A design with changed settings that costs less and is feasible. */
export interface Variant {
  readonly design: string;
  readonly changes: readonly Change[];
  /** With the changes. */
  readonly monthlyUsd: Decimal;
  /** What it saves against the design as written. */
  readonly savedUsd: Decimal;
}

type Settings = Change['set'];

const ARCHITECTURES = ['x86_64', 'arm64'] as const;
/** From the minimum of a function to the maximum, which has six vCPUs. */
const FUNCTION_MB = [128, 256, 384, 512, 768, 1024, 1536, 1769, 2048, 3072, 4096, 6144, 8192, 10_240];
/** General purpose, compute optimized and burstable instances of two processor makers, in sizes for small services. */
const INSTANCE_TYPES = ['m7g', 'c7g', 't4g', 'm7i', 'c7i', 't3'].flatMap((family) =>
  ['medium', 'large', 'xlarge', '2xlarge'].map((size) => `${family}.${size}`),
);

/** Settings to try, by service id; those that a service does not accept are skipped. */
const CHOICES: Readonly<Record<string, () => readonly Settings[]>> = {
  lambda: () => [
    ...ARCHITECTURES.map((architecture) => ({ architecture })),
    ...FUNCTION_MB.map((memoryMb) => ({ memoryMb })),
  ],
  fargate: () => [
    ...ARCHITECTURES.map((architecture) => ({ architecture })),
    ...FARGATE_SIZES.flatMap(({ vcpu, memoryGb }) => memoryGb.slice(0, 3).map((gb) => ({ vcpu, memoryGb: gb }))),
    ...[0, 1, 2].map((minTasks) => ({ minTasks })),
    { capacityProvider: 'FARGATE_SPOT' },
  ],
  'ecs-ec2': () => [
    ...INSTANCE_TYPES.map((instanceType) => ({ instanceType })),
    ...[1, 2].map((minInstances) => ({ minInstances })),
  ],
  'aurora-serverless': () => ['standard', 'io-optimized'].map((storageConfiguration) => ({ storageConfiguration })),
};

/**
 * Searches a cheaper variant of a design that is feasible: the setting that saves the most is changed, until none saves
 * anything.
 *
 * @returns undefined where no setting saves anything
 */
export function cheapestVariant(design: Design, written: Estimate, context: EstimateContext): Variant | undefined {
  let best = { design, changes: [] as readonly Change[], usd: written.feasible ? written.monthlyUsd : undefined };
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const next = bestChange(best, context);
    if (next === undefined) break;
    best = next;
  }
  if (best.usd === undefined || best.changes.length === 0) return undefined;
  const { changes, usd } = best;
  return {
    design: design.name,
    changes: mergedByService(changes),
    monthlyUsd: usd,
    savedUsd: written.monthlyUsd.minus(usd),
  };
}

/** More settings than a design has. */
const MAX_STEPS = 8;

interface Candidate {
  readonly design: Design;
  readonly changes: readonly Change[];
  /** undefined while no candidate is feasible. */
  readonly usd: Decimal | undefined;
}

function bestChange(from: Candidate, context: EstimateContext): Candidate | undefined {
  let best: Candidate | undefined;
  for (const [index, placed] of from.design.services.entries()) {
    for (const set of CHOICES[placed.service.id]?.() ?? []) {
      const usd = variantCost(from.design, index, { set, context });
      const bestUsd = best?.usd ?? from.usd;
      if (usd === undefined || (bestUsd !== undefined && !usd.lt(bestUsd))) continue;
      const changed = { ...from.design, services: from.design.services.with(index, withSettings(placed, set)) };
      best = { design: changed, changes: [...from.changes, { at: placed.at, set }], usd };
    }
  }
  return best;
}

/** The cost with a setting changed; undefined where it changes nothing, is not allowed, has no price or is not feasible. */
function variantCost(
  design: Design,
  index: number,
  { set, context }: { readonly set: Settings; readonly context: EstimateContext },
): Decimal | undefined {
  const placed = design.services[index] as DesignService;
  const isSame = Object.entries(set).every(([field, value]) => placed.input[field] === value);
  const isDirect = ['tasks', 'taskRuns', 'instances'].some((field) => placed.given.has(field));
  // Direct usage was measured at the present size: another size would need another amount.
  if (isSame || (isDirect && ('vcpu' in set || 'instanceType' in set))) return undefined;
  if ('memoryMb' in set && placed.given.has('durationMs')) return undefined;
  const changed = withSettings(placed, set);
  if (checkValue(changed.input, placed.service.input).findings.length > 0) return undefined;
  try {
    const services = design.services.with(index, changed);
    const { feasible, monthlyUsd } = estimateDesign(
      context.scenario,
      context.workload,
      { ...design, services },
      context.book,
    );
    return feasible ? monthlyUsd : undefined;
  } catch (error) {
    if (error instanceof EstimatorError) return undefined;
    throw error;
  }
}

function withSettings(placed: DesignService, set: Settings): DesignService {
  return { ...placed, input: { ...placed.input, ...set }, given: new Set([...placed.given, ...Object.keys(set)]) };
}

/** One change for each service, with the last value of each setting. */
function mergedByService(changes: readonly Change[]): Change[] {
  const byPath = new Map<string, Settings>();
  for (const { at, set } of changes) byPath.set(at, { ...byPath.get(at), ...set });
  return [...byPath].map(([at, set]) => ({ at, set }));
}
