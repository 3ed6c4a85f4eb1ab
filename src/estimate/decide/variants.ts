import type { Decimal } from '../../model/decimal.js';
import { EstimatorError } from '../../model/errors.js';
import type { PriceBook } from '../../prices/price-book.js';
import { checkValue } from '../../scenario/check-value.js';
import type { Design, DesignService, Scenario, Workload } from '../../scenario/scenario.js';
import { FARGATE_SIZES } from '../../services/ecs/fargate-sizes.js';
import { type Estimate, estimateDesign } from '../estimate.js';

/** A setting of a service that might be another one. */
export interface Change {
  /** `designs.0.services.0` */
  readonly at: string;
  /** The new value by field name. */
  readonly set: Readonly<Record<string, string | number>>;
}

/** A design with some settings changed that costs less and still does the work. */
export interface Variant {
  readonly design: string;
  readonly changes: readonly Change[];
  /** With the changes. */
  readonly monthlyUsd: Decimal;
  /** What it saves against the design as written. */
  readonly savedUsd: Decimal;
}

type Settings = Change['set'];

const both = ['x86_64', 'arm64'] as const;
/** From the least a function has to what six vCPUs come with. */
const FUNCTION_MB = [128, 256, 384, 512, 768, 1024, 1536, 1769, 2048, 3072, 4096, 6144, 8192, 10_240];
/** General purpose, compute and burstable instances of two processors, in sizes that small services run on. */
const INSTANCE_TYPES = ['m7g', 'c7g', 't4g', 'm7i', 'c7i', 't3'].flatMap((family) =>
  ['medium', 'large', 'xlarge', '2xlarge'].map((size) => `${family}.${size}`),
);

/** What may be chosen without asking for another service; a choice that the service does not take is left out. */
const CHOICES: Readonly<Record<string, () => readonly Settings[]>> = {
  lambda: () => [...both.map((architecture) => ({ architecture })), ...FUNCTION_MB.map((memoryMb) => ({ memoryMb }))],
  fargate: () => [
    ...both.map((architecture) => ({ architecture })),
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

interface Search {
  readonly scenario: Scenario;
  readonly workload: Workload | null;
  readonly book: PriceBook;
}

/**
 * The cheapest variant of a design that does the work: of all settings of all services the one that saves most is taken,
 * again and again until none saves anything.
 *
 * @returns undefined when the design is as cheap as it gets
 */
export function cheapestVariant(design: Design, written: Estimate, search: Search): Variant | undefined {
  let best = { design, changes: [] as readonly Change[], usd: written.feasible ? written.monthlyUsd : undefined };
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const next = bestStep(best, search);
    if (next === undefined) break;
    best = next;
  }
  if (best.usd === undefined || best.changes.length === 0) return undefined;
  const { changes, usd } = best;
  return { design: design.name, changes: merged(changes), monthlyUsd: usd, savedUsd: written.monthlyUsd.minus(usd) };
}

/** Steps taken at most: more settings than a design has. */
const MAX_ROUNDS = 8;

interface Tried {
  readonly design: Design;
  readonly changes: readonly Change[];
  /** undefined while nothing tried does the work. */
  readonly usd: Decimal | undefined;
}

function bestStep(from: Tried, search: Search): Tried | undefined {
  let best: Tried | undefined;
  for (const [place, placed] of from.design.services.entries()) {
    for (const set of CHOICES[placed.service.id]?.() ?? []) {
      const usd = priced(from.design, place, { set, search });
      const least = best?.usd ?? from.usd;
      if (usd === undefined || (least !== undefined && !usd.lt(least))) continue;
      const changed = { ...from.design, services: from.design.services.with(place, withSettings(placed, set)) };
      best = { design: changed, changes: [...from.changes, { at: placed.at, set }], usd };
    }
  }
  return best;
}

/** undefined when the choice is the one made already, may not stand there, has no price, or does not do the work. */
function priced(
  design: Design,
  place: number,
  { set, search }: { readonly set: Settings; readonly search: Search },
): Decimal | undefined {
  const placed = design.services[place] as DesignService;
  const isSame = Object.entries(set).every(([field, value]) => placed.input[field] === value);
  const isDirect = ['tasks', 'taskRuns', 'instances'].some((field) => placed.given.has(field));
  // What was given as usage stays as given: another size would do another amount of work.
  if (isSame || (isDirect && ('vcpu' in set || 'instanceType' in set))) return undefined;
  if ('memoryMb' in set && placed.given.has('durationMs')) return undefined;
  const changed = withSettings(placed, set);
  if (checkValue(changed.input, placed.service.input).findings.length > 0) return undefined;
  try {
    const services = design.services.with(place, changed);
    const { feasible, monthlyUsd } = estimateDesign(
      search.scenario,
      search.workload,
      { ...design, services },
      search.book,
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

/** One change for each service, the last word on each setting. */
function merged(changes: readonly Change[]): Change[] {
  const byPlace = new Map<string, Settings>();
  for (const { at, set } of changes) byPlace.set(at, { ...byPlace.get(at), ...set });
  return [...byPlace].map(([at, set]) => ({ at, set }));
}
