import * as z from 'zod';
import { amount, count, share } from '../../model/field.js';
import type { Alternative } from '../service.js';
import { type LimitsInput, limitProblems } from '../tasks/capacity-input.js';

/** Kinds of reservations: class, term, payment. */
export const RESERVATIONS = [
  'standard-1y-no-upfront',
  'standard-3y-no-upfront',
  'convertible-1y-no-upfront',
  'convertible-3y-no-upfront',
] as const;

/** The type when none is given. */
const DEFAULT_TYPE = 'm5.large';

const instanceType = () => z.string().regex(/^[a-z0-9-]+\.[a-z0-9-]+$/, 'an EC2 instance type looks like "m7g.large"');

/** Fields of the instances and how they are bought, the same for all containers on instances. */
export const instanceFields = {
  instances: amount(1_000_000).optional().meta({ title: 'Instances that run', role: 'direct', unit: 'count' }),
  hoursPerInstance: amount(744)
    .optional()
    .meta({ title: 'Hours each of them runs in the month (default: all)', role: 'direct', unit: 'hours' }),
  instanceType: instanceType()
    .optional()
    .meta({ title: `Instance type (default: ${DEFAULT_TYPE})`, role: 'configuration', example: 'm7g.large' }),
  instanceTypes: z
    .array(instanceType())
    .min(1)
    .max(40)
    .optional()
    .meta({ title: 'Instance types to choose from: the cheapest feasible one is taken', role: 'configuration' }),
  capacityType: z.enum(['ON_DEMAND', 'SPOT']).default('ON_DEMAND').meta({
    title: 'How instances that are not reserved are bought',
    role: 'configuration',
  }),
  interruptionShare: share().max(0.9).default(0.05).meta({
    title: 'Share of the time of tasks on Spot instances that is lost to interruptions',
    role: 'simulation',
    reason: 'an allowance: the lowest band of the Spot Instance advisor ends at 5% of the instances a month',
  }),
  reservedInstances: count(1_000_000).default(0).meta({
    title: 'Reserved instances among them, paid every hour of the month; the rest is on demand',
    role: 'configuration',
    unit: 'count',
  }),
  reservation: z
    .enum(RESERVATIONS)
    .default('standard-1y-no-upfront')
    .meta({ title: 'Kind of the reservation', role: 'configuration', reason: 'the shortest commitment' }),
  ebsGb: amount(65_536).default(0).meta({ title: 'EBS volume of an instance', role: 'configuration', unit: 'GB' }),
  ebsType: z
    .enum(['gp3', 'gp2'])
    .default('gp3')
    .meta({ title: 'EBS volume type', role: 'configuration', reason: "AWS's recommendation" }),
};

/** Fields that limit the instances, and how soon one is ready for tasks. */
export const instanceLimitFields = {
  minInstances: z
    .union([count(1_000_000), z.literal('auto')])
    .optional()
    .meta({
      title: 'Minimum instances that always run, or auto: the fewest that meet the service level (default: 1)',
      role: 'configuration',
      unit: 'count',
    }),
  maxInstances: count(1_000_000, 1)
    .optional()
    .meta({ title: 'Maximum instances (default: no limit)', role: 'configuration', unit: 'count' }),
  instanceStartS: amount(3_600).default(150).meta({
    title: 'Time from the launch of an instance until it is ready for tasks',
    role: 'simulation',
    unit: 's',
    // https://www.vladionescu.me/posts/scaling-containers-on-aws-in-2022/
    reason: 'measured: the first container on a new instance serves after two and a half minutes',
  }),
  startDelayS: amount(3600).default(30).meta({
    title: 'Time from the placement of a task on an instance until it serves',
    role: 'simulation',
    unit: 's',
    reason: 'image pull and start of a small container; AWS publishes none',
  }),
};

/** These fields after the input is checked. */
export type InstanceInput = z.output<z.ZodObject<typeof instanceFields>>;
export type InstanceLimits = z.output<z.ZodObject<typeof instanceLimitFields>>;

/** Reports problems between these fields, and between the limits of the tasks. */
export function checkInstances(cluster: InstanceInput & InstanceLimits & LimitsInput, problems: z.RefinementCtx): void {
  const refuse = (field: string, message: string) => problems.addIssue({ code: 'custom', path: [field], message });
  const { instances, hoursPerInstance, instanceType: one, instanceTypes: several } = cluster;
  if (hoursPerInstance !== undefined && instances === undefined) refuse('hoursPerInstance', 'needs instances');
  if (one !== undefined && several !== undefined) refuse('instanceTypes', 'give either instanceType or instanceTypes');
  if (new Set(several).size !== (several?.length ?? 0)) refuse('instanceTypes', 'names a type twice');
  if (cluster.capacityType === 'SPOT' && cluster.reservedInstances > 0) {
    refuse('reservedInstances', 'cannot be Spot: a reservation is for instances on demand');
  }
  for (const [field, message] of limitProblems(cluster)) refuse(field, message);
  const { minInstances = 0, maxInstances = Number.POSITIVE_INFINITY } = cluster;
  if (minInstances !== 'auto' && minInstances > maxInstances) refuse('maxInstances', 'is below minInstances');
}

/** The type of the instances; with several to choose from, the one of this alternative. */
export function instanceTypeOf({ instanceType: type = DEFAULT_TYPE }: Pick<InstanceInput, 'instanceType'>): string {
  return type;
}

/** One alternative input for each instance type to choose from. */
export function byInstanceType<Input extends InstanceInput>(input: Input): Alternative<Input>[] {
  const types = input.instanceTypes ?? [];
  return types.map((type) => ({ input: { ...input, instanceType: type }, at: 'instanceTypes', value: type }));
}

/** The assumption of a type when none is given. */
export function typeAssumption({ instanceType: type }: Pick<InstanceInput, 'instanceType'>) {
  return type === undefined ? [{ at: 'instanceType', value: DEFAULT_TYPE, reason: 'offered in every region' }] : [];
}

/** Purchase fields without effect. */
export function unusedPurchaseFields({ reservedInstances, ebsGb, capacityType }: InstanceInput): string[] {
  return [
    ...(reservedInstances === 0 ? ['reservation'] : []),
    ...(ebsGb === 0 ? ['ebsType'] : []),
    ...(capacityType === 'SPOT' ? [] : ['interruptionShare']),
  ];
}
