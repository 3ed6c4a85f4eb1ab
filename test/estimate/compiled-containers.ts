import fc from 'fast-check';

const whole = (min: number, max: number) => fc.integer({ min, max });
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });

const capacity = {
  minTasks: maybe(whole(0, 3)),
  maxTasks: maybe(whole(3, 40)),
  targetUtilization: fc.constantFrom(0.5, 0.6, 0.7),
  maxConcurrencyPerTask: maybe(whole(1, 200)),
};

const instances = {
  instanceType: fc.constantFrom('m5.large', 'm7g.xlarge', 't3.medium'),
  instances: maybe(fc.constantFrom(0, 3, 1.5)),
  ebsGb: fc.constantFrom(0, 30),
  reservedInstances: fc.constantFrom(0, 0, 2),
};

const ownMachines = {
  instances: maybe(fc.constantFrom(0, 3, 1.5)),
  instanceMonthlyUsd: maybe(fc.constantFrom(0, 120.5)),
  instanceVcpu: fc.constantFrom(4, 8),
  maxTasks: maybe(whole(3, 40)),
};

/** Designs of the container services beside Fargate and ECS on EC2, in the words of their own fields. */
export const containers: Readonly<Record<string, fc.Arbitrary<object>>> = {
  eks: fc.record({
    ...instances,
    ...capacity,
    clusters: fc.constantFrom(0, 1, 2),
    support: fc.constantFrom('standard', 'extended'),
    ackCapabilities: fc.constantFrom(0, 1),
    hybridNodeVcpu: fc.constantFrom(0, 2.5),
  }),
  'eks-auto-mode': fc.record({ ...instances, ...capacity, vcpu: fc.constantFrom(0.5, 1) }),
  'eks-fargate': fc
    .record({
      ...capacity,
      size: fc.constantFrom([0.25, 0.5], [1, 2], [4, 20]),
      pods: maybe(fc.constantFrom(0, 1, 2.5)),
      provisionedControlPlane: fc.constantFrom('none', 'XL'),
    })
    .map(({ size: [vcpu, memoryGb], ...pod }) => ({ ...pod, vcpu, memoryGb })),
  'ecs-managed-instances': fc.record({ ...instances, ...capacity, scaleInAfterS: fc.constantFrom(-1, 300) }),
  'ecs-anywhere': fc.record(ownMachines),
  'eks-anywhere': fc.record({ ...ownMachines, subscription: fc.constantFrom('none', '1-year', '3-year') }),
  'eks-distro': fc.record({ ...ownMachines, clusters: fc.constantFrom(0, 1, 2) }),
  'lambda-managed-instances': fc.record({
    requests: maybe(whole(0, 1_000_000_000)),
    instances: maybe(fc.constantFrom(0, 3, 1.5)),
    reservedInstances: fc.constantFrom(0, 2),
    maxInstances: maybe(whole(3, 10)),
  }),
};

const onInstances = {
  instances: whole(0, 50),
  minInstances: whole(0, 20),
  reservedInstances: whole(0, 5),
  ebsGb: whole(0, 200),
  rpsPerTask: whole(1, 500),
};

/** Numbers of these services that may vary. */
export const ofContainers: Readonly<Record<string, Readonly<Record<string, fc.Arbitrary<number>>>>> = {
  eks: { ...onInstances, clusters: whole(0, 3), ackCapabilities: whole(0, 3), hybridNodeVcpu: whole(0, 64) },
  'eks-auto-mode': onInstances,
  'eks-fargate': { pods: whole(0, 40), minTasks: whole(0, 3), rpsPerTask: whole(1, 500), clusters: whole(0, 3) },
  'ecs-managed-instances': onInstances,
  'ecs-anywhere': { instances: whole(0, 40) },
  'eks-anywhere': { instances: whole(0, 40), clusters: whole(0, 3) },
  'eks-distro': { instances: whole(0, 40), clusters: whole(0, 3) },
  'lambda-managed-instances': {
    requests: whole(0, 1_000_000_000),
    instances: whole(0, 40),
    reservedInstances: whole(0, 5),
  },
};
