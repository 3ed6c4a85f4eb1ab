import fc from 'fast-check';
import { PointPrices } from '../../src/estimate/compiled/point-prices.js';
import { loadPriceBook } from '../../src/io/price-files.js';
import { EstimatorError } from '../../src/model/errors.js';
import { checkedValue, type NumericPath, numericPath } from '../../src/scenario/numeric-path.js';
import { readScenario } from '../../src/scenario/read-scenario.js';
import { companions, ofCompanions } from './compiled-companions.js';
import { containers, ofContainers } from './compiled-containers.js';
import { functions, ofFunctions } from './compiled-lambda.js';
import { databases, network, ofNetwork } from './compiled-network.js';
import { ofStorage, storage } from './compiled-storage.js';

export const book = loadPriceBook();

/** A design of one service, and which of its numbers are varied. */
export interface CompiledCase {
  readonly service: object;
  /** Fields of the service that are varied, with values to choose from. */
  readonly fields: Readonly<Record<string, fc.Arbitrary<number>>>;
}

const ms = fc.oneof(
  fc.integer({ min: 1, max: 5000 }),
  fc.integer({ min: 1, max: 50_000 }).map((tenths) => tenths / 10),
);
const arm = fc.constantFrom('x86_64', 'arm64');
const whole = (min: number, max: number) => fc.integer({ min, max });
const capacity = {
  minTasks: fc.option(whole(0, 3), { nil: undefined }),
  maxTasks: fc.option(whole(3, 40), { nil: undefined }),
  targetUtilization: fc.constantFrom(0.5, 0.6, 0.7),
  maxConcurrencyPerTask: fc.option(whole(1, 200), { nil: undefined }),
};

/** Designs of the services that have a plan. */
export const services: Readonly<Record<string, fc.Arbitrary<object>>> = {
  ...companions,
  ...containers,
  ...storage,
  ...network,
  ...functions,
  fargate: fc
    .record({
      architecture: arm,
      size: fc.constantFrom([0.25, 0.5], [1, 2], [4, 30], [16, 32]),
      ephemeralStorageGb: fc.constantFrom(20, 50),
      tasks: fc.option(fc.constantFrom(0, 1, 2.5), { nil: undefined }),
      buy: fc.constantFrom({}, { savingsPlan: 'compute-1y-no-upfront' }, { capacityProvider: 'FARGATE_SPOT' }),
      deployments: fc.constantFrom(0, 4),
      ...capacity,
    })
    .map(({ size: [vcpu, memoryGb], buy, ...task }) => ({ ...task, ...buy, vcpu, memoryGb })),
  'ecs-ec2': fc.record({
    instanceType: fc.constantFrom('m5.large', 'm7g.xlarge', 't3.medium'),
    instances: fc.option(fc.constantFrom(0, 3, 1.5), { nil: undefined }),
    ebsGb: fc.constantFrom(0, 30),
    capacityType: fc.constantFrom('ON_DEMAND', 'SPOT'),
    placementStrategy: fc.constantFrom('spread', 'binpack'),
    ...capacity,
  }),
  'aurora-serverless': fc.record({
    engine: fc.constantFrom('mysql', 'postgresql'),
    storageConfiguration: fc.constantFrom('standard', 'io-optimized'),
    averageAcu: fc.option(fc.constantFrom(0, 0.7, 12), { nil: undefined }),
    readers: fc.constantFrom(0, 2),
    readerTier: fc.constantFrom(1, 15),
    rdsProxy: fc.boolean(),
    ioPerQuery: fc.constantFrom(0, 0.3, 2),
    storageGrowthGb: fc.constantFrom(0, 5),
    storageGb: fc.constantFrom(0, 12.5, 100),
    backupGb: fc.constantFrom(0, 20, 150),
    ioRequests: fc.option(fc.constantFrom(0, 1_000_000), { nil: undefined }),
    minAcu: fc.option(fc.constantFrom(0, 0.5, 2), { nil: undefined }),
    queriesPerRequest: fc.constantFrom(1, 3.3),
  }),
};

/** Numbers of the workload and of the first service that may be varied. */
const WORKLOAD: CompiledCase['fields'] = {
  requests: fc.oneof(
    whole(0, 2_000_000),
    whole(0, 2_000_000_000),
    fc.constantFrom(0, 1, 999_999, 1_000_000, 1_000_001),
  ),
  requestsPerSecond: fc.oneof(whole(0, 2000), fc.constantFrom(0.1, 2.37, 411.5)),
  durationMs: ms,
  cpuMs: fc.oneof(whole(1, 100), fc.constantFrom(0.5, 12.25)),
  memoryMb: fc.constantFrom(1, 20, 33.5, 300),
  requestKb: fc.constantFrom(0, 2, 64, 64.5, 300),
  responseKb: fc.constantFrom(0, 12, 130, 600),
};

const OF_SERVICE: Readonly<Record<string, CompiledCase['fields']>> = {
  ...ofCompanions,
  ...ofContainers,
  ...ofStorage,
  ...ofNetwork,
  ...ofFunctions,
  fargate: {
    tasks: fc.oneof(whole(0, 50), fc.constantFrom(0.5, 1.25)),
    minTasks: whole(0, 3),
    rpsPerTask: whole(1, 500),
  },
  'ecs-ec2': { instances: whole(0, 50), minInstances: whole(0, 20), rpsPerTask: whole(1, 500) },
  'aurora-serverless': {
    averageAcu: fc.oneof(whole(0, 200), fc.constantFrom(0.1, 33.3)),
    storageGb: fc.oneof(whole(0, 10_000), fc.constantFrom(0.5, 13.7)),
    ioRequests: whole(0, 1_000_000_000),
    minAcu: whole(0, 40).map((halves) => halves / 2),
    maxAcu: whole(2, 40).map((halves) => halves / 2),
    readers: whole(0, 5),
    queriesPerRequest: fc.constantFrom(0, 1, 3.3),
    queriesPerSecondPerAcu: fc.constantFrom(20, 77.7, 300),
    workingSetGb: whole(0, 30),
    backupGb: whole(0, 1000),
  },
};

/** Services that may be before a service in its design. */
const BEFORE = [
  [],
  [{ service: 'lambda', memoryMb: 512 }],
  [{ service: 'fargate', vcpu: 0.5, memoryGb: 1 }],
  [{ service: 'ecs-ec2', instanceType: 'm7g.large', vcpu: 1, memoryGb: 2 }],
];

function servicesBefore(id: string): readonly (readonly object[])[] {
  if (id === 'rds-proxy') return [...BEFORE, ...databases];
  return id in companions || id in network || id === 'aurora-serverless' ? BEFORE : [[]];
}

/** A scenario of one or two services of one kind, compiled over up to three of its numbers. */
export const designsOf = (id: string) =>
  fc
    .record({
      freeTier: fc.boolean(),
      month: fc.constantFrom('730h', '31d', '2026-02'),
      discountPercent: fc.constantFrom(0, 12.5),
      cpuMs: fc.option(whole(1, 40), { nil: undefined }),
      // Jobs are simulated one by one: billions of them are no case for a test.
      trigger: ['lambda', 'fargate'].includes(id)
        ? fc.constantFrom('http', 'queue', 'schedule')
        : fc.constantFrom('http', 'queue'),
      serviceLevel: fc.constantFrom({}, { zones: 2 }, { p95Ms: 300 }),
      account: fc.constantFrom({}, id === 'lambda' ? { 'lambda.duration-x86_64': 5_999_000_000 } : {}),
      before: fc.constantFrom(...servicesBefore(id)),
      designed: fc.array(services[id] as fc.Arbitrary<object>, { minLength: 1, maxLength: 2 }),
      ofWorkload: fc.subarray(Object.keys(WORKLOAD), { minLength: 1, maxLength: 2 }),
      ofService: fc.subarray(Object.keys(OF_SERVICE[id] ?? {}), { maxLength: Object.hasOwn(OF_SERVICE, id) ? 1 : 0 }),
    })
    .filter(({ ofWorkload }) => !(ofWorkload.includes('requests') && ofWorkload.includes('requestsPerSecond')))
    .chain((around) => {
      const values = [
        ...around.ofWorkload.map((field) => WORKLOAD[field] as fc.Arbitrary<number>),
        ...around.ofService.map((field) => OF_SERVICE[id]?.[field] as fc.Arbitrary<number>),
      ];
      return fc.record({
        around: fc.constant({ id, ...around }),
        points: fc.array(fc.tuple(...values), { minLength: 4, maxLength: 12 }),
      });
    });

type Around = Parameters<Parameters<ReturnType<typeof designsOf>['map']>[0]>[0]['around'];

/** The scenario of a case, compiled. undefined when the values it is compiled at are not allowed together. */
export async function compileCase(around: Around, at: readonly number[]): Promise<PointPrices | undefined> {
  const { id, before, designed, cpuMs, trigger, serviceLevel, ofWorkload, ofService, ...terms } = around;
  const file = {
    version: 1,
    name: 'designsOf',
    region: 'us-east-1',
    ...terms,
    workloads: [
      { name: 'w', trigger, serviceLevel, requests: 3_000_000, durationMs: 60, ...(cpuMs !== undefined && { cpuMs }) },
    ],
    designs: [{ name: 'd', services: [...before, ...designed.map((service) => ({ service: id, ...service }))] }],
  };
  const scenario = await readScenario(JSON.stringify(file), { regions: book.regions });
  const paths = [
    ...ofWorkload.map((field) => numericPath(`workloads.0.${field}`, scenario)),
    ...ofService.map((field) => numericPath(`designs.0.services.${before.length}.${field}`, scenario)),
  ];
  return PointPrices.of({ scenario, workload: scenario.workloads[0] ?? null, paths, book }, at);
}

/** A design of one service, compiled over two of its numbers, with points between their smallest and largest values. */
export async function compilePair(
  id: string,
  design: object,
  fields: readonly string[],
  shares: readonly (readonly number[])[],
): Promise<{ readonly prices: PointPrices; readonly points: readonly number[][] } | undefined> {
  const file = {
    version: 1,
    name: 'pair',
    region: 'us-east-1',
    workloads: [{ name: 'w', requests: 3_000_000, durationMs: 60, cpuMs: 40 }],
    designs: [{ name: 'd', services: [{ service: id, ...design }] }],
  };
  return ifAccepted(async () => {
    const scenario = await readScenario(JSON.stringify(file), { regions: book.regions });
    const paths = fields.map((field) => numericPath(`designs.0.services.0.${field}`, scenario));
    // What one field refuses alone is refused before anything is compiled.
    const points = shares.map((point) =>
      point.map((share, index) =>
        checkedValue(paths[index] as NumericPath, within(paths[index] as NumericPath, share)),
      ),
    );
    const workload = scenario.workloads[0] ?? null;
    return { prices: await PointPrices.of({ scenario, workload, paths, book }, points[0] ?? []), points };
  });
}

async function ifAccepted<T>(step: () => Promise<T>): Promise<T | undefined> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof EstimatorError) return undefined;
    throw error;
  }
}

/** A value of a field; more often a small one, as people write them: not 1e-320, which 50 digits lose beside a 1. */
function within({ min, max, whole }: NumericPath, share: number): number {
  const from = Math.max(0, min);
  const value = from + (Math.min(max, from + 1000) - from) * share ** 3;
  return whole ? Math.round(value) : Number(Number(value.toPrecision(4)).toFixed(12));
}
