import fc from 'fast-check';

const whole = (min: number, max: number) => fc.integer({ min, max });
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const ms = fc.oneof(
  whole(1, 5000),
  whole(1, 50_000).map((tenths) => tenths / 10),
);
const architecture = fc.constantFrom('x86_64', 'arm64');
const memoryMb = whole(128, 10_240);
const share = maybe(fc.constantFrom(0.5, 0.3, 1));
const perRequest = maybe(fc.constantFrom(2, 0.1, 1.7));

const onDemand = fc.record({
  architecture,
  memoryMb,
  ephemeralStorageMb: fc.constantFrom(512, 1024, 2000),
  coldStarts: maybe(whole(0, 1000)),
  warmLifetimeS: fc.constantFrom(360, 60),
  initMs: fc.constantFrom(300, 250.5),
  durationMs: maybe(ms),
  parallelism: fc.constantFrom(1, 2, 1.5),
  armSpeed: fc.constantFrom(1, 1.1),
  share,
  perRequest,
});

/** Provisioned concurrency, limits and batches. */
const limited = fc.record({
  architecture,
  memoryMb,
  provisionedConcurrency: fc.constantFrom(0, 1, 40),
  reservedConcurrency: maybe(fc.constantFrom(40, 900)),
  batchSize: fc.constantFrom(1, 10, 100),
  batchWindowS: fc.constantFrom(0, 0.5, 2),
  savingsPlan: fc.constantFrom('none', 'compute-no-upfront'),
  share,
});

/** Requests that are given, so that it is not known when they come. */
const given = fc
  .record({
    architecture,
    memoryMb,
    requests: fc.oneof(whole(2_000_000, 3_000_000), whole(2_000_000, 1_000_000_000)),
    durationMs: maybe(ms),
    coldStarts: maybe(whole(0, 1000)),
    provisioned: fc.constantFrom(
      {},
      { provisionedConcurrency: 3 },
      { provisionedConcurrency: 20, provisionedHours: 33.3, provisionedRequests: 1_000_000 },
    ),
  })
  .map(({ provisioned, ...service }) => ({ ...service, ...provisioned }));

/** What Lambda bills beside requests and duration. */
const extras = fc
  .record({
    architecture,
    memoryMb,
    coldStarts: fc.constantFrom(undefined, 0),
    features: fc.constantFrom(
      { invocationType: 'asynchronous' },
      { invocationType: 'asynchronous', eventKb: 700 },
      { invokeMode: 'response-stream' },
      { invokeMode: 'response-stream', streamedKb: 7000.5 },
      { snapStart: 'java' },
      { snapStart: 'python', snapStartVersions: 3 },
      { snapStart: 'dotnet', snapStartHours: 1.5, snapStartRestores: 1000 },
      { eventPollers: 'sqs' },
      { eventPollers: 'kafka', eventPollerUnits: 2.5 },
      { eventPollers: 'kafka', eventPollerUnitHours: 812.7 },
      { tenantEnvironments: 3000 },
      { durableOperationsPerRequest: 0.3, durableResumesPerRequest: 0.5, durableKbPerOperation: 10.5 },
      { durableOperations: 100_000, durableWrittenGb: 10.5, durableRetainedGb: 8 },
    ),
  })
  .map(({ features, ...service }) => ({ ...service, ...features }));

/** Designs of functions. */
export const functions: Readonly<Record<string, fc.Arbitrary<object>>> = {
  lambda: fc.oneof(onDemand, limited, given, extras),
  'lambda-edge': fc
    .record({
      requests: maybe(whole(0, 1_000_000_000)),
      durationMs: maybe(ms),
      eventType: fc.constantFrom('viewer-request', 'viewer-response', 'origin-request', 'origin-response'),
      memoryMb: fc.constantFrom(128, 512, 1769, 3008),
      cacheHitShare: fc.constantFrom(0, 0.9, 1 / 3),
      share,
    })
    .map((edge) => ({ ...edge, memoryMb: edge.eventType.startsWith('viewer') ? 128 : edge.memoryMb })),
};

/** Numbers of them that may be varied. */
export const ofFunctions: Readonly<Record<string, Readonly<Record<string, fc.Arbitrary<number>>>>> = {
  lambda: {
    memoryMb,
    requests: whole(2_000_000, 1_000_000_000),
    durationMs: ms,
    coldStarts: whole(0, 2000),
    ephemeralStorageMb: whole(512, 10_240),
    initMs: fc.oneof(whole(0, 3000), fc.constantFrom(0.5, 99.9)),
    warmLifetimeS: whole(1, 3600),
    parallelism: fc.constantFrom(1, 1.5, 6),
    armSpeed: fc.constantFrom(0.5, 1, 1.25),
    provisionedConcurrency: whole(0, 100),
    reservedConcurrency: whole(100, 2000),
    snapStartVersions: whole(1, 20),
    tenantEnvironments: whole(0, 100_000),
    durableOperations: whole(0, 10_000_000),
    durableResumes: whole(0, 1_000_000),
    durableWrittenGb: fc.constantFrom(0, 0.25, 99.9),
    durableRetainedGb: fc.constantFrom(0, 0.25, 99.9),
    durableOperationsPerRequest: fc.constantFrom(0, 0.3, 7),
    durableKbPerOperation: fc.constantFrom(0, 0.5, 12),
    durableRetentionDays: whole(0, 90),
  },
  'lambda-edge': {
    requests: whole(0, 1_000_000_000),
    durationMs: ms,
    memoryMb: fc.constantFrom(128, 512, 1769, 3008),
    cacheHitShare: fc.constantFrom(0, 0.5, 0.77, 1),
  },
};
