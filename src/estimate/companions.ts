import { placeService } from '../scenario/read-designs.js';
import type { Design, DesignService, Scenario } from '../scenario/scenario.js';
import type { Trigger } from '../workload/traffic.js';

/** What decides which companions a design needs. */
interface Parts {
  /** Ids of its services. */
  readonly ids: ReadonlySet<string>;
  /** It runs tasks in a VPC on AWS. */
  readonly hasTasks: boolean;
  /** It runs anything that requests are served by. */
  readonly hasCompute: boolean;
  /** A workload of the scenario waits for answers. */
  readonly isAnswering: boolean;
  readonly services: readonly DesignService[];
}

/** Something that makes up the bill of a design beside what was placed in it. */
interface Companion {
  /** Id of the service, and its name under `without`. */
  readonly service: string;
  /** Whether it has to do with requests alone that wait for an answer. */
  readonly isForAnswers: boolean;
  /** Whether it stands before the others: it passes requests on to them. */
  readonly isFirst: boolean;
  /** Why the design needs it; undefined when it does not. */
  readonly why: (parts: Parts) => string | undefined;
}

/** Triggers whose requests wait for an answer. */
const ANSWERED: readonly Trigger[] = ['http', 'websocket'];
const ON_TASKS = ['fargate', 'ecs-ec2', 'ecs-managed-instances', 'eks', 'eks-fargate', 'eks-auto-mode'];
const FUNCTIONS = ['lambda', 'lambda-managed-instances'];
const DOORS = ['alb', 'nlb', 'api-gateway'];
/** Ways from a private or public subnet to AWS and the internet. */
const WAYS_OUT = ['nat-gateway', 'vpc-endpoint', 'public-ipv4'];

const COMPANIONS: readonly Companion[] = [
  {
    service: 'alb',
    isForAnswers: true,
    isFirst: true,
    why: ({ hasTasks, isAnswering, ids }) =>
      when(hasTasks && isAnswering && !hasAny(ids, DOORS), 'requests reach tasks through a load balancer'),
  },
  {
    service: 'vpc-endpoint',
    isForAnswers: true,
    isFirst: true,
    why: ({ services, ids }) =>
      when(
        services.some(({ input }) => input.endpointType === 'private') && !ids.has('vpc-endpoint'),
        'a private API is reached through an interface endpoint',
      ),
  },
  {
    service: 'nat-gateway',
    isForAnswers: false,
    isFirst: false,
    why: ({ hasTasks, services, ids }) => {
      if (hasAny(ids, WAYS_OUT)) return undefined;
      if (hasTasks) return 'tasks reach AWS, and their images, through a NAT gateway, endpoints or public addresses';
      const isInVpc = services.some(({ input }) => input.vpc === true);
      return when(isInVpc, 'a function in a VPC has no other way to AWS and the internet, but for endpoints');
    },
  },
  {
    service: 'data-transfer',
    isForAnswers: true,
    isFirst: false,
    why: ({ hasCompute, isAnswering, ids }) =>
      when(hasCompute && isAnswering && !ids.has('data-transfer'), 'answers to the internet are billed by the GB'),
  },
  {
    service: 'cloudwatch',
    isForAnswers: false,
    isFirst: false,
    why: ({ hasCompute, ids }) => when(hasCompute && !ids.has('cloudwatch'), 'logs are billed by the GB'),
  },
];

function when(needed: boolean, why: string): string | undefined {
  return needed ? why : undefined;
}

function hasAny(ids: ReadonlySet<string>, of: readonly string[]): boolean {
  return of.some((id) => ids.has(id));
}

/**
 * The scenario with the companions that its designs lack, each with all its fields at their defaults: beside the
 * services, to be warned of, or among them. What a design names under `without` it does not lack.
 *
 * @param isComplete places them in the designs, as assumptions
 */
export async function withCompanions(scenario: Scenario, isComplete: boolean): Promise<Scenario> {
  const designs = await Promise.all(
    scenario.designs.map(async (design): Promise<Design> => {
      const lacking = await lackingIn(design, scenario);
      if (!isComplete) return { ...design, companions: lacking.map(({ placed }) => placed) };
      const first = lacking.filter(({ isFirst }) => isFirst).map(({ placed }) => placed);
      const last = lacking.filter(({ isFirst }) => !isFirst).map(({ placed }) => placed);
      return { ...design, services: [...first, ...design.services, ...last] };
    }),
  );
  return { ...scenario, designs };
}

interface Lacking {
  readonly placed: DesignService;
  readonly isFirst: boolean;
}

async function lackingIn(design: Design, scenario: Scenario): Promise<Lacking[]> {
  const parts = partsOf(design, scenario);
  const lacking = await Promise.all(
    COMPANIONS.map(async ({ service, isForAnswers, isFirst, why }): Promise<Lacking[]> => {
      const reason = design.without.has(service) ? undefined : why(parts);
      if (reason === undefined) return [];
      const placed: DesignService = {
        ...(await atDefaults(service)),
        at: `${design.at}.services.${service}`,
        name: freeName(service, design),
        shared: isForAnswers ? { triggers: ANSWERED } : {},
        reason,
      };
      return [{ placed, isFirst }];
    }),
  );
  return lacking.flat();
}

const known = new Map<string, DesignService>();

/** The service with all its fields at their defaults; checked once, however many designs lack it. */
async function atDefaults(service: string): Promise<DesignService> {
  const before = known.get(service);
  if (before !== undefined) return before;
  const { value, findings } = await placeService({ service }, []);
  if (value === undefined) throw new Error(`${service} cannot stand without fields: ${findings[0]?.message}`);
  known.set(service, value);
  return value;
}

function partsOf({ services }: Design, { workloads }: Scenario): Parts {
  const ids = new Set(services.map(({ service }) => service.id));
  const hasTasks = hasAny(ids, ON_TASKS);
  return {
    ids,
    hasTasks,
    hasCompute: hasTasks || hasAny(ids, FUNCTIONS),
    isAnswering: workloads.some(({ trigger }) => ANSWERED.includes(trigger)),
    services,
  };
}

/** The service's id, unless somebody gave it to another service of the design. */
function freeName(service: string, { services }: Design): string {
  return services.some(({ name }) => name === service) ? `${service} (added)` : service;
}
