import { placeService } from '../scenario/read-designs.js';
import type { Design, DesignService, Scenario } from '../scenario/scenario.js';
import type { Trigger } from '../workload/traffic.js';

/** The parts of a design that decide which companions it needs. */
interface DesignNeeds {
  /** Ids of its services. */
  readonly ids: ReadonlySet<string>;
  /** It runs tasks in a VPC on AWS. */
  readonly hasTasks: boolean;
  /** It runs tasks or functions. */
  readonly hasCompute: boolean;
  /** Some workload of the scenario waits for responses. */
  readonly isSynchronous: boolean;
  readonly services: readonly DesignService[];
}

/** A service that a design may need although the scenario does not list it. */
interface Companion {
  /** Id of the service, and its name under `without`. */
  readonly service: string;
  /** Whether it only handles requests that wait for a response. */
  readonly isSynchronousOnly: boolean;
  /** Whether it goes before the other services, to which it passes requests on. */
  readonly isFirst: boolean;
  /** Why the design needs it; undefined when it does not. */
  readonly why: (needs: DesignNeeds) => string | undefined;
}

/** Triggers whose requests wait for a response. */
const SYNCHRONOUS_TRIGGERS: readonly Trigger[] = ['http', 'websocket'];
const TASK_SERVICES = ['fargate', 'ecs-ec2', 'ecs-managed-instances', 'eks', 'eks-fargate', 'eks-auto-mode'];
const FUNCTION_SERVICES = ['lambda', 'lambda-managed-instances'];
const ENTRY_POINTS = ['alb', 'nlb', 'api-gateway'];
/** Services through which a subnet reaches AWS and the internet. */
const EGRESS_ROUTES = ['nat-gateway', 'vpc-endpoint', 'public-ipv4'];

const COMPANIONS: readonly Companion[] = [
  {
    service: 'alb',
    isSynchronousOnly: true,
    isFirst: true,
    why: ({ hasTasks, isSynchronous, ids }) =>
      when(hasTasks && isSynchronous && !hasAny(ids, ENTRY_POINTS), 'requests reach tasks through a load balancer'),
  },
  {
    service: 'vpc-endpoint',
    isSynchronousOnly: true,
    isFirst: true,
    why: ({ services, ids }) =>
      when(
        services.some(({ input }) => input.endpointType === 'private') && !ids.has('vpc-endpoint'),
        'a private API is reached through an interface endpoint',
      ),
  },
  {
    service: 'nat-gateway',
    isSynchronousOnly: false,
    isFirst: false,
    why: ({ hasTasks, services, ids }) => {
      if (hasAny(ids, EGRESS_ROUTES)) return undefined;
      if (hasTasks) return 'tasks reach AWS, and their images, through a NAT gateway, endpoints or public addresses';
      const isInVpc = services.some(({ input }) => input.vpc === true);
      return when(isInVpc, 'a function in a VPC has no other way to AWS and the internet, but for endpoints');
    },
  },
  {
    service: 'data-transfer',
    isSynchronousOnly: true,
    isFirst: false,
    why: ({ hasCompute, isSynchronous, ids }) =>
      when(hasCompute && isSynchronous && !ids.has('data-transfer'), 'answers to the internet are billed by the GB'),
  },
  {
    service: 'cloudwatch',
    isSynchronousOnly: false,
    isFirst: false,
    why: ({ hasCompute, ids }) => when(hasCompute && !ids.has('cloudwatch'), 'logs are billed by the GB'),
  },
];

function when(needed: boolean, why: string): string | undefined {
  return needed ? why : undefined;
}

function hasAny(ids: ReadonlySet<string>, candidates: readonly string[]): boolean {
  return candidates.some((id) => ids.has(id));
}

/**
 * Finds the companions that the designs of a scenario need but do not list, each with all fields at their defaults. Those that
 * a design names under `without` are left out.
 *
 * @param isComplete adds them to the services of the designs, as assumptions, instead of listing them under `companions`
 */
export async function withCompanions(scenario: Scenario, isComplete: boolean): Promise<Scenario> {
  const designs = await Promise.all(
    scenario.designs.map(async (design): Promise<Design> => {
      const missing = await missingCompanions(design, scenario);
      if (!isComplete) return { ...design, companions: missing.map(({ placed }) => placed) };
      const first = missing.filter(({ isFirst }) => isFirst).map(({ placed }) => placed);
      const last = missing.filter(({ isFirst }) => !isFirst).map(({ placed }) => placed);
      return { ...design, services: [...first, ...design.services, ...last] };
    }),
  );
  return { ...scenario, designs };
}

interface MissingCompanion {
  readonly placed: DesignService;
  readonly isFirst: boolean;
}

async function missingCompanions(design: Design, scenario: Scenario): Promise<MissingCompanion[]> {
  const needs = needsOf(design, scenario);
  const missing = await Promise.all(
    COMPANIONS.map(async ({ service, isSynchronousOnly, isFirst, why }): Promise<MissingCompanion[]> => {
      const reason = design.without.has(service) ? undefined : why(needs);
      if (reason === undefined) return [];
      const placed: DesignService = {
        ...(await withDefaults(service)),
        at: `${design.at}.services.${service}`,
        name: unusedName(service, design),
        shared: isSynchronousOnly ? { triggers: SYNCHRONOUS_TRIGGERS } : {},
        reason,
      };
      return [{ placed, isFirst }];
    }),
  );
  return missing.flat();
}

const defaultsCache = new Map<string, DesignService>();

/** The service with all fields at their defaults; checked once for all designs. */
async function withDefaults(service: string): Promise<DesignService> {
  const known = defaultsCache.get(service);
  if (known !== undefined) return known;
  const { value, findings } = await placeService({ service }, []);
  if (value === undefined) throw new Error(`${service} needs fields: ${findings[0]?.message}`);
  defaultsCache.set(service, value);
  return value;
}

function needsOf({ services }: Design, { workloads }: Scenario): DesignNeeds {
  const ids = new Set(services.map(({ service }) => service.id));
  const hasTasks = hasAny(ids, TASK_SERVICES);
  return {
    ids,
    hasTasks,
    hasCompute: hasTasks || hasAny(ids, FUNCTION_SERVICES),
    isSynchronous: workloads.some(({ trigger }) => SYNCHRONOUS_TRIGGERS.includes(trigger)),
    services,
  };
}

/** The service's id, unless it is the name of another service of the design. */
function unusedName(service: string, { services }: Design): string {
  return services.some(({ name }) => name === service) ? `${service} (added)` : service;
}
