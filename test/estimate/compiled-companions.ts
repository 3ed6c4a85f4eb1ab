import fc from 'fast-check';

const whole = (min: number, max: number) => fc.integer({ min, max });
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const kb = fc.oneof(whole(0, 300), fc.constantFrom(0, 0.5, 63.9, 64, 64.1, 256));
const count = fc.oneof(whole(0, 3_000_000), fc.constantFrom(0, 1, 1_000_000));
const gb = fc.oneof(whole(0, 3000), fc.constantFrom(0, 0.25, 99.9, 100.5));
const each = fc.constantFrom(0, 1, 0.3, 2.5, 4);
const zones = maybe(whole(2, 3));

/** Designs of the services beside the compute, in the words of their own fields. */
export const companions: Readonly<Record<string, fc.Arbitrary<object>>> = {
  'api-gateway': fc.oneof(
    fc.record({ type: fc.constantFrom('http', 'rest'), requests: maybe(count), requestKb: maybe(kb) }),
    fc.record({
      type: fc.constant('rest'),
      cacheGb: fc.constantFrom(0, 0.5),
      integrationTimeoutMs: maybe(whole(50, 4000)),
    }),
    fc.record({ type: fc.constant('websocket'), messages: maybe(count), averageConnections: maybe(each) }),
  ),
  appsync: fc.record({
    api: fc.constantFrom('graphql', 'events'),
    operations: maybe(count),
    subscribersPerRequest: each,
    averageConnections: each,
    cache: fc.constantFrom('none', 'small'),
  }),
  eventbridge: fc.record({
    use: fc.constantFrom('custom-events', 'partner-events', 'scheduler', 'pipes'),
    customEvents: maybe(count),
    eventKb: maybe(kb),
    archiveShare: fc.constantFrom(0, 0.3, 1),
    pipeMatchShare: fc.constantFrom(1, 0.1),
    pipeBatchSize: fc.constantFrom(1, 10),
    replayedEvents: count,
    discoveredEvents: count,
  }),
  kinesis: fc.record({
    recordKb: maybe(kb),
    consumers: whole(0, 3),
    fanOutConsumers: whole(0, 2),
    retentionHours: fc.constantFrom(24, 72, 400),
    ingestedGb: maybe(gb),
  }),
  sns: fc.record({
    topicType: fc.constantFrom('standard', 'fifo'),
    publishes: maybe(count),
    httpSubscribers: each,
    emailDeliveries: count,
    messageKb: maybe(kb),
  }),
  sqs: fc.record({
    queueType: fc.constantFrom('standard', 'fifo'),
    messages: maybe(count),
    emptyReceives: count,
    messageKb: maybe(kb),
    batchSize: fc.constantFrom(1, 3, 10),
    receivesPerMessage: fc.constantFrom(1, 1.2),
  }),
  'step-functions': fc.record({
    workflowType: fc.constantFrom('standard', 'express'),
    executions: maybe(count),
    transitionsPerExecution: fc.constantFrom(5, 0.7, 12.5),
    memoryMb: fc.constantFrom(64, 100),
  }),
  alb: fc.record({
    targetType: fc.constantFrom('ip', 'lambda'),
    rules: fc.constantFrom(1, 10, 50),
    requestsPerConnection: fc.constantFrom(1, 1.1, 20),
    connectionSeconds: fc.constantFrom(0, 60, 1.5),
    scheme: fc.constantFrom('internet-facing', 'internal'),
    zones,
    lcuHours: maybe(gb),
  }),
  nlb: fc.record({
    protocol: fc.constantFrom('tcp', 'udp', 'tls'),
    requestsPerConnection: fc.constantFrom(1, 3.3),
    loadBalancers: whole(1, 3),
    zones,
  }),
  'data-transfer': fc.record({
    internetOutGb: maybe(gb),
    crossAzGb: maybe(gb),
    responseKb: maybe(kb),
    crossAzKb: kb,
    interRegionKb: kb,
  }),
  'nat-gateway': fc.record({
    gateways: maybe(whole(1, 3)),
    connectivity: fc.constantFrom('public', 'private'),
    gbPerMonth: maybe(gb),
    requestKb: maybe(kb),
  }),
  'public-ipv4': fc.record({
    addresses: maybe(whole(0, 20)),
    hoursPerAddress: maybe(fc.constantFrom(0, 100, 730)),
    idleAddresses: whole(0, 2),
  }),
  'vpc-endpoint': fc.record({ endpoints: whole(1, 3), gbPerMonth: maybe(gb), responseKb: maybe(kb) }),
  cloudwatch: fc.record({
    logsStandardGb: maybe(gb),
    storageGb: maybe(gb),
    logKbPerRequest: kb,
    retentionDays: fc.constantFrom(0, 1, 30, 365),
    metrics: whole(0, 20),
    alarms: whole(0, 12),
    anomalyAlarms: whole(0, 2),
    dashboards: whole(0, 5),
  }),
  kms: fc.record({ keys: fc.constantFrom(0, 1, 2.5), perRequest: each, requests: maybe(count) }),
  'secrets-manager': fc.record({ secrets: fc.constantFrom(0, 1, 2.5), perRequest: each, apiCalls: maybe(count) }),
  xray: fc.record({
    tracesRecorded: maybe(count),
    tracesScanned: count,
    insights: fc.boolean(),
    reservoirPerSecond: whole(0, 3),
    samplingRate: fc.constantFrom(0, 0.05, 1),
  }),
  dynamodb: fc.record({
    reads: maybe(count),
    readsPerRequest: each,
    writesPerRequest: each,
    itemKb: fc.constantFrom(0, 0.5, 1, 4, 4.1, 17),
    readConsistency: fc.constantFrom('eventual', 'strong', 'transactional'),
    transactionalWrites: fc.boolean(),
    storageGb: gb,
    streamReads: count,
  }),
  efs: fc
    .record({
      storageGb: gb,
      readKbPerRequest: kb,
      writtenKbPerRequest: kb,
      throughput: fc.constantFrom(
        {},
        { throughputMode: 'provisioned', provisionedMibps: 20 },
        { throughputMode: 'bursting' },
      ),
    })
    .map(({ throughput, ...files }) => ({ ...files, ...throughput })),
  s3: fc.record({
    puts: maybe(count),
    getsPerRequest: each,
    putsPerRequest: each,
    storageGb: gb,
    standardIaPuts: count,
  }),
  other: fc.record({
    items: fc.array(
      fc.oneof(
        fc.record({ name: fc.constant('team'), monthlyUsd: fc.constantFrom(0, 120.5) }),
        fc.record({ name: fc.constant('vendor'), usdPerRequest: fc.constantFrom(0, 0.0000031, 0.02) }),
      ),
      { maxLength: 3 },
    ),
  }),
};

/** Numbers of those services that may be varied. */
export const ofCompanions: Readonly<Record<string, Readonly<Record<string, fc.Arbitrary<number>>>>> = {
  'api-gateway': { requests: count, requestKb: kb },
  appsync: { operations: count, subscribersPerRequest: each, messageKb: fc.constantFrom(0, 4.9, 5, 12) },
  eventbridge: { customEvents: count, eventKb: kb, archiveShare: fc.constantFrom(0.1, 0.77, 1) },
  kinesis: { records: count, recordKb: kb },
  sns: { publishes: count, httpSubscribers: each },
  sqs: { messages: count, requests: count, receivesPerMessage: fc.constantFrom(1, 1.5, 2) },
  'step-functions': { executions: count, transitionsPerExecution: fc.constantFrom(1, 3.3), memoryMb: whole(1, 3000) },
  alb: { lcuHours: gb, connectionSeconds: fc.constantFrom(0, 1, 300), zones: whole(2, 6) },
  nlb: { loadBalancers: whole(1, 5), connectionSeconds: fc.constantFrom(0, 1, 300) },
  'data-transfer': { internetOutGb: fc.oneof(gb, whole(0, 600_000)), crossAzKb: kb },
  'nat-gateway': { gateways: whole(1, 9), gbPerMonth: gb },
  'public-ipv4': { addresses: whole(0, 50), idleAddresses: whole(0, 9) },
  'vpc-endpoint': { endpoints: whole(1, 9), gbPerMonth: fc.oneof(gb, whole(0, 6_000_000)) },
  cloudwatch: {
    logKbPerRequest: kb,
    retentionDays: whole(0, 400),
    metrics: whole(0, 20_000),
    logsVendedGb: fc.oneof(gb, whole(0, 60_000)),
  },
  kms: { requests: count, keys: whole(0, 9), perRequest: each },
  'secrets-manager': { apiCalls: count, secrets: whole(0, 9), perRequest: each },
  xray: { tracesRecorded: count, tracesScanned: count },
  dynamodb: { reads: count, writesPerRequest: each, itemKb: fc.constantFrom(0.5, 1.5, 4, 4.1), storageGb: gb },
  efs: { storageGb: gb, readGb: gb },
  s3: { puts: count, storageGb: fc.oneof(gb, whole(0, 600_000)), getsPerRequest: each },
};
