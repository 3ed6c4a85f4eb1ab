import type { UsageLine } from '../../model/cost-line.js';
import { asWritten, type Decimal } from '../../model/decimal.js';
import type { PriceBook } from '../../prices/price-book.js';
import { readScenario } from '../../scenario/read-scenario.js';
import { ecsTaskResources } from '../../services/ecs/ecs-instance.js';
import { FARGATE_SIZES } from '../../services/ecs/fargate-sizes.js';
import { simulateDesign } from '../estimate.js';
import { copiesFor, type Need } from './container-need.js';
import type { Architecture } from './lambda-choice.js';

/** CPU utilization a service is scaled to; see `targetUtilization` of `fargate`. */
export const TARGET_UTILIZATION = 0.6;
/** Memory of a process before its first request; see `baseMemoryMb` of `fargate`. */
export const BASE_MEMORY_MB = 128;
/** See `agentMemoryMb` of `ecs-ec2`. */
const AGENT_MEMORY_MB = 256;
/** `ContainerNeed` assumes that a request computes on a whole vCPU. */
const MIN_VCPU = 1;
const MAX_COPIES = 1_000_000;

/** The usage and capacity of a service that rows share; without lines where no size is large enough. */
export interface SharedService {
  readonly lines: readonly UsageLine[];
  readonly description: string;
  readonly isPossible: boolean;
}

const impossible = (description: string): SharedService => ({ lines: [], description, isPossible: false });

/** Finds the Fargate size that covers a need all month at minimum cost. */
export async function sharedFargate(
  need: Need,
  architecture: Architecture,
  { book, region }: { readonly book: PriceBook; readonly region: string },
): Promise<SharedService> {
  const price = (meter: string, unit: 'vCPU-Hours' | 'GB-Hours') =>
    book.price('fargate', `${meter}-linux-${architecture}`, unit, region).tiers[0].rate.usdPerUnit;
  const [perVcpu, perGb] = [price('vcpu', 'vCPU-Hours'), price('memory', 'GB-Hours')];
  let best: { tasks: number; vcpu: number; memoryGb: number; usd: Decimal } | undefined;
  for (const { vcpu, memoryGb: offered } of FARGATE_SIZES) {
    for (const memoryGb of vcpu < MIN_VCPU ? [] : offered) {
      const tasks = copiesFor(need, { vcpu, memoryMb: memoryGb * 1024 - BASE_MEMORY_MB }, TARGET_UTILIZATION);
      if (tasks === undefined || tasks > MAX_COPIES) continue;
      const usd = perVcpu.times(asWritten(vcpu)).plus(perGb.times(memoryGb)).times(tasks);
      if (best === undefined || usd.lt(best.usd)) best = { tasks, vcpu, memoryGb, usd };
    }
  }
  if (best === undefined) return impossible('no size holds the largest row with a million tasks');
  const { tasks, vcpu, memoryGb } = best;
  if (tasks === 0) return { lines: [], description: 'no task', isPossible: true };
  const lines = await usageOf({ service: 'fargate', tasks, vcpu, memoryGb, architecture }, book, region);
  return {
    lines,
    description: `${grouped(tasks)} task${tasks === 1 ? '' : 's'} of ${vcpu} vCPU, ${memoryGb} GB`,
    isPossible: true,
  };
}

/**
 * Computes the instances of one type that cover a need all month.
 *
 * @throws EstimatorError `INSTANCE_TYPE_UNKNOWN`
 */
export async function sharedEc2(
  need: Need,
  instanceType: string,
  { book, region }: { readonly book: PriceBook; readonly region: string },
): Promise<SharedService> {
  const resources = ecsTaskResources(book.instanceType(instanceType), AGENT_MEMORY_MB);
  const capacity = { ...resources, memoryMb: resources.memoryMb - BASE_MEMORY_MB };
  const instances = copiesFor(need, capacity, TARGET_UTILIZATION);
  if (instances === undefined) return impossible(`the largest row does not fit on ${instanceType}`);
  if (instances > MAX_COPIES) return impossible(`more than a million ${instanceType}`);
  const lines = await usageOf({ service: 'ecs-ec2', instances, instanceType }, book, region);
  return { lines, description: `${grouped(instances)} × ${instanceType}`, isPossible: true };
}

/** The usage of a scenario with only this service. */
async function usageOf(service: object, book: PriceBook, region: string): Promise<readonly UsageLine[]> {
  const text = JSON.stringify({
    version: 1,
    name: 'fleet',
    region,
    designs: [{ name: 'shared', services: [service] }],
  });
  const scenario = await readScenario(text, { regions: book.regions });
  const [design] = scenario.designs;
  return design === undefined ? [] : simulateDesign(scenario, null, design, book).lines;
}

/** Thousands separated by commas. */
function grouped(count: number): string {
  return `${count}`.replace(/\B(?=(?:\d{3})+$)/g, ',');
}
